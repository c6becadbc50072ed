/// A table written as CSV: a header row, then one line a row (RFC 4180 quoting, UTF-8, line feeds).
package struct CSVTable: Sendable, Equatable {
    package let columns: [String]
    package private(set) var rows: [[CSVCell]]

    package init(columns: [String], rows: [[CSVCell]] = []) {
        self.columns = columns
        self.rows = []
        for row in rows { append(row) }
    }

    /// Adds a row, which must have a cell for every column.
    package mutating func append(_ row: [CSVCell]) {
        precondition(
            row.count == columns.count,
            "a row of \(row.count) cells in a table of \(columns.count) columns"
        )
        rows.append(row)
    }

    /// - Complexity: O(length of the text).
    package func text() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// ``text()`` in UTF-8.
    package func bytes() -> [UInt8] {
        var output: [UInt8] = []
        Self.write(columns.map(CSVCell.text), to: &output)
        for row in rows { Self.write(row, to: &output) }
        return output
    }

    private static func write(_ row: [CSVCell], to output: inout [UInt8]) {
        for (position, cell) in row.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            var content = cell.content
            // A line of one empty cell would read back as no line at all.
            if row.count == 1, content.isEmpty {
                output += "\"\"".utf8
            } else {
                content.withUTF8 { write($0, to: &output) }
            }
        }
        output.append(0x0A)
    }

    private static func write(_ content: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = content.contains {
            $0 == UInt8(ascii: ",") || $0 == quote || $0 == 0x0A || $0 == 0x0D
        }
        let isPadded = content.first == 0x20 || content.last == 0x20
        guard needsQuotes || isPadded else {
            output.append(contentsOf: content)
            return
        }
        output.append(quote)
        for byte in content {
            if byte == quote { output.append(quote) }
            output.append(byte)
        }
        output.append(quote)
    }
}
