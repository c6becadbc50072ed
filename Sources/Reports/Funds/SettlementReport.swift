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

    /// In the order of ``files()``: what takes longest first, since two files are written at a time.
    package static let fileNames = [
        "settlement.json", "settlement.xlsx", "statement.html", "letters.html", "journal.csv",
        "transfers.csv",
    ]

    /// Each file is made when it is written, so that those of a large fund are never held together.
    ///
    /// - Parameter ledger: the journal in the layout of a ledger, which is written besides.
    package func files(ledger: LedgerJournal? = nil) -> [OutputFile] {
        let contents: [OutputContent] = [
            .made { json.content },
            .made { .bytes(try workbook.bytes()) },
            .made { page.content },
            .made { SettlementLetters(self).page.content },
            .made { journalTable.content },
            .made { transferTable.content },
        ]
        var files = zip(Self.fileNames, contents).map { OutputFile(name: $0, content: $1) }
        if let ledger {
            files.append(
                OutputFile(
                    name: LedgerTable.fileName,
                    content: .made { LedgerTable(ledger, of: agreement).csv.content }
                )
            )
        }
        return files
    }

    var agreement: Agreement { settlement.agreement }

    var names: FileNames { FileNames(beside: agreement.file) }
}
