internal import TopsliceFormats
internal import TopsliceRecords
import TopsliceMoney

/// A double entry in every form a report has.
struct JournalReport {
    /// What the lines belong to, such as a rule, with the lines.
    var parts: [(heading: String, journal: Journal)]

    static let explanation =
        "Every line moves an amount from one account to another, so that all accounts together sum to "
        + "zero; every penny that comes from rounding is a line of its own."

    static func json(_ journal: Journal) -> JSONValue {
        .array(
            journal.lines.map { line in
                [
                    "debit": .string(line.debit),
                    "credit": .string(line.credit),
                    "amount": .string(line.amount.decimalText),
                    "clause": .string(line.clause),
                    "source": .string(FileNames().said(line.source)),
                ]
            }
        )
    }

    var table: CSVTable {
        var table = CSVTable(columns: ["rule", "debit", "credit", "amount", "clause", "source"])
        for (heading, journal) in parts {
            for line in journal.lines {
                table.append([
                    .text(heading), .text(line.debit), .text(line.credit), .money(line.amount),
                    .text(line.clause), .text(FileNames().said(line.source)),
                ])
            }
        }
        return table
    }

    /// Nil where there are no lines.
    func sheet(_ currency: Currency) -> Workbook.Sheet? {
        let rows = parts.flatMap { heading, journal in
            journal.lines.map { line in
                [
                    Workbook.Cell.text(heading), .text(line.debit), .text(line.credit),
                    line.amount.workbookCell, .text(line.clause),
                    .text(FileNames().said(line.source)),
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        return Workbook.Sheet(
            name: "Journal",
            columns: [
                .init("Rule", .text), .init("Debit", .text), .init("Credit", .text),
                .init("Amount", currency.columnKind, isTotalled: true), .init("Clause", .text),
                .init("Source", .text),
            ],
            rows: rows,
            totalLabel: "Total moved"
        )
    }

    /// The lines of one journal for a page, cut where they are too many to read.
    static func markup(_ journal: Journal, caption: String) -> [Markup] {
        let limit = 200
        let table = HTMLTable(
            caption: caption,
            columns: [
                .words("Debit"), .words("Credit"), .numbers("Amount"), .words("Why"),
            ],
            rows: journal.lines.prefix(limit).map {
                [$0.debit, $0.credit, $0.amount.shown, $0.clause]
            }
        )
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
