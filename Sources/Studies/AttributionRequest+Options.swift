import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceOptions

extension AttributionRequest {
    /// Every option with its value, as reports print it back.
    ///
    /// - `families`: that of each outcome, as stated or chosen.
    func options(
        _ problems: [AttributionProblem],
        families: [OutcomeModel],
        isSeveral: Bool,
        _ contract: Study
    ) -> [(name: String, value: String)] {
        let problem = problems[0]
        var analysis = StudyAnalysis()
        if isSeveral {
            analysis.outcomes = problems.map(\.outcome)
            analysis.families = zip(problems, families).map {
                NamedFamily(outcome: $0.outcome, family: $1)
            }
        } else {
            analysis.outcome = problem.outcome
            analysis.family = families[0]
        }
        analysis.before = before(problems, isSeveral: isSeveral)
        analysis.agencies = problem.agencies
        analysis.covariates = problem.covariates
        analysis.categorical = problem.covariates.filter(problem.categorical.contains)
        analysis.cluster = problem.cluster
        analysis.weights = problem.weights
        analysis.times = OfOutcomes(
            problems.map { ($0.outcome, $0.times) },
            isSeveral: isSeveral
        )
        analysis.exposure = problems.compactMap(\.exposure).first
        analysis.interactions = problem.interactions
        analysis.agencyBy = problem.agencyBy
        analysis.linear = problem.covariates.filter(problem.linear.contains)
        analysis.splines = problem.covariates.filter(problem.splines.contains)
        analysis.shrinkage = problem.priors == nil ? StudyAnalysis.Shrinkage.none : .standard
        analysis.priorInteractions = problem.priors?.interactions
        analysis.priorAgencyCovariate = problem.priors?.modifications
        analysis.priorCovariates = problem.priors?.covariates
        analysis.trigger = OfOutcomes(
            problems.map { ($0.outcome, $0.trigger) },
            isSeveral: isSeveral
        )
        analysis.crossCheck = problem.crossCheck == nil ? StudyAnalysis.CrossCheck.none : .aipw
        analysis.impute = problem.imputation?.tables
        analysis.imputeSeed = problem.imputation?.seed
        analysis.placeboOutcome = problem.placebos?.outcome
        analysis.placeboPermutations = contract.analysis.placeboPermutations
        analysis.placeboAgencies = contract.analysis.placeboAgencies
        analysis.placeboSeed = contract.analysis.filled.placeboSeed
        analysis.disclosure = contract.analysis.disclosure.filled
        analysis.by = contract.analysis.by
        analysis.referrals = contract.analysis.referrals
        analysis.unions = contract.analysis.unions
        var intervals = IntervalOptions()
        intervals.level = problem.confidenceLevel
        var input = InputOptions()
        input.delimiter = study?.delimiter ?? delimiter
        input.missing = study?.missingCodes ?? missingCodes
        input.filter = contract.filter
        input.counts = contract.counts
        let isFamilyChosen = !isSeveral && problem.family == nil
        let told = isSeveral ? "family" : StudyAnalysis.familiesName
        // A product, an exposure and imputation are rare: where there is none, none is spoken of.
        let printed = analysis.printed.filter {
            $0.name != told
                && (problem.priors != nil || !$0.name.hasPrefix(StudyAnalysis.priorPrefix))
                && ($0.name != StudyAnalysis.timesName || analysis.times != nil)
                && ($0.name != StudyAnalysis.exposureName || analysis.exposure != nil)
                && ($0.name != StudyAnalysis.byName || contract.analysis.by?.isEmpty == false)
                && ($0.name != StudyAnalysis.referralsName || !problem.referrals.isEmpty)
                && ($0.name != StudyAnalysis.unionsName || !problem.unions.isEmpty)
                && ($0.name != StudyAnalysis.triggerName || analysis.trigger != nil)
                && (!$0.name.hasPrefix(StudyAnalysis.imputePrefix) || problem.imputation != nil)
                && (!$0.name.hasPrefix(StudyAnalysis.placeboPrefix)
                    || problem.placebos != nil && $0.value != "none")
        }
        return printed.map { name, value in
            switch name {
            case "family" where isFamilyChosen: (name, value + " (chosen from the outcome)")
            case StudyAnalysis.interactionsName where problem.interactions == nil:
                (name, Self.interactions(problem))
            default: (name, value)
            }
        } + intervals.printed + input.printed
    }

    /// What interactions the model has where nobody said, which is not the word that asks for none.
    private static func interactions(_ problem: AttributionProblem) -> String {
        let words =
            switch problem.largestInteraction {
            case ...1: "none"
            case problem.agencies.count...: "every order"
            case 2: "pairwise"
            case let order: "up to \(order) agencies"
            }
        return words + " (the default)"
    }
}
