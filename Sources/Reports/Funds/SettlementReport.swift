internal import TopsliceRecords
package import TopsliceFormats
package import TopsliceFunds

/// A settlement as its audience may see it, with what a reader must know about where it came from.
package struct SettlementReport: Sendable {
    /// What the audience may see of it.
    package let settlement: Settlement
    package let audience: Audience
    /// The partner for whom it is written; nil for all.
    package let reader: String?
    package let provenance: Provenance

    /// - Parameters:
    ///   - settlement: the whole of it, of which the report holds what its audience may see.
    ///   - reader: which partner reads it; only a provider's report needs to know. Where nothing is said and the
    ///     agreement has one provider it is that one.
    package init(
        _ settlement: Settlement,
        audience: Audience,
        reader: String? = nil,
        provenance: Provenance
    ) throws(FundError) {
        self.audience = audience
        self.provenance = provenance
        switch audience {
        case .commissioner:
            self.settlement = settlement
            self.reader = nil
        case .provider:
            let providers = settlement.agreement.partners.filter { $0.role == .provider }
            let partner = reader ?? (providers.count == 1 ? providers[0].id : nil)
            self.reader = partner
            self.settlement =
                if let partner { try settlement.seen(by: partner) } else {
                    try settlement.seenByThePublic()
                }
        case .public:
            self.reader = nil
            self.settlement = try settlement.seenByThePublic()
        }
    }

    /// In the order of ``files()``.
    package static let fileNames = [
        "settlement.json", "journal.csv", "transfers.csv", "statement.html", "letters.html",
        "settlement.xlsx",
    ]

    /// - Parameter ledger: the journal in the layout of a ledger, which is written besides.
    package func files(ledger: LedgerJournal? = nil) throws(WorkbookError) -> [OutputFile] {
        var files = [
            OutputFile(name: "settlement.json", bytes: json.bytes()),
            OutputFile(name: "journal.csv", bytes: journalTable.bytes()),
            OutputFile(name: "transfers.csv", bytes: transferTable.bytes()),
            OutputFile(name: "statement.html", text: page.text()),
            OutputFile(name: "letters.html", text: SettlementLetters(self).page.text()),
            OutputFile(name: "settlement.xlsx", bytes: try workbook.bytes()),
        ]
        if let ledger {
            files.append(
                OutputFile(
                    name: LedgerTable.fileName,
                    bytes: LedgerTable(ledger, of: agreement).table.bytes()
                )
            )
        }
        return files
    }

    var agreement: Agreement { settlement.agreement }

    var names: FileNames { FileNames(beside: agreement.file) }
}
