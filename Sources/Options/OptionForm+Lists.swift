internal import TopsliceRecords

extension OptionForm where Value == [String] {
    /// Names of columns, `a,b`; a list in a file.
    package static var columns: Self {
        Self(
            .list,
            fromText: { text, _ in
                TextList.parts(text.value, separatedBy: UInt8(ascii: ",")).filter { !$0.isEmpty }
            },
            fromNode: { node, reader in node.texts(&reader.faults) },
            written: { $0.isEmpty ? "none" : $0.joined(separator: ",") }
        )
    }
}

extension OptionForm where Value == [Stated<String>] {
    /// Names, `a,b`; a list in a file, or the same text.
    package static func names(words: [String] = []) -> Self {
        Self(
            .list,
            words: words,
            fromText: { text, _ in StatedLists.names(text) },
            fromNode: { node, reader in reader.names(of: node) },
            written: { $0.isEmpty ? "none" : $0.map(\.value).joined(separator: ",") }
        )
    }
}

extension OptionForm where Value == [[Stated<String>]] {
    /// Groups of names, `a+b,c`; a list of lists in a file.
    package static var groups: Self {
        Self(
            .list,
            fromText: { text, _ in StatedLists.groups(text) },
            fromNode: { node, reader in reader.groups(of: node) },
            written: { groups in
                groups.map { $0.map(\.value).joined(separator: "+") }.joined(separator: ",")
            }
        )
    }
}

extension OptionForm where Value == [NamedText] {
    /// Names with values, `a=1,b=2`; a map in a file.
    package static var values: Self {
        Self(
            .list,
            fromText: { text, faults in StatedLists.values(text, &faults) },
            fromNode: { node, reader in reader.values(of: node) },
            written: { $0.map { "\($0.name.value)=\($0.text.value)" }.joined(separator: ",") }
        )
    }
}

extension OptionForm where Value == [NamedLink] {
    /// Pairs, `a>b,b>c`; a list of them in a file.
    package static var links: Self {
        Self(
            .list,
            fromText: { text, faults in StatedLists.links(text, &faults) },
            fromNode: { node, reader in reader.links(of: node) },
            written: { $0.map { "\($0.from.value)>\($0.to.value)" }.joined(separator: ",") }
        )
    }
}
