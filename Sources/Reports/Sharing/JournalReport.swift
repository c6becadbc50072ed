internal import TopsliceRecords
internal import TopsliceFormats
import TopsliceMoney

/// A double entry in every form a report has.
struct JournalReport {
    /// What the lines belong to, such as a rule, with the lines.
    var parts: [(heading: String, journal: Journal)]

    static let explanation =
        "Every line moves an amount from one account to another, so that all accounts together sum to "
        + "zero; every penny that comes from rounding is a line of its own."

    private static func table(
        _ parts: [(heading: String, journal: Journal)],
        caption: String = "",
        currency: Currency? = nil,
        namesRule: Bool = true
    ) -> ReportTable {
        ReportTable(
            name: "Journal",
            caption: caption,
            columns: [
                .init("Rule", key: "rule", on: namesRule ? [.sheet, .data] : []),
                .init("Debit", key: "debit"), .init("Credit", key: "credit"),
                .init("Amount", key: "amount", currency?.columnKind ?? .integer, isTotalled: true),
                .init("Clause", key: "clause", on: [.sheet, .data]), .init("Why", on: .page),
                .init("Source", key: "source", on: [.sheet, .data]),
            ],
            rows: parts.flatMap { heading, journal in
                journal.lines.map { line in
                    [
                        .text(heading), .text(line.debit), .text(line.credit),
                        line.amount.reportCell, .text(line.clause), .text(line.clause),
                        .text(FileNames().said(line.source)),
                    ]
                }
            }
        )
    }

    static func json(_ journal: Journal) -> JSONValue {
        table([("", journal)], namesRule: false).json
    }

    var table: CSVTable { Self.table(parts).csv }

    /// Nil where there are no lines.
    func sheet(_ currency: Currency) -> Workbook.Sheet? {
        var table = Self.table(parts, currency: currency)
        table.totalLabel = "Total moved"
        return table.rows.isEmpty ? nil : table.sheet
    }

    /// The lines of one journal for a page, cut where they are too many to read.
    static func markup(_ journal: Journal, caption: String) -> [Markup] {
        let limit = 200
        let table = table([("", journal)], caption: caption).page(first: limit)
        var parts: [Markup] = [.paragraph(explanation), table.markup]
        if journal.lines.count > limit {
            parts.append(
                .paragraph(
                    "The first \(limit) of \(Words.count(journal.lines.count, "line", "lines")); "
                        + "journal.csv has them all."
                )
            )
        }
        return parts
    }
}
