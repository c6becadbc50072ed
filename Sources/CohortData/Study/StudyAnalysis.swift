package import TopsliceOptions

/// What `topslice attribute` is asked: the role of each column and the options of the model.
///
/// Each part may be absent in a study file and given as a flag, or given in both, where the flag wins.
package struct StudyAnalysis: StatedOptions, Equatable {
    /// Whether priors hold the model back.
    package enum Shrinkage: String, SpelledChoice {
        case standard
        case none
    }

    /// A second estimator beside the model.
    package enum CrossCheck: String, SpelledChoice {
        case none
        case aipw
    }

    /// The most agencies that can be attributed exactly: 2^16 coalitions.
    package static let agencyLimit = 16

    package var outcome: String?
    /// Several outcomes, the main one first.
    package var outcomes: [String]?
    /// The families of some of these; `family` is that of the others.
    package var families: [NamedFamily]?
    /// The outcome in the period before, for the naive before-after claim.
    package var before: OfOutcomes<String>?
    /// 0/1 columns, in the order of the report.
    package var agencies: [String]?
    package var covariates: [String]?
    /// Covariates to be taken as levels although they are numbers.
    package var categorical: [String]?
    package var cluster: String?
    package var weights: String?
    package var family: OutcomeModel?
    /// What the outcome is multiplied by, person by person.
    package var times: OfOutcomes<String>?
    /// What counts are in proportion to, above zero.
    package var exposure: String?
    package var interactions: Interactions?
    /// Columns by which each agency's effect may differ, taken as numbers.
    package var agencyBy: [String]?
    /// Covariates that enter as straight lines however many values they have.
    package var linear: [String]?
    /// Covariates that enter as splines however few values they have, and in a plain fit too.
    package var splines: [String]?
    package var shrinkage: Shrinkage?
    /// Standard deviations of the priors on interactions, on agency × covariate, and on covariates.
    package var priorInteractions: Double?
    package var priorAgencyCovariate: Double?
    package var priorCovariates: Double?
    /// An effect per person of the cohort from which a payment falls due.
    package var trigger: OfOutcomes<Double>?
    package var crossCheck: CrossCheck?
    /// How many completed tables covariates with missing values are imputed in; nil: rows that lack one are left out.
    package var impute: Int?
    package var imputeSeed: UInt64?
    /// A column measured before any agency served, of which the same design is asked.
    package var placeboOutcome: String?
    /// How often labels are permuted, and agencies that do nothing are made up.
    package var placeboPermutations: Int?
    package var placeboAgencies: Int?
    package var placeboSeed: UInt64?
    package var disclosure = DisclosureOptions()
    /// Columns whose levels are attributed by themselves too.
    package var by: [String]?
    /// Agencies reached only through others, and agencies that stand together.
    package var referrals: [NamedLink]?
    package var unions: [[Stated<String>]]?

    package init() {}

    package static let alternatives = [["outcome", outcomesName]]

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
                familiesName,
                \.families,
                .families,
                default: .decided("--family, for those not named"),
                "The family of each outcome, such as 'reoffended=binomial,cost=two-part'."
            ),
            .init(
                timesName,
                \.times,
                .ofOutcomes(.text),
                "Column that the outcome is multiplied by, such as what a success saves somebody; of several outcomes 'reoffended=saving'."
            ),
            .init(
                exposureName,
                \.exposure,
                .text,
                "Column above 0 that counts are in proportion to, such as days at risk (poisson)."
            ),
            .init(
                interactionsName,
                \.interactions,
                .choice,
                default: .decided(
                    "every order to five agencies, triples to twelve, pairs beyond; pairwise without shrinkage"
                ),
                "Interactions of agencies"
            ),
            .init(
                "agency_by",
                \.agencyBy,
                .columns,
                "Columns by which the effect of every agency may differ, taken as numbers."
            ),
        ] + modelEntries

    private static let modelEntries: [OptionEntry<Self>] =
        [
            .init(
                "linear",
                \.linear,
                .columns,
                "Covariates that enter as straight lines; other numbers of more than 8 values enter as splines."
            ),
            .init(
                "splines",
                \.splines,
                .columns,
                "Covariates that enter as splines though they have few values (6 at least), or the fit is plain."
            ),
            .init(
                "shrinkage",
                \.shrinkage,
                .choice,
                default: .value(.standard),
                "Priors on the coefficients; none is the plain fit: no priors, no splines, no agency × covariate"
            ),
            .init(
                priorPrefix + "interactions",
                \.priorInteractions,
                .number(leastScale...greatestScale),
                default: .value(0.5),
                "Standard deviation of the prior on interactions of agencies."
            ),
            .init(
                priorPrefix + "agency_covariate",
                \.priorAgencyCovariate,
                .number(leastScale...greatestScale),
                default: .value(0.3),
                "Standard deviation of the prior on agency × covariate."
            ),
            .init(
                priorPrefix + "covariates",
                \.priorCovariates,
                .number(leastScale...greatestScale),
                default: .value(2.5),
                "Standard deviation of the prior on covariates."
            ),
            .init(
                "cross_check",
                \.crossCheck,
                .choice,
                default: .value(.none),
                "A second estimate by weighting, aipw, cross-fitted in five folds of clusters or people, weights capped at 50"
            ),
            .init(
                triggerName,
                \.trigger,
                .ofOutcomes(.number(-1e12...1e12)),
                "An effect per person of the cohort from which a payment falls due: how strong a hidden confounder must be to cross it; of several outcomes 'reoffended=-0.02,cost=-50'."
            ),
            .init(
                imputePrefix,
                \.impute,
                .whole(2...mostImputations),
                default: .decided("rows that lack a covariate are left out"),
                "Completed tables in which covariates with missing values are imputed by chained equations, such as 20."
            ),
            .init(
                imputePrefix + "_seed",
                \.imputeSeed,
                .seed,
                default: .value(1),
                "Seed of the values that are imputed."
            ),
            .init(
                placeboPrefix + "outcome",
                \.placeboOutcome,
                .text,
                "Column measured before any agency served, of which the same design should find nothing."
            ),
            .init(
                placeboPrefix + "permutations",
                \.placeboPermutations,
                .whole(100...mostPlacebos),
                "Times that labels of agencies are permuted among people alike, such as 200: nothing should be found."
            ),
            .init(
                placeboPrefix + "agencies",
                \.placeboAgencies,
                .whole(20...mostPlacebos),
                "Agencies made up that serve by the chances of the real ones and do nothing, such as 100: intervals should hold 0."
            ),
            .init(
                placeboPrefix + "seed",
                \.placeboSeed,
                .seed,
                default: .value(1),
                "Seed of permuted labels and agencies made up."
            ),
        ] + DisclosureOptions.entries.map { $0.within(\.disclosure) } + groupEntries

    private static let groupEntries: [OptionEntry<Self>] = [
        .init(
            byName,
            \.by,
            .columns,
            "Columns of groups, such as areas, whose people are attributed by themselves too, with partial pooling."
        ),
        .init(
            referralsName,
            \.referrals,
            .links,
            "Agencies reached only through others, as a>b: contributions by the permission game too."
        ),
        .init(
            unionsName,
            \.unions,
            .groups,
            "Agencies that stand together, as a+b,c+d: contributions by the Owen value too."
        ),
    ]

    /// What the names of the options of imputation begin with.
    package static let imputePrefix = "impute"
    private static let mostImputations = 200
    /// What the names of the options of placebos begin with.
    package static let placeboPrefix = "placebo_"
    private static let mostPlacebos = 10_000
    package static let byName = "by"
    package static let referralsName = "referrals"
    package static let unionsName = "unions"
    package static let timesName = "times"
    package static let beforeName = "before"
    package static let outcomesName = "outcomes"
    package static let familiesName = "families"
    package static let exposureName = "exposure"
    package static let triggerName = "trigger"
    package static let interactionsName = "interactions"
    /// What the names of the scales of priors begin with.
    package static let priorPrefix = "prior_"
    private static let leastScale = 0.001
    private static let greatestScale = 1_000.0

    private static let columnEntries: [OptionEntry<Self>] = [
        .init("outcome", \.outcome, .text, "Column of the outcome."),
        .init(
            outcomesName,
            \.outcomes,
            .columns,
            "Columns of several outcomes of the same people, the main one first: a game each, and who caused what for whom."
        ),
        .init(
            beforeName,
            \.before,
            .ofOutcomes(.text),
            "Column of the outcome in the period before, for the naive before-to-after claim; of several outcomes 'reoffended=reoffended_before'."
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

    /// The outcomes asked for.
    package var outcomeNames: [String] { outcomes ?? outcome.map { [$0] } ?? [] }

    /// The family stated for an outcome.
    package func family(of outcome: String) -> OutcomeModel? {
        families?.first { $0.outcome == outcome }?.family ?? family
    }

    /// Every column that has a role, each once, in the order of the roles.
    package var columns: [String] {
        let single =
            outcomeNames + (times?.values ?? []) + [exposure].compactMap { $0 }
            + (before?.values ?? []) + [cluster, weights].compactMap { $0 }
        let several = [agencies, covariates, categorical, agencyBy, linear, splines, by]
            .compactMap { $0 }.joined()
        var seen: Set<String> = []
        return (single + several).filter { seen.insert($0).inserted }
    }
}
