package import TopsliceCohortData
package import TopsliceImputation
package import TopsliceParallel
internal import TopsliceRegression

/// An attribution that cannot be made from these data, in the user's words.
package enum AttributionError: Error, Equatable, CustomStringConvertible {
    case noAgencies
    case tooManyAgencies(count: Int, limit: Int)
    case repeatedColumn(String, role: String)
    case categoricalNotCovariate(String)
    case linearNotCovariate(String)
    case splineNotCovariate(String)
    case splineAndLine(String)
    case splineOfLevels(String)
    case splineOfFewValues(String, count: Int)
    case badPriorScale
    case scalesWithoutPriors
    case plusInName(String)
    case tooManyAgenciesForFullInteractions(count: Int, limit: Int)
    case tooManyAgenciesForCrossCheck(count: Int, limit: Int)
    /// No row is complete: of so many, and which columns they lack.
    case noRows(of: Int, lacking: [ReadSummary.MissingColumn])
    case allWeightsZero(column: String)
    case servedNobody(agency: String)
    case servedEverybody(agency: String)
    case constantOutcome(String)
    /// All whom an agency served, or did not, have the same, and nothing holds the effect.
    case constantInArm(outcome: String, agency: String, isServed: Bool)
    /// Without a stated family a few cells would decide what the outcome is.
    case mostlyBinaryOutcome(String, others: Int, people: Int)
    /// The outcome has values that its model is not of.
    case familyDoesNotFit(String, OutcomeModel, range: ClosedRange<Double>)
    /// Exposures that are 0 or less, or missing: counts in proportion to them are not defined.
    case badExposure(String, people: Int)
    case exposureWithoutCounts(String)
    case tooFewClusters(column: String, count: Int)
    case inseparable(agency: String, from: [String])
    case badDivision(DivisionFault)
    case badConfidenceLevel
    /// Completed tables outside 2 ... 200.
    case badImputationCount(Int)
    case imputationWithoutCovariates
    /// The cross-check is of one table, not of several that are pooled.
    case crossCheckOfImputed
    case cannotImpute(ImputationError)
    case imputationTooLarge(MemoryShortage)
    case tooManyAgenciesForNullAgency(count: Int, limit: Int)
    case placeboIsOutcome(String)
    case placebosTooLarge(MemoryShortage)
    /// No more people than (effective) parameters.
    case tooFewPeople(Int, parameters: Double)
    case tooLarge(agencies: Int, columns: Int, clusters: Int, shortage: MemoryShortage)
    /// Two or more of the others, to be mended at once.
    indirect case several([AttributionError])

    /// Whether it is the rows that cannot answer, and not the request that asks what cannot be.
    package var isOfTheRows: Bool {
        switch self {
        case .noRows, .allWeightsZero, .servedNobody, .servedEverybody, .constantOutcome,
            .constantInArm,
            .familyDoesNotFit, .badExposure, .tooFewClusters,
            .inseparable, .tooFewPeople, .splineOfFewValues, .cannotImpute:
            true
        case .noAgencies, .tooManyAgencies, .exposureWithoutCounts, .repeatedColumn,
            .categoricalNotCovariate,
            .linearNotCovariate,
            .splineNotCovariate, .splineAndLine, .splineOfLevels, .badPriorScale,
            .scalesWithoutPriors,
            .plusInName, .tooManyAgenciesForFullInteractions,
            .tooManyAgenciesForCrossCheck, .mostlyBinaryOutcome,
            .badDivision,
            .badConfidenceLevel, .badImputationCount, .imputationWithoutCovariates,
            .crossCheckOfImputed, .tooManyAgenciesForNullAgency, .placeboIsOutcome,
            .placebosTooLarge,
            .imputationTooLarge, .tooLarge:
            false
        case .several(let errors): errors.allSatisfy(\.isOfTheRows)
        }
    }

    /// What is wrong, one after the other.
    package var parts: [AttributionError] {
        if case .several(let errors) = self { return errors }
        return [self]
    }

    /// Whether single cells of the file are at fault, so that their lines can be named.
    package var isOfSingleRows: Bool {
        switch self {
        case .badExposure: true
        case .familyDoesNotFit(_, let model, let range):
            model != .twoPart || range.lowerBound < 0
        case .several(let errors): errors.contains(where: \.isOfSingleRows)
        default: false
        }
    }

    package var description: String {
        switch self {
        case .noAgencies: "no agency was named; expected one to 16 columns of 0 and 1"
        case .tooManyAgencies(let count, let limit):
            "\(count) agencies were named; at most \(limit) can be attributed exactly (2^\(limit) coalitions); group the smallest"
        case .repeatedColumn(let name, let role): "column '\(name)' is named twice as \(role)"
        case .categoricalNotCovariate(let name):
            "column '\(name)' is named categorical but is no covariate; add it to the covariates or leave it out"
        case .linearNotCovariate(let name):
            "column '\(name)' is named linear but is no covariate; add it to the covariates or leave it out"
        case .splineNotCovariate(let name):
            "--splines: column '\(name)' is no covariate; add it to the covariates or leave it out"
        case .splineAndLine(let name):
            "column '\(name)' is named in --splines and in --linear; expected one or the other"
        case .splineOfLevels(let name):
            "--splines: column '\(name)' is taken as levels (--categorical, or it holds words), of which there is no curve; "
                + "expected a number"
        case .splineOfFewValues(let name, let count):
            "column '\(name)' has \(count) value\(count == 1 ? "" : "s"), and a spline needs at least "
                + "\(RestrictedCubicSpline.fewestValues); leave it out of --splines, or take it as levels (--categorical)"
        case .badPriorScale: "the scales of priors must be numbers above 0"
        case .scalesWithoutPriors:
            "a scale of a prior is given, and --shrinkage none, which has no priors; expected one or the other"
        case .plusInName(let name):
            "column '\(name)': the name of an agency may not contain '+', which joins the members of a coalition; rename it"
        case .tooManyAgenciesForFullInteractions(let count, let limit):
            "interactions of every order among \(count) agencies are more terms than data can tell apart; "
                + "expected at most \(limit) agencies, or --interactions pairwise"
        case .tooManyAgenciesForCrossCheck(let count, let limit):
            "--cross-check: \(count) agencies make too many combinations to weigh people by; expected at most \(limit)"
        case .noRows(let count, let lacking):
            "none of the \(count) rows has every column that the attribution needs: "
                + lacking.filter { $0.rows > 0 }.map { "\($0.rows) lack '\($0.column)'" }
                .joined(separator: ", ")
        case .allWeightsZero(let column):
            "column '\(column)': all weights are zero; expected some above"
        case .servedNobody(let agency):
            "column '\(agency)': nobody was served by this agency, so there is nothing to attribute; leave it out"
        case .servedEverybody(let agency):
            "column '\(agency)': everybody was served by this agency, so nobody shows what happens without it; "
                + "its effect cannot be told from these data"
        case .constantOutcome(let name):
            "column '\(name)': the outcome has the same value in every row: there is nothing to explain"
        case .constantInArm(let outcome, let agency, let isServed):
            "column '\(outcome)': it is the same for everybody whom '\(agency)' \(isServed ? "served" : "did not serve"), "
                + "so that nothing tells how it varies there; leave the outcome or the agency out"
        case .mostlyBinaryOutcome(let name, let others, let people):
            "column '\(name)': \(others) of \(people) outcomes \(others == 1 ? "is" : "are") neither 0 nor 1, unlike the others; "
                + "expected 0 or 1 throughout, or --family gaussian (or poisson) where the outcome is a number (or a count)"
        case .familyDoesNotFit(let name, let model, _):
            "column '\(name)': " + model.needs
        case .badExposure(let name, let people):
            "column '\(name)': \(people == 1 ? "1 exposure is" : "\(people) exposures are") 0, "
                + "below, or missing; expected one above 0 for everybody"
        case .exposureWithoutCounts(let name):
            "exposure '\(name)': only counts of the poisson family have an exposure; expected that family, or no exposure"
        case .tooFewClusters(let column, let count):
            "column '\(column)' has \(count) cluster\(count == 1 ? "" : "s"); clustered errors need at least 2, "
                + "and 30 or more to be trusted"
        case .inseparable(let agency, let others):
            others.isEmpty
                ? "column '\(agency)' cannot be told apart from the other columns of the model"
                : "column '\(agency)' is a combination of "
                    + others.map { "'\($0)'" }.joined(separator: " and ")
                    + ": their effects cannot be told apart; leave one out or merge them"
        case .tooLarge(let agencies, let columns, let clusters, let shortage):
            "\(agencies) agencies (2^\(agencies) coalitions) with \(columns) columns of the model"
                + (clusters > 0 ? " and \(clusters) clusters" : "")
                + ": \(shortage); group the smallest agencies, merge levels, or use fewer threads"
        case .badImputationCount, .imputationWithoutCovariates, .crossCheckOfImputed,
            .cannotImpute, .imputationTooLarge:
            ofImputation
        case .tooFewPeople(let people, let parameters):
            "\(people) people for a model of \(Int(parameters.rounded(.up))) parameters: nothing is left to tell an error from; "
                + "expected more people, or fewer covariates and agencies"
        case .tooManyAgenciesForNullAgency, .placeboIsOutcome, .placebosTooLarge: ofPlacebos
        case .badDivision(let fault): fault.description
        case .badConfidenceLevel: "the confidence level must lie between 0 and 1"
        case .several(let errors): errors.map(\.description).joined(separator: "\n")
        }
    }

    /// What is wrong with imputation.
    private var ofImputation: String {
        switch self {
        case .badImputationCount(let count):
            "\(count) imputations were asked for; expected 2 to \(ImputationPlan.mostTables)"
        case .imputationWithoutCovariates:
            "imputation was asked for, and there is no covariate; only covariates are imputed"
        case .crossCheckOfImputed:
            "--cross-check is of complete rows; leave --impute or --cross-check out"
        case .cannotImpute(.tooFewValues(let column, let count, let least)):
            "column '\(column)' has \(count) value\(count == 1 ? "" : "s") to learn from, and imputation needs at least "
                + "\(least); leave the column out"
        case .cannotImpute(.tooManyLevels(let column, let count, let most)):
            "column '\(column)' has missing values and \(count) levels, and levels are imputed up to \(most) of them; "
                + "merge levels, or leave the column out"
        case .imputationTooLarge(let shortage):
            "imputation holds the people in memory: \(shortage); use fewer threads or columns, or leave incomplete rows out"
        default: preconditionFailure("an error of imputation was expected")
        }
    }

    /// What is wrong with placebos.
    private var ofPlacebos: String {
        switch self {
        case .tooManyAgenciesForNullAgency(let count, let limit):
            "--placebo-agencies adds one to the \(count) agencies; expected at most \(limit - 1)"
        case .placeboIsOutcome(let name):
            "--placebo-outcome: '\(name)' is the outcome itself; expected one measured before any agency served"
        case .placebosTooLarge(let shortage):
            "placebos hold the people in memory: \(shortage); use fewer threads, or --where for a part of them"
        default: preconditionFailure("an error of placebos was expected")
        }
    }
}
