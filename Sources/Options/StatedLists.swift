internal import TopsliceRecords

/// Lists as they are typed behind a flag: `a+b,c`, `a=1,b=2`, `a>b,b>c`.
package enum StatedLists {
    /// Names separated by commas.
    static func names(_ flag: Stated<String>) -> [Stated<String>] {
        TextList.parts(flag.value, separatedBy: UInt8(ascii: ",")).map {
            Stated($0, at: flag.place)
        }
    }

    /// Groups of names, `a+b,c`.
    static func groups(_ flag: Stated<String>) -> [[Stated<String>]] {
        TextList.parts(flag.value, separatedBy: UInt8(ascii: ",")).map { group in
            TextList.parts(group, separatedBy: UInt8(ascii: "+")).map { Stated($0, at: flag.place) }
        }
    }

    /// Names with values, `a=1,b=2`; the last equals sign counts.
    static func values(
        _ flag: Stated<String>,
        _ faults: inout RequestFaults
    ) -> [NamedText] {
        TextList.parts(flag.value, separatedBy: UInt8(ascii: ",")).compactMap { pair in
            guard let sign = pair.lastIndex(of: "=") else {
                faults.add(flag, "'\(pair)' is not of the form name=number")
                return nil
            }
            return NamedText(
                name: Stated(TextList.trimmed(pair[..<sign]), at: flag.place),
                text: Stated(TextList.trimmed(pair[pair.index(after: sign)...]), at: flag.place)
            )
        }
    }

    /// Pairs, `a>b,b>c`; chains such as `a>b>c` stand for all their steps.
    static func links(
        _ flag: Stated<String>,
        _ faults: inout RequestFaults
    ) -> [NamedLink] {
        TextList.parts(flag.value, separatedBy: UInt8(ascii: ",")).flatMap { chain in
            Self.chain(Stated(chain, at: flag.place), &faults)
        }
    }

    /// The steps of one chain `a>b>c`.
    static func chain(
        _ chain: Stated<String>,
        _ faults: inout RequestFaults
    ) -> [NamedLink] {
        let names = TextList.parts(chain.value, separatedBy: UInt8(ascii: ">")).map {
            Stated($0, at: chain.place)
        }
        guard names.count >= 2 else {
            faults.add(chain, "'\(chain.value)' is not of the form first>second")
            return []
        }
        return zip(names, names.dropFirst()).map { NamedLink(from: $0, to: $1) }
    }
}

/// A name with what was stated of it, such as the weight of a player.
package struct NamedText: Sendable, Equatable {
    package let name: Stated<String>
    package let text: Stated<String>

    package init(name: Stated<String>, text: Stated<String>) {
        self.name = name
        self.text = text
    }
}

/// Two names in order, such as who refers to whom.
package struct NamedLink: Sendable, Equatable {
    package let from: Stated<String>
    package let to: Stated<String>

    package init(from: Stated<String>, to: Stated<String>) {
        self.from = from
        self.to = to
    }
}
