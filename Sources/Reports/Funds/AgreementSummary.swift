internal import TopsliceFormats
internal import TopsliceContracts
package import TopsliceFunds
internal import TopsliceRecords

/// What `topslice check` says about an agreement: complete or not in words, colour only besides.
package struct AgreementSummary {
    private let input: FundInput
    private let review: AgreementReview

    package init(_ input: FundInput, review: AgreementReview) {
        self.input = input
        self.review = review
    }

    /// The last line after a list of faults.
    package static func incomplete(_ count: Int) -> String {
        "Not complete: " + Words.count(count, "fault", "faults") + " to mend."
    }

    package var text: String {
        let agreement = input.agreement
        var parts: [String] = [agreement.name]
        parts.append(Self.table("What", "Found", facts))
        if !agreement.defaults.isEmpty {
            parts.append(
                "Filled in because the agreement leaves it open:\n"
                    + Self.table("Key", "Value", agreement.defaults.map { ($0.key, $0.value) })
            )
        }
        parts += agreement.notices.map { "warning: \($0.placedWords)" }
        if !input.actuals.file.isEmpty {
            parts += review.warnings.map {
                "warning: \($0.words(FileNames(beside: agreement.file)))"
            }
        }
        parts += review.openPoints.map { "missing: \($0.words)" }
        return parts.joined(separator: "\n")
    }

    private static func table(
        _ first: String,
        _ second: String,
        _ rows: [(String, String)]
    ) -> String {
        ReportTable(
            name: "Agreement",
            columns: [.init(first), .init(second)],
            rows: rows.map { [.text($0.0), .text($0.1)] }
        ).terminal.text
    }

    package var isComplete: Bool { review.openPoints.isEmpty }

    /// The last line: what is missing in words; colour only besides.
    package var verdict: String {
        isComplete
            ? "Complete: the agreement can be settled."
            : "Not complete: \(Words.count(review.openPoints.count, "thing is", "things are")) missing; "
                + "the agreement can be settled all the same."
    }

    private var facts: [(String, String)] {
        let agreement = input.agreement
        var facts = [
            ("Term", "\(agreement.term.from) to \(agreement.term.to)"),
            ("Phases", agreement.phases.map(\.id).joined(separator: ", ")),
            (
                "Partners",
                agreement.partners.count > 20
                    ? "\(agreement.partners.count)"
                    : agreement.partners.map { "\($0.id) (\($0.role.rawValue))" }
                        .joined(separator: ", ")
            ),
            ("Lines, each with an owner", "\(agreement.lines.count)"),
            ("Functions, each with an owner", "\(agreement.functions.count)"),
            ("Contributions", "\(agreement.contributions.count)"),
            ("Risk clauses", "\(agreement.risks.count)"),
            ("Savings", "\(agreement.savings.count)"),
            ("Outcomes", "\(agreement.outcomes.count)"),
            ("Outcome payments", "\(agreement.outcomePayments.count)"),
        ]
        if !agreement.contracts.isEmpty {
            facts.append(("Clauses about people", "\(agreement.contracts.clauses.count)"))
        }
        if !input.actuals.file.isEmpty {
            facts.append(("Rows of actuals", "\(input.actuals.rows.count)"))
        }
        return facts
    }
}
