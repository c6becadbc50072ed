internal import TopsliceRegression
internal import TopsliceVarianceShares

/// Who shares, as it was asked for: groups and unions by name, and what is always in.
///
/// Members are regressors of a matrix, or terms of a formula however they are spelt
/// (`poly(x,2,raw=TRUE)` and `poly(x, 2, raw = TRUE)` are one term).
package struct ImportancePlayers: Sendable, Equatable {
    /// A name and its members, joined by `+`.
    package struct Named: Sendable, Equatable {
        package var name: String
        package var members: String

        package init(name: String, members: String) {
            self.name = name
            self.members = members
        }
    }

    package var groups: [Named]
    package var unions: [Named]
    /// Each one member, or several joined by `+`.
    package var always: [String]

    package init(groups: [Named] = [], unions: [Named] = [], always: [String] = []) {
        self.groups = groups
        self.unions = unions
        self.always = always
    }

    /// Reads `a=x1+x2,b=x3+x4`, as the options `--groups` and `--unions` have it, and `x5,x6`.
    package init(
        groups: String?,
        unions: String?,
        always: String?
    ) throws(ImportanceError) {
        self.groups = try Self.named(groups, option: "--groups")
        self.unions = try Self.named(unions, option: "--unions")
        self.always = Self.split(always ?? "", at: UInt8(ascii: ",")).filter { !$0.isEmpty }
    }

    private static func named(
        _ text: String?,
        option: String
    ) throws(ImportanceError) -> [Named] {
        guard let text else { return [] }
        var result: [Named] = []
        for part in split(text, at: UInt8(ascii: ",")) {
            let sides = split(part, at: UInt8(ascii: "="))
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                throw .badGroup(option: option, text: part)
            }
            guard !result.contains(where: { $0.name == sides[0] }) else {
                throw .repeatedGroup(option: option, name: sides[0])
            }
            result.append(Named(name: sides[0], members: sides[1]))
        }
        return result
    }

    /// The parts of a text between separators that stand outside brackets and backticks, without blanks around.
    static func split(_ text: String, at separator: UInt8) -> [String] {
        var parts: [[UInt8]] = [[]]
        var depth = 0
        var isQuoted = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "`"): isQuoted.toggle()
            case UInt8(ascii: "(") where !isQuoted: depth += 1
            case UInt8(ascii: ")") where !isQuoted: depth -= 1
            default: break
            }
            if byte == separator, depth <= 0, !isQuoted {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        return parts.map { part in
            let start = part.drop { $0 == 0x20 }
            return String(decoding: start.reversed().drop { $0 == 0x20 }.reversed(), as: UTF8.self)
        }
    }
}

extension ImportancePlayers {
    /// The players among these terms: groups and whatever else has several columns as groups, the rest singly.
    ///
    /// - Throws: `VarianceSharesError` where a name is unknown or used twice.
    func structure(of terms: [FormulaTerm]) throws(VarianceSharesError) -> PlayerStructure {
        let labels = terms.map(\.label)
        var owner: [String: String] = [:]
        func members(_ text: String, for name: String) throws(VarianceSharesError) -> [String] {
            let found = try Self.resolve(text, among: labels)
            for member in found {
                if let other = owner.updateValue(name, forKey: member) {
                    throw .usedTwice(member, first: other, second: name)
                }
            }
            return found
        }
        func columns(_ members: [String]) -> [String] {
            terms.filter { members.contains($0.label) }.flatMap(\.columns)
        }
        var structure = PlayerStructure()
        for text in always { structure.always += columns(try members(text, for: "always")) }
        for group in groups {
            let columns = columns(try members(group.members, for: group.name))
            structure.groups.append(.init(name: group.name, columns: columns))
        }
        var names = groups.map(\.name)
        for term in terms where owner[term.label] == nil {
            names.append(term.label)
            if term.columns != [term.label] {
                structure.groups.append(.init(name: term.label, columns: term.columns))
            }
        }
        for union in unions {
            let players = try Self.resolve(union.members, among: names)
            structure.unions.append(.init(name: union.name, players: players))
        }
        return structure
    }

    /// How many subsets a walk over every subset decides at most, as a power of two: the players, or the other unions
    /// and the members of one.
    static func decided(_ structure: PlayerStructure, columns: Int) -> Int {
        let grouped = structure.groups.reduce(0) { $0 + $1.columns.count }
        let players = columns - structure.always.count - grouped + structure.groups.count
        let inUnions = structure.unions.reduce(0) { $0 + $1.players.count }
        let unions = players - inUnions + structure.unions.count
        let largest = structure.unions.map(\.players.count).max() ?? 1
        return unions - 1 + largest
    }

    /// The known names that a text means: one as it stands, several joined by `+`, or terms spelt another way.
    private static func resolve(
        _ text: String,
        among known: [String]
    ) throws(VarianceSharesError) -> [String] {
        if known.contains(text) { return [text] }
        var found: [String] = []
        for part in split(text, at: UInt8(ascii: "+")) {
            if known.contains(part) {
                found.append(part)
            } else if let terms = try? Formula(parsing: "y ~ \(part)").termLabels, !terms.isEmpty,
                terms.allSatisfy(known.contains)
            {
                found += terms
            } else {
                throw .unknownColumn(part, known: known)
            }
        }
        return found
    }
}
