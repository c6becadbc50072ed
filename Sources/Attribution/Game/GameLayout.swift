internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// The fixed facts of one attribution pass: the fitted model and where each sum is kept.
///
/// Two tables are gathered. By exposure pattern A and subset T ⊆ A (numbered by the bits of A in order), a *record* of sums over
/// people: see `Record`. By person, a *score row*: [w f | s | w], f being the person's functionals and s the score of the fit.
struct GameLayout: Sendable {
    let family: Family
    let playerCount: Int
    let terms: [AgencyModel.Term]
    let byCount: Int
    /// Coefficients of the columns themselves, the intercept first.
    let coefficients: [Double]
    /// Subtracted from each design column in the basis of scores and information.
    let centre: [Double]
    /// Numbers of the design columns that do not depend on agencies.
    let fixedColumns: [Int]
    /// Whether people are independent, so that the cross-products of single people are needed.
    let isUnclustered: Bool
    /// Σ of interaction coefficients over the subsets of each coalition that have a term; 2^K numbers.
    let interactionSums: [Double]
    /// αₖ of each agency, and δₖ for each column in `byCount`.
    let mainEffects: [Double]
    let byEffects: [[Double]]

    /// Coefficients about the centre: those of the columns, and an intercept that takes up the centre.
    var centredCoefficients: [Double] {
        var result = coefficients
        for column in 1..<max(result.count, 1) {
            result[0] += coefficients[column] * centre[column - 1]
        }
        return result
    }

    /// All coefficients, the intercept included.
    var coefficientCount: Int { coefficients.count }
    let functionalPlaces: FunctionalLayout
    var functionalCount: Int { functionalPlaces.count }
    var scoreRowLength: Int { functionalCount + coefficientCount + 1 }

    /// Where the sums of one subset stand in its record.
    enum Record {
        /// Σ w μ.
        static let value = 0
        /// People without support.
        static let unsupported = 1
        /// Σ w² μ and Σ w² μ².
        static let squaredWeight = 2
        static let square = 3
        /// Σ w μ′, then Σ w μ′ b for each column by which effects differ, then Σ w μ′ z for each fixed column.
        static let slope = 4
    }

    var crossStart: Int { Record.slope + 1 + byCount + fixedColumns.count }
    /// With independent people Σ w μ s follows, one number a coefficient.
    var recordLength: Int { crossStart + (isUnclustered ? coefficientCount : 0) }

    init(_ model: AgencyModel, _ fit: GeneralizedLinearFit, _ family: Family, isUnclustered: Bool) {
        self.family = family
        self.isUnclustered = isUnclustered
        playerCount = model.agencyRequests.count
        functionalPlaces = FunctionalLayout(agencyCount: playerCount)
        terms = model.terms
        byCount = model.byRequests.count
        coefficients = fit.coefficients
        centre = fit.centre
        fixedColumns = model.terms.indices.filter { model.terms[$0] == .fixed }
        var sums = [Double](repeating: 0, count: 1 << playerCount)
        var main = [Double](repeating: 0, count: playerCount)
        var by = [[Double]](repeating: main, count: model.byRequests.count)
        for (column, term) in model.terms.enumerated() {
            guard case .agencies(let mask, let place) = term else { continue }
            let value = fit.coefficients[column + 1]
            if let place {
                by[place][mask.trailingZeroBitCount] = value
            } else if mask.nonzeroBitCount == 1 {
                main[mask.trailingZeroBitCount] = value
            } else {
                sums[Int(mask)] = value
            }
        }
        SubsetSums.addSubsets(&sums, playerCount: playerCount, width: 1)
        interactionSums = sums
        mainEffects = main
        byEffects = by
    }
}
