package import TopsliceCohortData
package import TopsliceOptions
internal import TopsliceRecords
package import TopsliceRegression

/// What is asked of a regression: the model, and how its rows are read.
package struct RegressionOptions: StatedOptions {
    /// Nil takes the formula of a file of moments.
    package var formula: String?
    package var covariance: CovarianceKind?
    package var family: Family?
    package var weights: String?
    package var intervals = IntervalOptions()
    package var input = InputOptions()
    package var disclosure = DisclosureOptions()

    package init() {}

    package static let entries: [OptionEntry<Self>] =
        [
            .formula(
                \.formula,
                "The model, for instance 'y ~ x1 + factor(area)'; moments bring their own."
            ),
            .init(
                "vcov",
                \.covariance,
                covarianceForm,
                scope: .result,
                default: .value(.hc1),
                "Errors: iid, hc0, hc1, hc2, hc3 or cluster:COLUMN."
            ),
            .init(
                "family",
                \.family,
                .choice,
                scope: .result,
                default: .value(.gaussian),
                "Distribution of the outcome"
            ),
            .weights(\.weights),
        ]
        + IntervalOptions.entries.map { $0.within(\.intervals) }
        + InputOptions.entries.map { $0.within(\.input) }
        + DisclosureOptions.entries.map { $0.within(\.disclosure) }

    private static let covarianceForm = OptionForm<CovarianceKind>(
        .text,
        words: ["iid", "hc0", "hc1", "hc2", "hc3", "cluster:COLUMN"],
        fromText: { text, faults in
            if let kind = CovarianceKind(text.value) { return kind }
            faults.add(
                text,
                "'\(escaped(text.value))' is not known; expected iid, hc0, hc1, hc2, hc3 or cluster:COLUMN"
            )
            return nil
        },
        fromNode: { _, _ in nil },
        written: \.label
    )
}

extension OptionEntry {
    package static func formula(
        _ path: WritableKeyPath<Options, String?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self("formula", path, .text, scope: .result, meaning)
    }

    package static func weights(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self("weights", path, .text, scope: .result, "Column of weights, zero or more.")
    }
}
