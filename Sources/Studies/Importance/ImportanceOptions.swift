package import TopsliceCohortData
package import TopsliceOptions

/// What is asked of shares of variance: the model or matrix, who shares, and how well.
package struct ImportanceOptions: StatedOptions {
    package var formula: String?
    package var matrix: String?
    package var response: String?
    package var rows: Int?
    package var groups: String?
    package var unions: String?
    package var always: String?
    package var exact: Bool?
    package var tolerance: Double?
    package var test: String?
    package var bootstrap: Int?
    package var cluster: String?
    package var weights: String?
    package var intervals = IntervalOptions()
    package var seed: UInt64?
    package var input = InputOptions()
    package var disclosure = DisclosureOptions()

    package init() {}

    package static let entries: [OptionEntry<Self>] =
        sourceEntries + sharingEntries + effortEntries
        + IntervalOptions.entries.map { $0.within(\.intervals) }
        + [.seed(\.seed, "Seed of sampling and bootstrap.")]
        + InputOptions.entries.map { $0.within(\.input) }
        + DisclosureOptions.entries.map { $0.within(\.disclosure) }

    private static let sourceEntries: [OptionEntry<Self>] = [
        .formula(
            \.formula,
            "The model, for instance 'y ~ x1 + factor(area)'; moments bring their own."
        ),
        .init(
            "matrix",
            \.matrix,
            .path(),
            scope: .result,
            "A covariance or correlation matrix as CSV, names in its first line, in place of FILE."
        ),
        .init(
            "response",
            \.response,
            .text,
            scope: .commandLine,
            "The column of the matrix that the others explain."
        ),
        .init(
            "rows",
            \.rows,
            .whole(1...1_000_000_000_000),
            scope: .commandLine,
            "Rows behind the matrix."
        ),
    ]

    private static let sharingEntries: [OptionEntry<Self>] = [
        .init(
            "groups",
            \.groups,
            .text,
            scope: .result,
            "Regressors that share as one: a=x1+x2,b=x3+x4."
        ),
        .init(
            "unions",
            \.unions,
            .text,
            scope: .result,
            "Regressors and groups that share among themselves only after their union: u=a+b,v=x5+x6."
        ),
        .init(
            "always",
            \.always,
            .text,
            scope: .result,
            "Regressors always in: what they explain is taken out before anything is shared."
        ),
    ]

    private static let effortEntries: [OptionEntry<Self>] = [
        .init(
            "exact",
            \.exact,
            .isOn,
            scope: .result,
            "Visit every subset, however long it takes (up to 45 regressors)."
        ),
        .init(
            "tolerance",
            \.tolerance,
            .between(0, 1),
            scope: .result,
            default: .decided("every subset up to 30 regressors, 0.001 beyond"),
            "Sample until all shares together are this close, in R²."
        ),
        .init(
            "test",
            \.test,
            .path(),
            scope: .result,
            "Rows (or a matrix) that R² is measured on, with the coefficients of FILE."
        ),
        .init(
            "bootstrap",
            \.bootstrap,
            .whole(2...1_000_000),
            scope: .result,
            "Bootstrap replicates for the intervals; without it influence functions."
        ),
        .init(
            "cluster",
            \.cluster,
            .text,
            scope: .result,
            "Column of clusters within which rows are alike; intervals rest on them."
        ),
        .weights(\.weights),
    ]
}
