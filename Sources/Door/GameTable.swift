package import TopsliceExactArithmetic
package import TopsliceRecords

/// A game as it was read: players by name, and the value of every coalition that is known.
package struct GameTable: Sendable {
    package let file: String
    /// In the order in which the file first names them.
    package let players: [String]
    package let entries: [Entry]
    /// What the file says of its numbers, nil where it says nothing.
    package let orientation: Remark?
    /// Coalitions of the file that no data support, where the file says so (results of an attribution).
    package let unsupported: [UInt64]
    package let warnings: [TableWarning]
    package let sha256: String
    /// The file that said how its columns are headed; nil without one.
    package private(set) var mapping: InputRecord?
    /// What was noticed of the sheet it stands in; among the warnings too.
    package private(set) var notices: [TableNotice] = []

    /// What a file says beside its numbers, with its place.
    package struct Remark: Sendable {
        package let text: String
        package let place: FilePlace
    }

    package struct Entry: Sendable {
        /// Bit k for player k.
        package let members: UInt64
        package let value: Rational
        package let standardError: Rational?
        package let place: FilePlace
        /// The column of a table that states the value; nil in a document.
        package let column: String?

        package init(
            members: UInt64,
            value: Rational,
            standardError: Rational?,
            place: FilePlace,
            column: String?
        ) {
            self.members = members
            self.value = value
            self.standardError = standardError
            self.place = place
            self.column = column
        }
    }

    /// Values of a game file, from least to most structured: only the entry of the empty coalition may be
    /// something other than a change.
    package var emptyCoalition: Entry? { entries.first { $0.members == 0 } }

    func headed(by mapping: ColumnMapping?, _ notices: [TableNotice]) -> GameTable {
        var table = self
        table.notices = notices
        table.mapping = mapping.map {
            InputRecord(path: $0.file, sha256: $0.sha256, rows: 0, seconds: 0)
        }
        return table
    }

    package func names(_ members: UInt64) -> [String] {
        players.indices.filter { members >> UInt64($0) & 1 == 1 }.map { players[$0] }
    }
}
