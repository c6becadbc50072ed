internal import TopsliceParallel
internal import TopsliceRegression

/// How large an attribution is, told once the levels are known and before anything is fitted.
struct GameSize {
    let model: AgencyModel
    let rowCount: Int
    /// Nil for independent people.
    let clusterCount: Int?
    let threads: Int
    /// Outcomes that are attributed at once.
    var outcomeCount = 1

    /// Refuses a model with more columns than rows, or an attribution that does not fit into memory.
    func check(levels: [String: [String]], budget: MemoryBudget = .ofThisProcess) throws {
        let covariates = model.covariateRequests.map { covariate in
            ModelSize.Term(
                label: covariate.name,
                columnCount: covariate.isCategory
                    ? Double(max(1, (levels[covariate.name]?.count ?? 2) - 1)) : 1
            )
        }
        let others = ModelSize.Term(
            label: "the agencies",
            columnCount: Double(model.terms.count { $0 != .fixed })
        )
        try ModelSize(
            terms: covariates + [others],
            rowCount: rowCount,
            clusterCount: clusterCount ?? 0,
            threads: threads
        ).check(budget: budget, isPenalised: !model.priors.isEmpty)
        do {
            try budget.require(numbers: heldNumbers)
        } catch {
            throw AttributionError.tooLarge(
                agencies: model.agencyRequests.count,
                columns: model.design.columns.count,
                clusters: clusterCount ?? 0,
                shortage: error
            )
        }
    }

    /// Numbers in the table of coalitions up to which the sums behind their own standard errors are gathered too (128 MiB).
    private static let mostCrossNumbers = 1 << 24

    /// Whether single coalitions of independent people can have standard errors.
    static func holdsCross(agencies: Int, columns: Int) -> Bool {
        columns * (1 << agencies) <= mostCrossNumbers
    }

    /// Numbers held at once by the last pass and what is made of its sums, at most; see `GameLayout`, `GameSums`.
    private var heldNumbers: Double {
        let players = model.agencyRequests.count
        let coefficients = Double(model.design.columns.count)
        let fixed = Double(model.terms.count { $0 == .fixed })
        let hasCross =
            clusterCount == nil
            && Self.holdsCross(agencies: players, columns: model.design.columns.count)
        let record = 7 + Double(model.byColumns.count) + fixed + (hasCross ? coefficients : 0)
        let row =
            Double(1 + FunctionalLayout(agencyCount: players).count) + coefficients
        let workers = Double(threads)
        let tables = Double(1 << players) * (record * (2 * workers + 2) + coefficients * 2)
        let patterns = Double(GameSums.mostHeld) * workers
        let scores = row * row * (workers + 4) + Double(clusterCount ?? 0) * row * (workers + 1)
        // One outcome after the other; what is held of all is the last pass of independent people, and the influences of clusters.
        let others = Double(outcomeCount - 1)
        let joint =
            clusterCount.map { Double($0) * Double(outcomeCount * players) }
            ?? workers * (Double(1 << players) * record)
        return tables + patterns + scores + Double(CohortAttribution.mostClusterNumbers) * workers
            + (others > 0 ? joint * (clusterCount == nil ? others : 1) : 0)
    }
}
