internal import TopsliceCohortData
internal import TopsliceRegression

/// Which covariates enter as splines, and where their knots lie.
struct CovariateSplines {
    /// The model as it was before the rows were read.
    let draft: AgencyModel
    let scan: SampleScan
    let problem: AttributionProblem

    /// By covariate: numbers with more than `AttributionProblem.mostValuesOfALine` values, unless they were named linear or the fit is
    /// plain, and those that were asked for.
    ///
    /// - `rows`: all of them, or enough of them for quantiles.
    /// - Throws: `AttributionError.splineOfFewValues` where one was asked for of a column that makes no curve.
    func made(_ rows: CohortRows) throws -> [String: RestrictedCubicSpline] {
        var result: [String: RestrictedCubicSpline] = [:]
        for (number, covariate) in draft.covariateRequests.enumerated()
        where !covariate.isCategory && !problem.linear.contains(covariate.name) {
            let known = scan.values[number]
            let isAsked = problem.splines.contains(covariate.name)
            let isFew = known.map { $0.count <= AttributionProblem.mostValuesOfALine } ?? false
            guard isAsked || (problem.priors != nil && !isFew) else { continue }
            let values = try rows.sortedValues(ofRequest: covariate.request)
            result[covariate.name] = RestrictedCubicSpline(of: values)
            if isAsked, result[covariate.name] == nil {
                throw AttributionError.splineOfFewValues(
                    covariate.name,
                    count: known?.count ?? values.distinct.count
                )
            }
        }
        return result
    }
}
