/// A table written as CSV: a header row, then one line a row (RFC 4180 quoting, UTF-8, line feeds).
public struct CSVTable: Sendable, Equatable {
    public let columns: [String]
    public private(set) var rows: [[CSVCell]]

    public init(columns: [String], rows: [[CSVCell]] = []) {
        self.columns = columns
        self.rows = []
        for row in rows { append(row) }
    }

    /// Adds a row, which must have a cell for every column.
    public mutating func append(_ row: [CSVCell]) {
        precondition(
            row.count == columns.count,
            "a row of \(row.count) cells in a table of \(columns.count) columns"
        )
        rows.append(row)
    }

    /// - Complexity: O(length of the text).
    public func text() -> String {
        var output = ""
        Self.write(columns.map(CSVCell.text), to: &output)
        for row in rows { Self.write(row, to: &output) }
        return output
    }

    private static func write(_ row: [CSVCell], to output: inout String) {
        for (position, cell) in row.enumerated() {
            if position > 0 { output += "," }
            // A line of one empty cell would read back as no line at all.
            let content = cell.content
            output += row.count == 1 && content.isEmpty ? "\"\"" : quoted(content)
        }
        output += "\n"
    }

    private static func quoted(_ content: String) -> String {
        let needsQuotes = content.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
        }
        let isPadded = content.utf8.first == 0x20 || content.utf8.last == 0x20
        guard needsQuotes || isPadded else { return content }
        var result = "\""
        for scalar in content.unicodeScalars {
            if scalar == "\"" { result += "\"" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
