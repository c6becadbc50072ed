internal import TopsliceFormats
import TopsliceFunds

extension SettlementReport {
    /// The statement for a terminal.
    package var terminalText: String {
        var parts = settlement.allBanners.map { "NOTE: \($0)" }
        parts.append(agreement.name + "\n" + settlement.standing.words(term: agreement.term))
        let tables = SettlementTables(self)
        parts.append(tables.statement.terminalText)
        if settlement.invoices.invoices.isEmpty {
            parts.append("Nobody has anything to pay.")
        } else {
            parts.append("What is paid in the end:\n" + tables.invoices.terminalText)
        }
        if !settlement.transfers.isEmpty {
            parts.append("It comes from:\n" + tables.transfers.terminalText)
        }
        let failed = settlement.checks.filter { !$0.holds }
        parts.append(
            failed.isEmpty
                ? "Reconciled: " + settlement.checksHold
                : "NOT RECONCILED: " + failed.map(\.words).joined(separator: "; ")
        )
        parts += settlement.allWarnings.map { "warning: \($0)" }
        return parts.joined(separator: "\n\n")
    }
}

extension Settlement {
    /// That all checks hold, of which there may be one.
    var checksHold: String {
        let count = Words.count(checks.count, "check holds.", "checks hold.")
        return checks.count == 1 ? "the " + count : "all " + count
    }
}
