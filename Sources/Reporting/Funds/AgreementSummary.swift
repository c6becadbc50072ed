public import Funds

/// What `topslice check` says about an agreement: complete or not in words, colour only besides.
public struct AgreementSummary {
    private let input: FundInput
    private let isColoured: Bool

    public init(_ input: FundInput, isColoured: Bool) {
        self.input = input
        self.isColoured = isColoured
    }

    /// The last line after a list of faults.
    public static func incomplete(_ count: Int, isColoured: Bool) -> String {
        let words = "Not complete: " + Words.count(count, "fault", "faults") + " to mend."
        return isColoured ? "\u{1B}[31m\(words)\u{1B}[0m" : words
    }

    public var text: String {
        let agreement = input.agreement
        var parts: [String] = [agreement.name]
        let rows = facts.map { [$0.0, $0.1] }
        parts.append(
            TextTable(columns: [.words("What"), .words("Found")], rows: rows).text
        )
        if !agreement.defaults.isEmpty {
            parts.append(
                "Filled in because the agreement leaves it open:\n"
                    + TextTable(
                        columns: [.words("Key"), .words("Value")],
                        rows: agreement.defaults.map { [$0.key, $0.value] }
                    ).text
            )
        }
        for outcome in agreement.outcomes where outcome.recordedDigest == nil {
            if let digest = try? outcome.digest() {
                parts.append(
                    "To fix the definition of '\(outcome.id)', write\n  sha256: \(digest)"
                )
            }
        }
        parts += agreement.warnings.map { "warning: \($0)" }
        let words = "Complete: the agreement can be settled."
        parts.append(isColoured ? "\u{1B}[32m\(words)\u{1B}[0m" : words)
        return parts.joined(separator: "\n")
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
        if !input.actuals.file.isEmpty {
            facts.append(("Rows of actuals", "\(input.actuals.rows.count)"))
        }
        return facts
    }
}
