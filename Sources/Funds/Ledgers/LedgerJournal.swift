package import TopsliceRecords

/// The movements of a settlement in the codes of a ledger: two rows each, a debit and a credit of the same amount, so that
/// the rows sum to zero whatever they are.
package struct LedgerJournal: Sendable {
    package let layout: LedgerLayout
    package let rows: [Row]

    package struct Row: Sendable, Hashable {
        /// Of the movement, from 1.
        package let number: Int
        package let entry: JournalEntry
        package let isDebit: Bool
        package let codes: LedgerLayout.Codes
        /// The code of its value added tax; nil where no column asks for one.
        package let vat: String?
    }

    /// - Throws: every account that moves and has no code, and every treatment of value added tax without one, all at
    ///   once.
    package init(_ settlement: Settlement, _ layout: LedgerLayout) throws(Faults) {
        self.layout = layout
        var faults = FaultList(file: layout.file, limit: 500)
        var missing: [String: LedgerTrouble] = [:]
        var rows: [Row] = []
        let treatment = settlement.agreement.invoiceTerms.vat
        for (number, entry) in settlement.journal.enumerated() {
            for (account, isDebit) in [(entry.debit, true), (entry.credit, false)] {
                guard let codes = layout.codes(of: account) else {
                    missing[account.identifier] = .unmapped
                    continue
                }
                if layout.has(.costCentre), codes.costCentre == nil {
                    missing[account.identifier] = .withoutCostCentre
                }
                let vat = codes.vat ?? treatment.flatMap { layout.vatCodes[$0] }
                if layout.has(.vat), vat == nil {
                    missing[account.identifier] = .withoutVAT(treatment)
                }
                rows.append(
                    Row(
                        number: number + 1,
                        entry: entry,
                        isDebit: isDebit,
                        codes: codes,
                        vat: layout.has(.vat) ? vat : nil
                    )
                )
            }
        }
        for (account, trouble) in missing.sorted(by: { $0.key.precedes($1.key) }) {
            faults.add(
                Fault(
                    .keyMissing,
                    place: FilePlace(file: layout.file, line: layout.line),
                    subject: .key("accounts.\(account)"),
                    message: trouble.message
                )
            )
        }
        try faults.throwIfAny()
        self.rows = rows
    }
}

/// What a layout lacks for an account.
private enum LedgerTrouble {
    case unmapped
    case withoutCostCentre
    case withoutVAT(InvoiceTerms.VAT?)

    var message: String {
        switch self {
        case .unmapped:
            "money moves on this account and the layout gives no code for it, expected {account: …}"
        case .withoutCostCentre:
            "a column holds the cost centre, and the account has none, expected 'cost_centre'"
        case .withoutVAT(let treatment):
            if let treatment {
                "a column holds the VAT code, and there is none for '\(treatment.rawValue)', expected 'vat' here or it "
                    + "under 'vat_codes'"
            } else {
                "a column holds the VAT code, and the agreement does not say how VAT treats payments, expected 'vat' here "
                    + "or 'invoices: {vat: …}' in the agreement"
            }
        }
    }
}
