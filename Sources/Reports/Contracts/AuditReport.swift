package import TopsliceContracts
import TopsliceExactArithmetic
package import TopsliceFormats
package import TopsliceFunds
import TopsliceMoney
package import TopsliceRecords

/// What an audit of claims found, with keyed references in place of identifiers.
package struct AuditReport: Sendable {
    package let audit: ContractAudit
    package let provenance: Provenance
    let agreement: Agreement
    private let records: PeopleRecords
    private let references: PersonReferences
    private let sampleReferences: PersonReferences
    let key: Key
    private let tallies: [AuditKind: (count: Int, worth: Rational)]
    package let sample: ClaimSample?
    package let extrapolation: ExtrapolatedError?

    /// Where the key of references came from.
    package enum Key: String, Sendable {
        case file
        case random
    }

    package init(
        _ audit: ContractAudit,
        of input: FundInput,
        references: PersonReference,
        key: Key,
        sample: ClaimSample? = nil,
        extrapolation: ExtrapolatedError? = nil
    ) throws(HashingError) {
        self.audit = audit
        agreement = input.agreement
        let records = input.people ?? PeopleRecords()
        self.records = records
        self.key = key
        self.sample = sample
        self.extrapolation = extrapolation
        self.references = try PersonReferences(
            audit.findings.lazy.map(\.person),
            among: records.people,
            by: references
        )
        sampleReferences = try PersonReferences(
            (sample?.lines ?? []).map(\.person),
            among: records.people,
            by: references
        )
        tallies = audit.findings.tallies
        var provenance = Provenance(settling: [input], audience: nil)
        provenance.options =
            [.init("key", key.rawValue)]
            + (sample.map {
                [.init("sample", "\($0.lines.count)"), .init("seed", "\($0.seed)")]
            } ?? [])
        self.provenance = provenance
    }

    /// In the order of ``files()``.
    package static let fileNames = ["audit.json", "audit.csv", "audit.html", "audit.xlsx"]

    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "audit.json", content: json.content),
            OutputFile(name: "audit.csv", content: csv),
            OutputFile(name: "audit.html", text: page.text()),
            OutputFile(name: "audit.xlsx", bytes: try workbook.bytes()),
        ]
    }

    package var csv: OutputContent { findings.csvContent }

    /// Keys: `audit[].{person_ref,kind,amount,clause,file,line}`, `kinds[].{kind,claims,amount}` and what stands beside
    /// them; amounts are decimal text in the currency of the agreement.
    package var json: JSONValue {
        [
            "agreement": .string(agreement.name),
            "rows": .integer(audit.rows),
            "paid": .string(currency.text(audit.paidInAll)),
            "found": .string(currency.text(audit.foundInAll)),
            "audit": findings.jsonStream,
            "kinds": kinds.json,
            "references": [
                "method": .string("HMAC-SHA-256, first 16 digits"), "key": .string(key.rawValue),
            ],
            "sample": sampled.json,
            "validation": extrapolation.map(validation) ?? .null,
            "provenance": provenance.json,
        ]
    }

    private func validation(_ error: ExtrapolatedError) -> JSONValue {
        [
            "validated": .integer(error.validated), "failed": .integer(error.failed),
            "share": .string(error.share.decimal(places: 6, rounding: .nearestOrEven)),
            "conf_low": .string(error.low.decimal(places: 6, rounding: .nearestOrEven)),
            "conf_high": .string(error.high.decimal(places: 6, rounding: .nearestOrEven)),
            "amount": .string(currency.text(error.paid * error.share)),
            "amount_low": .string(currency.text(error.paid * error.low)),
            "amount_high": .string(currency.text(error.paid * error.high)),
        ]
    }

    private var currency: Currency { agreement.currency }

    /// With the sign of the currency.
    func shown(_ minorUnits: Rational) -> String {
        currency.signed(minorUnits)
    }

    private func amount(_ pence: Rational?) -> ReportCell {
        guard let pence,
            let money = try? Money(
                roundingMinorUnits: pence,
                by: .nearestOrAwayFromZero,
                currency: currency
            )
        else { return .empty }
        return money.reportCell
    }

    private var money: Workbook.Column.Kind { currency.columnKind }

    // MARK: - Tables

    var findings: ReportTable {
        let names = FileNames(beside: agreement.file)
        var table = ReportTable(
            name: "Findings",
            caption:
                "Claims that should not have been made, or not so; the reference stands for the person and only whoever "
                + "has the key can find it again.",
            columns: [
                .init("Person", key: "person_ref"), .init("", key: "kind"),
                .init("What is wrong", key: ""), .init("Amount", key: "amount", money),
                .init("Clause", key: "clause"), .init("File", key: "file"),
                .init("Line", key: "line", .integer),
            ],
            rowCount: audit.findings.count,
            rows: { limit, add in
                for (finding, reference) in zip(audit.findings, references).prefix(limit) {
                    add([
                        .text(reference), .text(finding.kind.rawValue),
                        .text(finding.kind.words), amount(finding.worth),
                        .text(finding.clause?.clause ?? ""),
                        .text(names.said(records.places[finding.table]?.file ?? "")),
                        .integer(Int(finding.line)),
                    ])
                }
            }
        )
        table.sheetLimit = ReportTable.sheetRows
        return table
    }

    var kinds: ReportTable {
        ReportTable(
            name: "Kinds",
            caption: "How many claims of each kind were found and what they are worth.",
            columns: [
                .init("", key: "kind"), .init("What is wrong", key: ""),
                .init("Claims", key: "claims", .integer), .init("Amount", key: "amount", money),
            ],
            rows: AuditKind.allCases.compactMap { kind in
                guard let own = tallies[kind] else { return nil }
                return [
                    .text(kind.rawValue), .text(kind.words), .integer(own.count),
                    amount(own.worth),
                ]
            }
        )
    }

    var sampled: ReportTable {
        ReportTable(
            name: "Sample",
            caption: "Sound claims drawn to be validated: write 'line,valid' with yes or no.",
            columns: [
                .init("Line", key: "line", .integer), .init("Person", key: "person_ref"),
                .init("Clause", key: "clause"), .init("Amount", key: "amount", money),
            ],
            rows: zip(sample?.lines ?? [], sampleReferences).map { line, reference in
                [
                    .integer(Int(line.line)), .text(reference), .text(line.clause.clause),
                    amount(line.exact),
                ]
            }
        )
    }
}

extension AuditKind {
    var words: String {
        switch self {
        case .claimedTwice: "the same is claimed for the person twice"
        case .twoPayers: "the same is claimed for the person from two payers"
        case .notReferred: "nobody referred the person"
        case .beforeReferral: "before the referral"
        case .afterDeath: "after the person died"
        case .afterLeaving: "after the person left"
        case .outsideTerm: "outside the days the clause pays for"
        case .afterBreak: "after the contract was broken"
        case .notEligible: "outside the days on which the person was eligible"
        case .noEvidence: "without evidence"
        case .lateEvidence: "the evidence came too late"
        case .lateClaim: "claimed too late"
        case .overCap: "above a cap"
        case .moreThanADay: "more than 24 hours in a day"
        }
    }
}
