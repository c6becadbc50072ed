package import TopsliceRecords
package import TopsliceAttribution
package import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceRegression

/// An attribution as it was asked for: a cohort, what a study file says, and what flags say instead.
package struct AttributionRequest: Sendable {
    package var source: CohortSource
    /// The contract of the cohort; nil where only flags speak.
    package var study: Study?
    /// What flags say; they win over the study.
    package var analysis: StudyAnalysis
    package var confidenceLevel: Double
    package var delimiter: Delimiter
    package var missingCodes: [String]
    /// Which rows are wanted; wins over the study.
    package var filter: RowFilter?
    /// Column of how many people each row stands for; wins over the study.
    package var counts: String?
    package var threads: Int
    /// SHA-256 of the study file; nil where only flags speak.
    package var studyDigest: String?
    /// What was recorded before the outcome was seen; nil where nothing was.
    package var plan: HeldProtocol?

    package init(
        source: CohortSource,
        study: Study? = nil,
        analysis: StudyAnalysis,
        confidenceLevel: Double = 0.95,
        delimiter: Delimiter = .comma,
        missingCodes: [String] = [],
        filter: RowFilter? = nil,
        counts: String? = nil,
        threads: Int = 2
    ) {
        self.source = source
        self.study = study
        self.analysis = analysis
        self.confidenceLevel = confidenceLevel
        self.delimiter = delimiter
        self.missingCodes = missingCodes
        self.filter = filter
        self.counts = counts
        self.threads = threads
    }

    /// What a run leaves.
    package struct Run: Sendable {
        package let outcome: CohortAttribution.Outcome
        package let problem: AttributionProblem
        /// One a file.
        package let inputs: [InputRecord]
        /// What is to be read first, then what reading the file gave rise to and what weakens the result.
        package let warnings: [StudyWarning]
        /// Every option with its default filled in.
        package let options: [(name: String, value: String)]
        /// What people read instead of the names of columns.
        package let labels: StudyLabels
        /// Which counts of people may be written.
        package let disclosure: DisclosureRule
        /// One an outcome and column of groups that was asked for.
        package let subgroups: [SubgroupTable]
        /// How the analysis kept to its protocol; nil without one.
        package let plan: ProtocolComparison?

        /// All outcomes, where several were asked for; `outcome` is the first of them.
        package let several: SeveralOutcomes?

        package var result: AttributionResult { outcome.result }
        /// Of every outcome, the main one first.
        package var results: [AttributionResult] {
            several?.outcomes.map(\.outcome.result) ?? [result]
        }
    }

    /// Reads the cohort and attributes its outcome.
    ///
    /// With a study the whole file is first checked against it, so that nothing it refuses is counted.
    /// - Throws: `EvaluationError`, `Faults`, `AttributionError`, `AttributionRefusal`, `RegressionError`.
    package func run(
        hashing: Bool,
        onProgress: ReadReport? = nil
    ) throws -> Run {
        let stated = analysis.over(study?.analysis ?? StudyAnalysis())
        var problems = try problems(stated)
        let source = try source.open()
        var contract = contract(stated)
        try refuseDraws(problems[0], of: contract)
        let recorded = try recorded(source, contract)
        contract = contract.withRoleColumns
        var warnings = source.warnings.map { StudyWarning.file($0) }
        var report: CheckReport?
        if study != nil {
            let checked = try checkCohort(source, study: contract)
            if let faults = checked.error { throw faults }
            warnings = checked.warnings.map { .file($0) }
            report = checked
        }
        var file = try CohortFile(source, study: contract)
        let implied = problems.map { $0.before ?? impliedBefore(file.header, $0) }
        if implied != problems.map(\.before) {
            for (place, before) in implied.enumerated() { problems[place].before = before }
            contract.analysis.before = before(problems, isSeveral: stated.outcomes != nil)
            contract = contract.withRoleColumns
            file = try CohortFile(source, study: contract)
        }
        if let report { file.take(typesOf: report) }
        let input = InputReading(source, hashing: hashing)
        let attributed = try attributed(
            problems,
            stated,
            file,
            contract,
            name: source.name,
            onProgress: onProgress
        )
        var outcome = attributed.main
        if let placebos = try PlaceboReading(
            problem: problems[0],
            source: source,
            contract: contract,
            report: report,
            threads: threads
        )?.placebos() {
            outcome.take(placebos)
        }
        let families = attributed.several?.outcomes.map(\.outcome.family) ?? [outcome.family]
        if contract.labels.unit != nil, families.contains(where: \.isProportion) {
            throw EvaluationError.unitOfProportions
        }
        let all =
            warnings + StudyWarning.reading(outcome.summary, contract.filter)
            + StudyWarning.leftOut(
                outcome.summary,
                served: outcome.result.contributions.map(\.served)
            ) + StudyWarning.imputed(outcome.result.imputation)
            + StudyWarning.cautions(outcome.result, attributed.several)
        let options = options(
            problems,
            families: families,
            isSeveral: attributed.several != nil,
            contract
        )
        return Run(
            outcome: outcome,
            problem: problems[0],
            inputs: try input.finish(rows: outcome.summary.rowsOfParts),
            warnings: all.filter(\.isSaidFirst) + all.filter { !$0.isSaidFirst },
            options: options,
            labels: contract.labels,
            disclosure: DisclosureRule(stated.disclosure),
            subgroups: try problems.flatMap {
                try SubgroupReading(
                    problem: $0,
                    problems: problems,
                    whole: outcome.result,
                    source: source,
                    contract: contract,
                    report: report,
                    threads: threads
                ).tables()
            },
            plan: recorded.flatMap { compared($0, contract, options) },
            several: attributed.several?.with(main: outcome)
        )
    }

    /// Values and labels are drawn person by person, and a placebo is a number.
    private func refuseDraws(
        _ problem: AttributionProblem,
        of contract: Study
    ) throws(EvaluationError) {
        if let placebo = problem.placebos?.outcome, let type = contract.column(placebo)?.type,
            [.category, .date, .id].contains(type)
        {
            throw .placeboOfWords(placebo)
        }
        guard contract.counts != nil else { return }
        if problem.imputation != nil { throw .imputationOfCounts }
        if problem.placebos?.hasTrials == true { throw .placebosOfCounts }
    }

    /// The study with what flags say instead.
    func contract(_ stated: StudyAnalysis) -> Study {
        var contract =
            study
            ?? Study(
                delimiter: delimiter,
                missingCodes: missingCodes,
                refusesIdentifiers: false
            )
        contract.analysis = stated
        contract.filter = filter ?? contract.filter
        contract.counts = counts ?? contract.counts
        return contract
    }

    /// What was found, of one outcome or of several.
    private struct Attributed {
        let main: CohortAttribution.Outcome
        var several: SeveralOutcomes?
    }

    private func attributed(
        _ problems: [AttributionProblem],
        _ stated: StudyAnalysis,
        _ file: CohortFile,
        _ contract: Study,
        name: String,
        onProgress: ReadReport?
    ) throws -> Attributed {
        var file = file
        do {
            let groups = contract.columns.filter { $0.type == .category }.map(\.name)
            return try file.reading { file in
                let text = file.wordColumns.union(groups).intersection(problems[0].covariates)
                guard stated.outcomes != nil else {
                    let attribution = try CohortAttribution(problems[0], textCovariates: text)
                    return Attributed(
                        main: try attribution.run(
                            file.reader(attribution.requests),
                            threads: threads,
                            onProgress: onProgress
                        )
                    )
                }
                let attribution = try OutcomesAttribution(problems, textCovariates: text)
                let found = try attribution.run(
                    file.reader(attribution.requests),
                    threads: threads,
                    onProgress: onProgress
                )
                return Attributed(
                    main: found.outcomes[0],
                    several: SeveralOutcomes(found, problems, study: study)
                )
            }
        } catch let error as AttributionError {
            if case .mostlyBinaryOutcome(let name, _, _) = error {
                throw file.faults(notBinary: name)
            }
            if error.isOfSingleRows, problems.allSatisfy({ $0.times == nil }) {
                throw file.faults()
            }
            throw error.isOfTheRows
                ? AttributionRefusal(file: name, cause: error) : error
        } catch RegressionError.negativeWeight {
            // The contract says that weights are zero or more, so the checker names the line.
            throw file.faults()
        }
    }

    /// One an outcome.
    func problems(_ stated: StudyAnalysis) throws -> [AttributionProblem] {
        var faults = RequestFaults()
        analysis.refuseRivals(&faults)
        try faults.throwIfAny()
        let names = stated.outcomeNames
        guard !names.isEmpty else { throw EvaluationError.noOutcome }
        try stated.validateOutcomes()
        let problems = try names.map { name in
            var problem = try problem(stated, outcome: name)
            problem.trigger = stated.trigger?.value(of: name)
            problem.placebos = name == names[0] ? placebos(stated) : nil
            problem.crossCheck = stated.crossCheck == .aipw ? .standard : nil
            if stated.outcomes != nil, problem.family != .poisson { problem.exposure = nil }
            try problem.validate()
            return problem
        }
        return problems
    }

    private func problem(
        _ stated: StudyAnalysis,
        outcome: String
    ) throws -> AttributionProblem {
        let filled = stated.filled
        var problem = AttributionProblem(
            outcome: outcome,
            before: filled.before?.value(of: outcome),
            agencies: filled.agencies ?? [],
            covariates: filled.covariates ?? [],
            categorical: Set(filled.categorical ?? []),
            cluster: filled.cluster,
            weights: filled.weights,
            family: stated.family(of: outcome),
            times: filled.times?.value(of: outcome),
            exposure: filled.exposure,
            interactions: stated.interactions,
            agencyBy: filled.agencyBy ?? [],
            linear: Set(filled.linear ?? []),
            splines: Set(filled.splines ?? []),
            priors: try priors(stated),
            confidenceLevel: confidenceLevel,
            imputation: filled.impute.map { tables in
                guard let seed = filled.imputeSeed else {
                    preconditionFailure("the seed of imputation has a default")
                }
                return ImputationPlan(tables: tables, seed: seed)
            }
        )
        problem.referrals = (stated.referrals ?? []).map {
            AgencyReferral(from: $0.from.value, to: $0.to.value)
        }
        problem.unions = (stated.unions ?? []).map { $0.map(\.value) }
        return problem
    }

    private func placebos(_ stated: StudyAnalysis) -> PlaceboPlan? {
        guard let seed = stated.filled.placeboSeed else {
            preconditionFailure("the seed of placebos has a default")
        }
        let plan = PlaceboPlan(
            outcome: stated.placeboOutcome,
            permutations: stated.placeboPermutations ?? 0,
            nullAgencies: stated.placeboAgencies ?? 0,
            seed: seed
        )
        return plan.outcome != nil || plan.hasTrials ? plan : nil
    }

    private func priors(_ stated: StudyAnalysis) throws -> PriorScales? {
        let isStated =
            stated.priorInteractions != nil || stated.priorAgencyCovariate != nil
            || stated.priorCovariates != nil
        guard stated.shrinkage != StudyAnalysis.Shrinkage.none else {
            if isStated { throw AttributionError.scalesWithoutPriors }
            return nil
        }
        let filled = stated.filled
        guard let interactions = filled.priorInteractions,
            let modifications = filled.priorAgencyCovariate,
            let covariates = filled.priorCovariates
        else { preconditionFailure("the scales of priors have defaults") }
        return PriorScales(
            interactions: interactions,
            modifications: modifications,
            covariates: covariates
        )
    }

    /// The outcomes in the period before, as an option says them.
    func before(_ problems: [AttributionProblem], isSeveral: Bool) -> OfOutcomes<String>? {
        OfOutcomes(problems.map { ($0.outcome, $0.before) }, isSeveral: isSeveral)
    }

    /// A covariate called like the outcome with `_before` is taken as its pre-period value.
    func impliedBefore(_ header: [String], _ problem: AttributionProblem) -> String? {
        let name = problem.outcome + "_before"
        return problem.covariates.contains(name) && header.contains(name) ? name : nil
    }
}
