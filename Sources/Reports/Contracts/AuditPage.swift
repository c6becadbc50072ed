import TopsliceContracts
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceFunds

extension AuditReport {
    /// The audit as a self-contained page.
    package var page: HTMLPage {
        HTMLPage(
            title: agreement.name,
            subtitle: "Audit of claims",
            opening: PageParts.opening(answer: answer, cards: cards, warnings: []),
            sections: sections,
            footer:
                "Made by Topslice \(provenance.version). No identifier of a person is written here.",
            layout: .ledger
        )
    }

    /// In sentences, for page and terminal.
    var answer: [String] {
        var sentences = [
            audit.findings.isEmpty
                ? "Of \(Words.count(audit.rows, "row", "rows")) none is wrong."
                : "Of \(Words.count(audit.rows, "row", "rows")) \(audit.findings.count) "
                    + "\(audit.findings.count == 1 ? "is" : "are") wrong, worth \(shown(audit.foundInAll)). "
                    + "Sound claims are paid \(shown(audit.paidInAll))."
        ]
        if let error = extrapolation {
            sentences.append(
                "Of \(error.validated) validated claims \(error.failed) did not stand. Of all sound claims that is "
                    + "\(shown(error.paid * error.share)), between \(shown(error.paid * error.low)) and "
                    + "\(shown(error.paid * error.high)) (exact 95% interval of the share, times what is paid)."
            )
        }
        sentences.append(
            key == .file
                ? "References of people are made with the key that was given: whoever has it can find them again."
                : "References of people are made with a random key that is forgotten: they hold within this report, and "
                    + "nobody can find a person by them. Give --key to have the same in the next."
        )
        return sentences
    }

    private var cards: [Markup] {
        [
            PageParts.card("\(audit.findings.count)", "claims that are wrong"),
            PageParts.card(shown(audit.foundInAll), "what they are worth"),
            PageParts.card(shown(audit.paidInAll), "paid for sound claims"),
        ]
    }

    private static let pageRows = 1_000

    private var sections: [HTMLPage.Section] {
        var sections: [HTMLPage.Section] = []
        if !audit.findings.isEmpty {
            sections.append(.init("What is wrong", [kinds.page().markup]))
            sections.append(
                .init(
                    "Which claims",
                    [findings.page(first: Self.pageRows, elsewhere: "audit.csv has all").markup]
                )
            )
        }
        if !sampled.rows.isEmpty {
            sections.append(.init("To be validated", [sampled.page(first: Self.pageRows).markup]))
        }
        sections.append(.init("Inputs and options", provenance.markup))
        return sections
    }

    package var workbook: Workbook {
        Workbook(
            properties: .init(
                title: agreement.name,
                subject: "Audit of claims",
                author: "Topslice \(provenance.version)"
            ),
            sheets: [kinds, findings, sampled].filter { !$0.rows.isEmpty }.map(\.sheet),
            notes: answer.map { .init("Audit", $0) } + provenance.notes
        )
    }

    package var terminalText: String {
        ([agreement.name, ""] + answer).joined(separator: "\n") + "\n"
            + (kinds.rows.isEmpty ? "" : "\n" + kinds.terminal.text)
    }
}
