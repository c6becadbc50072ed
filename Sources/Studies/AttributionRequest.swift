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
        /// One a column of groups that was asked for.
        package let subgroups: [SubgroupTable]

        package var result: AttributionResult { outcome.result }
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
        var problem = try problem(stated)
        problem.trigger = stated.trigger
        problem.crossCheck = stated.crossCheck == .aipw ? .standard : nil
        try problem.validate()
        let source = try source.open()
        var contract = contract(stated)
        if problem.imputation != nil, contract.counts != nil {
            throw EvaluationError.imputationOfCounts
        }
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
        if problem.before == nil, let before = impliedBefore(file.header, problem) {
            problem.before = before
            contract.analysis.before = before
            contract = contract.withRoleColumns
            file = try CohortFile(source, study: contract)
        }
        if let report { file.take(typesOf: report) }
        let input = InputReading(source, hashing: hashing)
        let outcome: CohortAttribution.Outcome
        do {
            let groups = contract.columns.filter { $0.type == .category }.map(\.name)
            outcome = try file.reading { file in
                let attribution = try CohortAttribution(
                    problem,
                    textCovariates: file.wordColumns.union(groups).intersection(problem.covariates)
                )
                return try attribution.run(
                    file.reader(attribution.requests),
                    threads: threads,
                    onProgress: onProgress
                )
            }
        } catch let error as AttributionError {
            if case .mostlyBinaryOutcome(let name, _, _) = error {
                throw file.faults(notBinary: name)
            }
            if error.isOfSingleRows, problem.times == nil { throw file.faults() }
            throw error.isOfTheRows
                ? AttributionRefusal(file: source.name, cause: error) : error
        } catch RegressionError.negativeWeight {
            // The contract says that weights are zero or more, so the checker names the line.
            throw file.faults()
        }
        if contract.labels.unit != nil, outcome.family.isProportion {
            throw EvaluationError.unitOfProportions
        }
        let all =
            warnings + StudyWarning.reading(outcome.summary, contract.filter)
            + StudyWarning.leftOut(
                outcome.summary,
                served: outcome.result.contributions.map(\.served)
            ) + StudyWarning.imputed(outcome.result.imputation)
            + outcome.result.cautions.map { .attribution($0) }
        return Run(
            outcome: outcome,
            problem: problem,
            inputs: try input.finish(rows: outcome.summary.rowsOfParts),
            warnings: all.filter(\.isSaidFirst) + all.filter { !$0.isSaidFirst },
            options: options(problem, outcome, contract),
            labels: contract.labels,
            disclosure: disclosure(stated),
            subgroups: try SubgroupReading(
                problem: problem,
                source: source,
                contract: contract,
                report: report,
                threads: threads
            ).tables()
        )
    }

    /// The study with what flags say instead.
    private func contract(_ stated: StudyAnalysis) -> Study {
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

    private func problem(_ stated: StudyAnalysis) throws -> AttributionProblem {
        guard let outcome = stated.outcome else { throw EvaluationError.noOutcome }
        let filled = stated.filled
        return AttributionProblem(
            outcome: outcome,
            before: filled.before,
            agencies: filled.agencies ?? [],
            covariates: filled.covariates ?? [],
            categorical: Set(filled.categorical ?? []),
            cluster: filled.cluster,
            weights: filled.weights,
            family: stated.family,
            times: filled.times,
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
    }

    private func disclosure(_ stated: StudyAnalysis) -> DisclosureRule {
        let filled = stated.filled
        guard let threshold = filled.disclosureThreshold, let base = filled.disclosureRounding
        else {
            preconditionFailure("the rule of disclosure has defaults")
        }
        return DisclosureRule(threshold: threshold, base: base)
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

    /// A covariate called like the outcome with `_before` is taken as its pre-period value.
    private func impliedBefore(_ header: [String], _ problem: AttributionProblem) -> String? {
        let name = problem.outcome + "_before"
        return problem.covariates.contains(name) && header.contains(name) ? name : nil
    }

    private func options(
        _ problem: AttributionProblem,
        _ outcome: CohortAttribution.Outcome,
        _ contract: Study
    ) -> [(name: String, value: String)] {
        var analysis = StudyAnalysis()
        analysis.outcome = problem.outcome
        analysis.before = problem.before
        analysis.agencies = problem.agencies
        analysis.covariates = problem.covariates
        analysis.categorical = problem.covariates.filter(problem.categorical.contains)
        analysis.cluster = problem.cluster
        analysis.weights = problem.weights
        analysis.family = outcome.family
        analysis.times = problem.times
        analysis.exposure = problem.exposure
        analysis.interactions = problem.interactions
        analysis.agencyBy = problem.agencyBy
        analysis.linear = problem.covariates.filter(problem.linear.contains)
        analysis.splines = problem.covariates.filter(problem.splines.contains)
        analysis.shrinkage = problem.priors == nil ? StudyAnalysis.Shrinkage.none : .standard
        analysis.priorInteractions = problem.priors?.interactions
        analysis.priorAgencyCovariate = problem.priors?.modifications
        analysis.priorCovariates = problem.priors?.covariates
        analysis.trigger = problem.trigger
        analysis.crossCheck = problem.crossCheck == nil ? StudyAnalysis.CrossCheck.none : .aipw
        analysis.impute = problem.imputation?.tables
        analysis.imputeSeed = problem.imputation?.seed
        analysis.disclosureThreshold = contract.analysis.filled.disclosureThreshold
        analysis.disclosureRounding = contract.analysis.filled.disclosureRounding
        analysis.by = contract.analysis.by
        var intervals = IntervalOptions()
        intervals.level = problem.confidenceLevel
        var input = InputOptions()
        input.delimiter = study?.delimiter ?? delimiter
        input.missing = study?.missingCodes ?? missingCodes
        input.filter = contract.filter
        input.counts = contract.counts
        let isFamilyChosen = problem.family == nil
        // A product, an exposure and imputation are rare: where there is none, none is spoken of.
        let printed = analysis.printed.filter {
            (problem.priors != nil || !$0.name.hasPrefix(StudyAnalysis.priorPrefix))
                && ($0.name != StudyAnalysis.timesName || problem.times != nil)
                && ($0.name != StudyAnalysis.exposureName || problem.exposure != nil)
                && ($0.name != StudyAnalysis.byName || contract.analysis.by?.isEmpty == false)
                && ($0.name != StudyAnalysis.triggerName || problem.trigger != nil)
                && (!$0.name.hasPrefix(StudyAnalysis.imputePrefix) || problem.imputation != nil)
        }
        return printed.map { name, value in
            (
                name,
                name == "family" && isFamilyChosen ? value + " (chosen from the outcome)" : value
            )
        } + intervals.printed + input.printed
    }
}
