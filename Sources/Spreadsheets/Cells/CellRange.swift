internal import TopsliceRecords

/// A rectangle of cells, rows and columns from 1.
package struct CellRange: Sendable, Hashable, CustomStringConvertible {
    package let rows: ClosedRange<Int>
    package let columns: ClosedRange<Int>

    package static let lastRow = 1_048_576
    package static let lastColumn = 16_384

    package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// `B2:D9` or `B2`, with `$` before any part, from whichever corners; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let ends = String(text).split(separator: ":", omittingEmptySubsequences: false)
        guard let first = ends.first.flatMap({ Self.cell($0) }), ends.count <= 2 else { return nil }
        guard let last = ends.count == 2 ? Self.cell(ends[1]) : first else { return nil }
        rows = min(first.row, last.row)...max(first.row, last.row)
        columns = min(first.column, last.column)...max(first.column, last.column)
    }

    /// Row and column of `B2`; nil beyond the last of a sheet.
    static func cell(_ text: some StringProtocol) -> (row: Int, column: Int)? {
        var column = 0
        var row = 0
        var digits = 0
        for byte in text.utf8 where byte != UInt8(ascii: "$") {
            if (0x41...0x5A).contains(byte & 0xDF), byte >= 0x41, digits == 0 {
                column = column * 26 + Int(byte & 0x1F)
                guard column <= lastColumn else { return nil }
            } else if (0x30...0x39).contains(byte), column > 0 {
                row = row * 10 + Int(byte & 0x0F)
                digits += 1
                guard row <= lastRow else { return nil }
            } else {
                return nil
            }
        }
        return row >= 1 && column >= 1 ? (row, column) : nil
    }

    package func holds(row: Int, column: Int) -> Bool {
        rows.contains(row) && columns.contains(column)
    }

    package var description: String {
        func end(_ column: Int, _ row: Int) -> String { "\(FilePlace.letters(column))\(row)" }
        let first = end(columns.lowerBound, rows.lowerBound)
        let last = end(columns.upperBound, rows.upperBound)
        return first == last ? first : "\(first):\(last)"
    }
}
