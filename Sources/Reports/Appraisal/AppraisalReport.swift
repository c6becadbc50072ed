package import TopsliceAppraisal
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney

/// An appraisal with everything a reader needs beside it.
package struct AppraisalReport: Sendable {
    package let appraisal: Appraisal
    package let provenance: Provenance

    package init(_ appraisal: Appraisal) {
        let terms = appraisal.terms
        self.appraisal = appraisal
        provenance = Provenance(
            terms.files,
            options: [
                ("years", "\(terms.years)"),
                ("rates", terms.discounting.schedule.kind.rawValue),
                ("vintage", terms.discounting.schedule.vintage),
                ("timing", terms.discounting.timing.rawValue),
                ("price_year", terms.priceYear ?? "not stated"),
                ("sensitivity", "\((terms.sensitivity * 100).shown)%"),
                ("rounding", Self.rounding),
            ]
        )
    }

    var terms: AppraisalCase { appraisal.terms }

    static let rounding =
        "once, to the nearest penny, halves away from zero; parts by largest remainders, ties to the first"

    /// In the order of ``files()``.
    package static let fileNames = [
        "appraisal.json", "years.csv", "agencies.csv", "benefits.csv", "appraisal.html",
        "appraisal.xlsx",
    ]

    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "appraisal.json", bytes: json.bytes()),
            OutputFile(name: "years.csv", text: years.csv.text()),
            OutputFile(name: "agencies.csv", text: agencies.csv.text()),
            OutputFile(name: "benefits.csv", text: benefits.csv.text()),
            OutputFile(name: "appraisal.html", text: page.text()),
            OutputFile(name: "appraisal.xlsx", bytes: try workbook.bytes()),
        ]
    }

    package var warnings: [String] { appraisal.cautions.map(\.words) }

    package var csv: CSVTable { years.csv }

    /// The appraisal as a workbook with live totals.
    package var workbook: Workbook {
        Workbook(
            properties: .init(
                title: terms.name,
                subject: "Appraisal over \(Words.count(terms.years, "year", "years"))",
                author: "Topslice \(provenance.version)"
            ),
            sheets: tables.map(\.sheet),
            notes: [
                .init("Timing", terms.discounting.timing.words),
                .init("Rates", terms.discounting.schedule.words(through: terms.years)),
            ] + warnings.map { .init("Warning", $0) } + provenance.notes
        )
    }

    /// Those that have rows.
    var tables: [ReportTable] {
        [summary, years, agencies, benefits, costs, tornado, switching, successes]
            .filter { !$0.rows.isEmpty }
    }

    package var terminalText: String {
        var parts = [
            terms.name + "\n" + discountingWords,
            summary.terminal.text, agencies.terminal.text,
        ]
        if !successes.rows.isEmpty { parts.append(successes.terminal.text) }
        parts.append(answer.map { TerminalText.plainMinus($0) + "\n" }.joined())
        return parts.joined(separator: "\n") + warnings.map { "\nwarning: \($0)" }.joined() + "\n"
    }

    var discountingWords: String {
        let discounting = terms.discounting
        return "\(discounting.schedule.title) (\(discounting.schedule.vintage)): "
            + "\(discounting.schedule.words(through: terms.years)); \(discounting.timing.words)"
    }
}
