package import TopsliceFormats
internal import TopsliceRecords
package import TopsliceFunds

/// A settlement with what a reader must know about where it came from.
package struct SettlementReport: Sendable {
    package var settlement: Settlement
    package var audience: Audience
    package var provenance: Provenance

    package init(_ settlement: Settlement, audience: Audience, provenance: Provenance) {
        self.settlement = settlement
        self.audience = audience
        self.provenance = provenance
    }

    /// In the order of ``files()``.
    package static let fileNames = [
        "settlement.json", "journal.csv", "transfers.csv", "statement.html", "settlement.xlsx",
    ]

    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "settlement.json", bytes: json.bytes()),
            OutputFile(name: "journal.csv", bytes: journalTable.bytes()),
            OutputFile(name: "transfers.csv", bytes: transferTable.bytes()),
            OutputFile(name: "statement.html", text: page.text()),
            OutputFile(name: "settlement.xlsx", bytes: try workbook.bytes()),
        ]
    }

    var agreement: Agreement { settlement.agreement }

    var names: FileNames { FileNames(beside: agreement.file) }
}
