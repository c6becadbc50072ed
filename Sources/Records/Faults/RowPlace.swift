/// A place in a file that has rows but no lines, such as those of statisticians and databases.
package enum RowPlace: Sendable, Hashable, CustomStringConvertible {
    /// The file as a whole, or the names of its columns.
    case columnNames
    /// From 1.
    case row(Int)
    /// Both from 1; the row within the group.
    case inGroup(Int, row: Int)

    var isWhole: Bool { self == .columnNames }

    /// `row 4,711`, `row group 3, row 4,711`.
    package var description: String {
        switch self {
        case .columnNames: "the file"
        case .row(let row): "row \(Self.grouped(row))"
        case .inGroup(let group, let row): "row group \(group), row \(Self.grouped(row))"
        }
    }

    /// Digits in threes.
    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(number).utf8)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(UInt8(ascii: ","), at: place)
            place -= 3
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
