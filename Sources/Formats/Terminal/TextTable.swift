internal import TopsliceRecords

/// A table for the terminal: words to the left, numbers to the right, columns two spaces apart. Only ``ReportTable`` makes one.
package struct TextTable: Sendable, Equatable {
    package struct Column: Sendable, Equatable {
        package var title: String
        package var isNumeric: Bool

        package static func words(_ title: String) -> Column {
            Column(title: title, isNumeric: false)
        }

        package static func numbers(_ title: String) -> Column {
            Column(title: title, isNumeric: true)
        }
    }

    package var columns: [Column]
    package var rows: [[String]]
    /// A last row under a rule.
    package var total: [String]?

    init(columns: [Column], rows: [[String]], total: [String]? = nil) {
        for row in rows + (total.map { [$0] } ?? []) {
            precondition(row.count == columns.count, "\(row.count) cells, \(columns.count) columns")
        }
        self.columns = columns
        self.rows = rows
        self.total = total
    }

    /// Lines that each end with a line feed.
    package var text: String {
        let all = [columns.map(\.title)] + rows + (total.map { [$0] } ?? [])
        let cells = all.map { $0.map { visible($0) } }
        let widths = columns.indices.map { column in
            cells.map { TerminalText.width(of: $0[column]) }.max() ?? 0
        }
        let rule = String(
            repeating: "─",
            count: widths.reduce(0, +) + 2 * max(0, widths.count - 1)
        )
        var lines: [String] = []
        for (position, row) in cells.enumerated() {
            if position == cells.count - 1 && total != nil { lines.append(rule) }
            lines.append(line(row, widths))
            if position == 0 { lines.append(rule) }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func line(_ row: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in row.enumerated() {
            if column > 0 { line += "  " }
            let space = String(
                repeating: " ",
                count: max(0, widths[column] - TerminalText.width(of: cell))
            )
            line += columns[column].isNumeric ? space + cell : cell + space
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
