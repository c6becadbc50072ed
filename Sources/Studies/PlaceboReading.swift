internal import TopsliceAttribution
internal import TopsliceCohortData

/// Looks where nothing is to be found, in a reading of its own for each way of looking.
struct PlaceboReading {
    let problem: AttributionProblem
    let plan: PlaceboPlan
    let source: any RowSource
    /// What the columns hold, with the filter and the counts of the whole cohort.
    let contract: Study
    /// What a check of the whole cohort found; nil where there was none.
    let report: CheckReport?
    let threads: Int

    /// Nil where no placebo was asked for.
    init?(
        problem: AttributionProblem,
        source: any RowSource,
        contract: Study,
        report: CheckReport?,
        threads: Int
    ) {
        guard let plan = problem.placebos else { return nil }
        self.problem = problem
        self.plan = plan
        self.source = source
        self.contract = contract
        self.report = report
        self.threads = threads
    }

    /// - Throws: as the attribution itself.
    func placebos() throws -> Placebos {
        var found =
            try plan.hasTrials
            ? reading(problem, contract) { attribution, file in
                try attribution.placebos(
                    file.reader(attribution.requests),
                    plan,
                    threads: threads
                )
            } : Placebos()
        found.outcome = try plan.outcome.map { try placebo(outcome: $0) }
        return found
    }

    private func placebo(outcome column: String) throws -> PlaceboOutcome {
        let placebo = problem.placebo(outcome: column)
        var contract = contract
        contract.analysis.outcome = column
        (contract.analysis.outcomes, contract.analysis.families) = (nil, nil)
        (contract.analysis.family, contract.analysis.before) = (nil, nil)
        (contract.analysis.times, contract.analysis.exposure) = (nil, nil)
        contract.analysis.covariates = placebo.covariates
        contract.analysis.categorical = placebo.covariates.filter(placebo.categorical.contains)
        let outcome = try reading(placebo, contract.withRoleColumns) { attribution, file in
            try attribution.run(file.reader(attribution.requests), threads: threads)
        }
        let result = outcome.result
        return PlaceboOutcome(
            column: column,
            isCovariate: problem.covariates.contains(column),
            isProportion: outcome.family.isProportion,
            people: result.people,
            contributions: result.contributions.map(\.shapley),
            holmPValues: result.contributions.map(\.holmPValue),
            together: result.total.attributable
        )
    }

    private func reading<Found>(
        _ problem: AttributionProblem,
        _ contract: Study,
        _ body: (CohortAttribution, CohortFile) throws -> Found
    ) throws -> Found {
        var file = try CohortFile(source, study: contract)
        if let report { file.take(typesOf: report) }
        do {
            return try file.reading { file in
                let groups = contract.columns.filter { $0.type == .category }.map(\.name)
                let text = file.wordColumns.union(groups).intersection(problem.covariates)
                return try body(CohortAttribution(problem, textCovariates: text), file)
            }
        } catch let error as AttributionError {
            if case .mostlyBinaryOutcome(let name, _, _) = error {
                throw file.faults(notBinary: name)
            }
            throw error.isOfTheRows
                ? AttributionRefusal(file: source.name, cause: error) : error
        }
    }
}
