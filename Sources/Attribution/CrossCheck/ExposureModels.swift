internal import Glibc
internal import TopsliceCohortData
internal import TopsliceRegression

/// How likely each exposure pattern is of a person: a logistic regression an agency on covariates and the agencies before it, multiplied.
struct ExposureModels: Sendable {
    private let models: [Model]
    private let playerCount: Int

    private struct Model: Sendable {
        let design: Design
        let centre: [Double]
        let coefficients: [Double]
        /// What the agencies before this one, by pattern, add to the predictor; those absent stand at minus their mean.
        let added: [Double]
    }

    /// - `heldOut`: rows that the models are not fitted to.
    init(
        problem: AttributionProblem,
        model: AgencyModel,
        rows: CohortRows,
        levels: [String: [String]],
        splines: [String: RestrictedCubicSpline],
        heldOut: HeldOutRows?
    ) throws {
        playerCount = problem.agencies.count
        models = try problem.agencies.indices.map { agency in
            var uptake = problem
            uptake.outcome = problem.agencies[agency]
            uptake.agencies = Array(problem.agencies.prefix(agency))
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
                weightRequest: model.weightRequest,
                clusterRequest: nil
            )
            modelRows.heldOut = heldOut
            let fit = try GeneralizedLinearFit(
                modelRows,
                .binomial,
                priors: problem.priors == nil ? [] : priors
            )
            let coefficients = fit.centredCoefficients
            // The columns of the agencies before stand first, behind the ones.
            let added = (0..<(1 << agency)).map { pattern in
                (0..<agency).reduce(0.0) { sum, other in
                    let present = pattern >> other & 1 == 1 ? 1.0 : 0
                    return sum + coefficients[other + 1] * (present - fit.centre[other])
                }
            }
            return Model(
                design: design,
                centre: fit.centre,
                coefficients: coefficients,
                added: added
            )
        }
    }

    /// The columns of one thread.
    func designs() -> [DesignRows] { models.map { DesignRows($0.design) } }

    func fill(_ designs: [DesignRows], _ block: RowBlock) {
        for (design, model) in zip(designs, models) {
            design.fill(block, origin: model.centre, constant: true)
        }
    }

    /// The probability of every pattern of one row, into `chances` (2^K numbers).
    func findChances(_ designs: [DesignRows], _ row: Int, into chances: inout [Double]) {
        chances[0] = 1
        for (agency, model) in models.enumerated() {
            let design = designs[agency]
            var predictor = model.coefficients[0]
            for column in (agency + 1)..<model.coefficients.count {
                predictor += model.coefficients[column] * design.base[column * design.stride + row]
            }
            let bit = 1 << agency
            for pattern in 0..<bit {
                let chance = 1 / (1 + exp(-(predictor + model.added[pattern])))
                chances[pattern | bit] = chances[pattern] * chance
                chances[pattern] *= 1 - chance
            }
        }
    }
}
