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
    /// Columns by which effects differ that have sums of their own: those that are no fixed columns.
    let ownByCount: Int
    let byPlaces: [ByPlace]
    /// Coefficients of the columns themselves, the intercept first.
    let coefficients: [Double]
    /// Subtracted from each design column in the basis of scores and information.
    let centre: [Double]
    /// Numbers of the design columns that do not depend on agencies.
    let fixedColumns: [Int]
    /// Whether people are independent, so that the cross-products of single people are needed.
    let isUnclustered: Bool
    /// Whether the sums behind the standard errors of single coalitions of independent people are gathered.
    let hasCross: Bool
    /// Whether residuals are scaled by HC2 leverages: of independent people in a fit with priors.
    let isAdjusted: Bool
    /// H⁻¹ about the centre.
    let inverseInformation: Matrix
    /// The least and the greatest outcome there can be: 0 and 1, or those observed.
    let outcomeRange: ClosedRange<Double>
    /// Σ of interaction coefficients over the subsets of each coalition that have a term; 2^K numbers.
    let interactionSums: [Double]
    /// How the effect of each agency on η is made of the columns that slopes are multiplied by (ones, columns of their own by which
    /// effects differ, fixed columns about their centre); shape (`slopeColumnCount`, K), column-major.
    let effectMap: [Double]
    var slopeColumnCount: Int { 1 + ownByCount + fixedColumns.count }

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

    /// Where the sums of slopes times a column by which effects differ are found.
    enum ByPlace: Sendable, Equatable {
        /// Among those with sums of their own.
        case own(Int)
        /// Among the fixed columns, whose design column is less its centre there.
        case fixed(Int, column: Int)
    }

    /// Where the sums of one subset stand in its record.
    enum Record {
        /// Σ w μ.
        static let value = 0
        /// People without support.
        static let unsupported = 1
        /// People for whom nobody was ever seen with just these agencies; part of those above.
        static let neverSeen = 2
        /// People with thin support.
        static let thin = 3
        /// Σ w² μ and Σ w² μ².
        static let squaredWeight = 4
        static let square = 5
        /// Σ w μ′, then Σ w μ′ b for each column of its own by which effects differ, then Σ w μ′ z for each fixed column.
        static let slope = 6
    }

    var crossStart: Int { Record.slope + slopeColumnCount }
    /// With `hasCross` Σ w μ s follows, one number a coefficient.
    var recordLength: Int { crossStart + (hasCross ? coefficientCount : 0) }

    init(
        _ model: AgencyModel,
        _ fit: GeneralizedLinearFit,
        _ family: Family,
        outcomeRange: ClosedRange<Double>,
        isUnclustered: Bool
    ) {
        self.outcomeRange = outcomeRange
        self.family = family
        self.isUnclustered = isUnclustered
        playerCount = model.agencyRequests.count
        hasCross =
            isUnclustered
            && GameSize.holdsCross(agencies: playerCount, columns: model.design.columns.count)
        isAdjusted = isUnclustered && !model.priors.isEmpty
        inverseInformation = fit.inverseInformation
        functionalPlaces = FunctionalLayout(agencyCount: playerCount)
        terms = model.terms
        coefficients = fit.coefficients
        centre = fit.centre
        let fixed = model.terms.indices.filter { model.terms[$0] == .fixed }
        fixedColumns = fixed
        var own = 0
        let places = model.byColumns.map { by -> ByPlace in
            guard case .column(let column) = by else {
                own += 1
                return .own(own - 1)
            }
            guard let place = fixed.firstIndex(of: column) else {
                preconditionFailure("effects differ by column \(column), which is not fixed")
            }
            return .fixed(place, column: column)
        }
        ownByCount = own
        byPlaces = places
        var sums = [Double](repeating: 0, count: 1 << playerCount)
        let width = 1 + own + fixed.count
        var effects = [Double](repeating: 0, count: width * playerCount)
        for (column, term) in model.terms.enumerated() {
            guard case .agencies(let mask, let by) = term else { continue }
            let value = fit.coefficients[column + 1]
            let start = width * mask.trailingZeroBitCount
            switch by.map({ places[$0] }) {
            case .own(let place): effects[start + 1 + place] = value
            case .fixed(let place, let origin):
                effects[start + 1 + own + place] = value
                effects[start] += value * fit.centre[origin]
            case nil where mask.nonzeroBitCount == 1: effects[start] += value
            case nil: sums[Int(mask)] = value
            }
        }
        SubsetSums.addSubsets(&sums, playerCount: playerCount, width: 1)
        interactionSums = sums
        effectMap = effects
    }
}
