/// A table of words and numbers already formatted, with everything a screen reader needs.
///
/// Only ``ReportTable`` makes one. The first column names the row. On a narrow screen the table scrolls inside its own frame.
package struct HTMLTable: Sendable, Equatable {
    package var caption: String
    package var columns: [Column]
    package var rows: [[String]]
    /// A last row for totals.
    package var total: [String]?
    /// Whether each row becomes a card on a telephone, every figure under its heading, instead of a table that scrolls.
    package var isStacked: Bool

    package struct Column: Sendable, Equatable {
        package var title: String
        package var isNumeric: Bool
        /// A column of empty cells with room to write in by hand.
        package var isToFill = false
    }

    init(
        caption: String,
        columns: [Column],
        rows: [[String]],
        total: [String]? = nil,
        isStacked: Bool = false
    ) {
        for row in rows + (total.map { [$0] } ?? []) {
            precondition(row.count == columns.count, "a row of \(row.count) cells in \(caption)")
        }
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.total = total
        self.isStacked = isStacked
    }

    package var markup: Markup {
        // A table whose rows are shown as cards must still say that it is one.
        func role(_ name: String) -> [Markup.Attribute] {
            isStacked ? [.init("role", name)] : []
        }
        func body(_ rows: [[String]]) -> Markup {
            .table(Rows(columns: columns, rows: rows, isStacked: isStacked))
        }
        var parts: [Markup] = [
            .tag("caption", [:], .tag("span", [:], .text(caption))),
            .element(
                "thead",
                role("rowgroup"),
                [.element("tr", role("row"), columns.map(header))]
            ),
            .element("tbody", role("rowgroup"), [body(rows)]),
        ]
        if let total { parts.append(.element("tfoot", role("rowgroup"), [body([total])])) }
        // Focusable, so that a keyboard can scroll it.
        return .tag(
            "div",
            [
                "class": isStacked ? "scroll stacked" : "scroll", "role": "region",
                "aria-label": caption, "tabindex": "0",
            ],
            .element("table", role("table"), parts)
        )
    }

    private func header(_ column: Column) -> Markup {
        .element(
            "th",
            [.init("scope", "col")] + (column.isNumeric ? [.init("class", "n")] : [])
                + (isStacked ? [.init("role", "columnheader")] : []),
            [.text(column.title)]
        )
    }

    /// Rows of cells, the first of each of which names it.
    package struct Rows: Sendable, Equatable {
        let columns: [Column]
        let rows: [[String]]
        let isStacked: Bool

        func write(to output: TextStream) {
            for row in rows {
                output.append(isStacked ? "<tr role=\"row\">" : "<tr>")
                for (position, cell) in row.enumerated() {
                    open(
                        columns[position],
                        isFirst: position == 0,
                        isUnbroken: !cell.isEmpty && cell.utf8.count <= Self.longestUnbroken,
                        output
                    )
                    Markup.escape(cell, to: output)
                    output.append(position == 0 ? "</th>" : "</td>")
                }
                output.append("</tr>\n")
            }
        }

        /// Words up to this many bytes are not broken, days such as `2025-04-01` not at their hyphens; a column of such takes no more room
        /// than they do.
        private static let longestUnbroken = 12

        private func open(
            _ column: Column,
            isFirst: Bool,
            isUnbroken: Bool,
            _ output: TextStream
        ) {
            output.append(isFirst ? "<th scope=\"row\"" : "<td")
            if column.isNumeric {
                output.append(" class=\"n\"")
            } else if column.isToFill && !isFirst {
                output.append(" class=\"fill\"")
            } else if isUnbroken {
                output.append(" class=\"d\"")
            }
            if isStacked {
                output.append(isFirst ? " role=\"rowheader\"" : " role=\"cell\" data-h=\"")
                if !isFirst {
                    Markup.escape(column.title, to: output)
                    output.append("\"")
                }
            }
            output.append(">")
        }
    }
}
