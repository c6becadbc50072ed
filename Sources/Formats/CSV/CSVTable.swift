/// A table written as CSV: a header row, then one line a row (RFC 4180 quoting, UTF-8, line feeds). Only ``ReportTable`` makes one.
package struct CSVTable: Sendable, Equatable {
    package let columns: [String]
    package private(set) var rows: [[CSVCell]]

    init(columns: [String], rows: [[CSVCell]] = []) {
        self.columns = columns
        self.rows = []
        for row in rows { append(row) }
    }

    /// Adds a row, which must have a cell for every column.
    mutating func append(_ row: [CSVCell]) {
        precondition(
            row.count == columns.count,
            "a row of \(row.count) cells in a table of \(columns.count) columns"
        )
        rows.append(row)
    }

    /// - Complexity: O(length of the text).
    package func text() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// ``text()`` in UTF-8.
    package func bytes() -> [UInt8] { TextStream.bytes(write(to:)) }

    /// ``text()`` as the content of a file.
    package var content: OutputContent {
        .pieces { try TextStream.write(to: $0, write(to:)) }
    }

    private func write(to output: TextStream) {
        Self.write(columns.map(CSVCell.text), to: output)
        for row in rows { Self.write(row, to: output) }
    }

    private static func write(_ row: [CSVCell], to output: TextStream) {
        for (position, cell) in row.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            let content = cell.content
            // A line of one empty cell would read back as no line at all.
            if row.count == 1, content.isEmpty {
                output.append("\"\"")
            } else {
                CSVText.write(content, to: output)
            }
        }
        output.append("\n")
    }
}
