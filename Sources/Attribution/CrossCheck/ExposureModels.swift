internal import Glibc
internal import TopsliceCohortData
internal import TopsliceRegression

/// How likely each exposure pattern is of a person: a logistic regression an agency on covariates and the agencies before it, multiplied.
struct ExposureModels: Sendable {
    private let models: [Model]
    private let playerCount: Int

    private struct Model: Sendable {
        let uptake: UptakeModel
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
            let uptake = try UptakeModel(
                ofAgency: agency,
                given: Array(0..<agency),
                problem: problem,
                model: model,
                rows: rows,
                levels: levels,
                splines: splines,
                weightRequest: model.weightRequest,
                heldOut: heldOut,
                hasPriors: problem.priors != nil
            )
            // The columns of the agencies before stand first, behind the ones.
            let added = (0..<(1 << agency)).map { pattern in
                (0..<agency).reduce(0.0) { sum, other in
                    let present = pattern >> other & 1 == 1 ? 1.0 : 0
                    return sum + uptake.coefficients[other + 1] * (present - uptake.centre[other])
                }
            }
            return Model(uptake: uptake, added: added)
        }
    }

    /// The columns of one thread.
    func designs() -> [DesignRows] { models.map { DesignRows($0.uptake.design) } }

    func fill(_ designs: [DesignRows], _ block: RowBlock) {
        for (design, model) in zip(designs, models) {
            design.fill(block, origin: model.uptake.centre, constant: true)
        }
    }

    /// The probability of every pattern of one row, into `chances` (2^K numbers).
    func findChances(_ designs: [DesignRows], _ row: Int, into chances: inout [Double]) {
        chances[0] = 1
        for (agency, model) in models.enumerated() {
            let design = designs[agency]
            let coefficients = model.uptake.coefficients
            var predictor = coefficients[0]
            for column in (agency + 1)..<coefficients.count {
                predictor += coefficients[column] * design.base[column * design.stride + row]
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
