internal import TopsliceCohortData
internal import TopsliceRegression

/// Which covariates enter as splines, and where their knots lie.
struct CovariateSplines {
    /// The model as it was before the rows were read.
    let draft: AgencyModel
    let scan: SampleScan
    let problem: AttributionProblem

    /// By covariate: numbers with more than `AttributionProblem.mostValuesOfALine` values, unless they were named linear.
    func made(_ rows: CohortRows) throws -> [String: RestrictedCubicSpline] {
        guard problem.priors != nil else { return [:] }
        var result: [String: RestrictedCubicSpline] = [:]
        for (number, covariate) in draft.covariateRequests.enumerated()
        where !covariate.isCategory && !problem.linear.contains(covariate.name) {
            let isFew =
                scan.values[number].map { $0.count <= AttributionProblem.mostValuesOfALine }
                ?? false
            if isFew { continue }
            let values =
                rows.isInMemory
                ? try rows.sample.values(ofRequest: covariate.request) : scan.spread[number].values
            result[covariate.name] = RestrictedCubicSpline(of: values)
        }
        return result
    }
}

extension CohortRows {
    /// All values of a column, in the order of the rows of each thread.
    func values(ofRequest request: Int) throws -> [Double] {
        try forEachBlock(
            makeState: { _ in [Double]() },
            body: { values, block in
                values.append(
                    contentsOf: UnsafeBufferPointer(
                        start: block.column(request),
                        count: block.rowCount
                    )
                )
            }
        ).flatMap { $0 }
    }
}
