internal import TopsliceFormats
import TopsliceFunds

extension SettlementReport {
    /// The statement for a terminal.
    package var terminalText: String {
        var parts = settlement.allBanners.map { "NOTE: \($0)" }
        parts.append(agreement.name + "\n" + settlement.standing.words(term: agreement.term))
        let tables = SettlementTables(self)
        parts.append(Self.text(tables.statement))
        if settlement.invoices.invoices.isEmpty {
            parts.append("Nobody has anything to pay.")
        } else {
            parts.append("What is paid in the end:\n" + Self.text(tables.invoices))
        }
        if !settlement.transfers.isEmpty {
            parts.append("It comes from:\n" + Self.text(tables.transfers))
        }
        let failed = settlement.checks.filter { !$0.holds }
        parts.append(
            failed.isEmpty
                ? "Reconciled: all \(settlement.checks.count) checks hold."
                : "NOT RECONCILED: " + failed.map(\.words).joined(separator: "; ")
        )
        parts += settlement.allWarnings.map { "warning: \($0)" }
        return parts.joined(separator: "\n\n")
    }

    static func text(_ table: SettlementTable) -> String {
        let html = table.htmlTable
        let rest = table.rows.count - html.rows.count
        let text = TextTable(
            columns: html.columns.map { column in
                column.isNumeric ? .numbers(column.title) : .words(column.title)
            },
            rows: html.rows.map { row in row.map { $0.replacingMinus() } },
            total: html.total.map { row in row.map { $0.replacingMinus() } }
        ).text
        return rest > 0 ? text + "and \(Words.count(rest, "row", "rows")) more in the files" : text
    }
}

extension String {
    /// A hyphen for the minus sign, so that figures can be copied from a terminal.
    fileprivate func replacingMinus() -> String {
        String(map { $0 == "\u{2212}" ? "-" : $0 })
    }
}
