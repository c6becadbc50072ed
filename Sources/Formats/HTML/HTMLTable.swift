/// A table of words and numbers already formatted, with everything a screen reader needs.
///
/// The first column names the row. On a narrow screen the table scrolls inside its own frame.
package struct HTMLTable: Sendable, Equatable {
    package var caption: String
    package var columns: [Column]
    package var rows: [[String]]
    /// A last row for totals.
    package var total: [String]?

    package struct Column: Sendable, Equatable {
        package var title: String
        package var isNumeric: Bool
        /// A column of empty cells with room to write in by hand.
        package var isToFill = false

        package static func words(_ title: String) -> Column {
            Column(title: title, isNumeric: false)
        }

        package static func toFill(_ title: String) -> Column {
            Column(title: title, isNumeric: false, isToFill: true)
        }

        package static func numbers(_ title: String) -> Column {
            Column(title: title, isNumeric: true)
        }
    }

    package init(
        caption: String,
        columns: [Column],
        rows: [[String]],
        total: [String]? = nil
    ) {
        for row in rows + (total.map { [$0] } ?? []) {
            precondition(row.count == columns.count, "a row of \(row.count) cells in \(caption)")
        }
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.total = total
    }

    package var markup: Markup {
        var parts: [Markup] = [
            .tag("caption", [:], .tag("span", [:], .text(caption))),
            .tag(
                "thead",
                [:],
                .tag("tr", [:], children: columns.map { header($0.title, "col", $0) })
            ),
            .tag("tbody", [:], .table(Rows(columns: columns, rows: rows))),
        ]
        if let total {
            parts.append(.tag("tfoot", [:], .table(Rows(columns: columns, rows: [total]))))
        }
        // Focusable, so that a keyboard can scroll it.
        return .tag(
            "div",
            ["class": "scroll", "role": "region", "aria-label": caption, "tabindex": "0"],
            .tag("table", [:], children: parts)
        )
    }

    private func header(_ text: String, _ scope: String, _ column: Column) -> Markup {
        .tag(
            "th",
            column.isNumeric ? ["scope": scope, "class": "n"] : ["scope": scope],
            .text(text)
        )
    }

    /// Rows of cells, the first of each of which names it.
    package struct Rows: Sendable, Equatable {
        let columns: [Column]
        let rows: [[String]]

        func write(to output: TextStream) {
            for row in rows {
                output.append("<tr>")
                for (position, cell) in row.enumerated() {
                    let column = columns[position]
                    if position == 0 {
                        output.append("<th scope=\"row\"")
                        if column.isNumeric { output.append(" class=\"n\"") }
                        output.append(">")
                    } else {
                        output.append(
                            column.isNumeric
                                ? "<td class=\"n\">"
                                : column.isToFill ? "<td class=\"fill\">" : "<td>"
                        )
                    }
                    Markup.escape(cell, to: output)
                    output.append(position == 0 ? "</th>" : "</td>")
                }
                output.append("</tr>\n")
            }
        }
    }
}
