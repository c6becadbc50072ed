internal import TopsliceCohortData
internal import TopsliceRegression

/// The chance of service by one agency, given the covariates and some of the other agencies: a logistic regression under the priors of
/// covariates.
struct UptakeModel: Sendable {
    let design: Design
    let centre: [Double]
    let coefficients: [Double]

    /// - Parameters:
    ///   - agency: whose service it is; `given`: the agencies that stand among its causes, in this order.
    ///   - rows: that it is fitted to, but for those `heldOut`; `hasPriors`: false for a plain fit.
    init(
        ofAgency agency: Int,
        given others: [Int],
        problem: AttributionProblem,
        model: AgencyModel,
        rows: CohortRows,
        levels: [String: [String]],
        splines: [String: RestrictedCubicSpline],
        weightRequest: Int? = nil,
        heldOut: HeldOutRows? = nil,
        hasPriors: Bool = true
    ) throws {
        var uptake = problem
        uptake.outcome = problem.agencies[agency]
        uptake.agencies = others.map { problem.agencies[$0] }
        uptake.interactions = .separate
        uptake.agencyBy = []
        uptake.family = .binomial
        (uptake.times, uptake.exposure) = (nil, nil)
        let (design, priors) = AgencyModel.uptake(
            uptake,
            categories: Set(model.covariateRequests.filter(\.isCategory).map(\.name)),
            levels: levels,
            splines: splines,
            requests: model.design.requests
        )
        var modelRows = ModelRows(
            rows: rows,
            design: design,
            weightRequest: weightRequest,
            clusterRequest: nil
        )
        modelRows.heldOut = heldOut
        let fit = try GeneralizedLinearFit(modelRows, .binomial, priors: hasPriors ? priors : [])
        self.design = design
        centre = fit.centre
        coefficients = fit.centredCoefficients
    }

    /// The index ln(p / (1 − p)) of one row of a filled block.
    func index(_ rows: DesignRows, _ row: Int) -> Double {
        var result = 0.0
        for (column, coefficient) in coefficients.enumerated() {
            result += coefficient * rows.base[column * rows.stride + row]
        }
        return result
    }
}
