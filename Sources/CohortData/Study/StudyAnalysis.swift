package import TopsliceOptions

/// What `topslice attribute` is asked: the role of each column and the options of the model.
///
/// Each part may be absent in a study file and given as a flag, or given in both, where the flag wins.
package struct StudyAnalysis: StatedOptions, Equatable {
    package enum Family: String, SpelledChoice {
        case gaussian
        case binomial
        case poisson
    }

    package enum Interactions: String, SpelledChoice {
        case none
        case pairwise
        case full
    }

    /// The most agencies that can be attributed exactly: 2^16 coalitions.
    package static let agencyLimit = 16

    package var outcome: String?
    /// The outcome in the period before, for the naive before-after claim.
    package var before: String?
    /// 0/1 columns, in the order of the report.
    package var agencies: [String]?
    package var covariates: [String]?
    /// Covariates to be taken as levels although they are numbers.
    package var categorical: [String]?
    package var cluster: String?
    package var weights: String?
    package var family: Family?
    package var interactions: Interactions?
    /// Columns by which each agency's effect may differ, taken as numbers.
    package var agencyBy: [String]?

    package init() {}

    package static let entries: [OptionEntry<Self>] =
        columnEntries + [
            .init(
                "family",
                \.family,
                .choice,
                default: .decided("binomial for an outcome of 0 and 1, else gaussian"),
                "Distribution of the outcome"
            ),
            .init(
                "interactions",
                \.interactions,
                .choice,
                default: .value(.pairwise),
                "Interactions of agencies"
            ),
            .init(
                "agency_by",
                \.agencyBy,
                .columns,
                "Columns by which the effect of every agency may differ, taken as numbers."
            ),
        ]

    private static let columnEntries: [OptionEntry<Self>] = [
        .init("outcome", \.outcome, .text, "Column of the outcome."),
        .init(
            "before",
            \.before,
            .text,
            "Column of the outcome in the period before, for the naive before-to-after claim."
        ),
        .init(
            "agencies",
            \.agencies,
            .columns,
            "Columns of the agencies, 0 and 1, separated by commas."
        ),
        .init(
            "covariates",
            \.covariates,
            .columns,
            "Columns of the covariates, separated by commas."
        ),
        .init(
            "categorical",
            \.categorical,
            .columns,
            "Covariates to be taken as levels although they are numbers."
        ),
        .init("cluster", \.cluster, .text, "Column of clusters within which people are alike."),
        .init("weights", \.weights, .text, "Column of weights, zero or more."),
    ]

    /// Every column that has a role, each once, in the order of the roles.
    package var columns: [String] {
        let single = [outcome, before, cluster, weights].compactMap { $0 }
        let several = [agencies, covariates, categorical, agencyBy].compactMap { $0 }.joined()
        var seen: Set<String> = []
        return (single + several).filter { seen.insert($0).inserted }
    }
}
