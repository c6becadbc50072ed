internal import TopsliceLinearAlgebra
internal import TopsliceCohortData
internal import TopsliceRegression

/// The fixed facts of one attribution pass: the fitted model and where each sum is kept.
///
/// Two tables are gathered. By exposure pattern A and subset T ⊆ A (numbered by the bits of A in order), a *record* of sums over
/// people: see `Record`. By person, a *score row*: [w f | s | w], f being the person's functionals and s the score of the fit.
struct GameLayout: Sendable {
    let model: OutcomeModel
    /// The regressions of the model, over the same design.
    let parts: [Part]
    let playerCount: Int
    let terms: [AgencyModel.Term]
    /// Columns by which effects differ that have sums of their own: those that are no fixed columns.
    let ownByCount: Int
    let byPlaces: [ByPlace]
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
    /// H⁻¹ about the centre, a block a part.
    let inverseInformation: Matrix
    /// The least and the greatest outcome there can be: 0 and 1, or those observed.
    let outcomeRange: ClosedRange<Double>
    var slopeColumnCount: Int { 1 + ownByCount + fixedColumns.count }

    /// One of the regressions, as the game sees it.
    struct Part: Sendable {
        let family: Family
        let response: ResponsePart
        /// Coefficients of the columns themselves, the intercept first.
        let coefficients: [Double]
        /// Coefficients about the centre: those of the columns, and an intercept that takes up the centre.
        let centredCoefficients: [Double]
        /// Σ of interaction coefficients over the subsets of each coalition that have a term; 2^K numbers.
        let interactionSums: [Double]
        /// How the effect of each agency on η is made of the columns that slopes are multiplied by (ones, columns of their own by which
        /// effects differ, fixed columns about their centre); shape (`slopeColumnCount`, K), column-major.
        let effectMap: [Double]
    }

    /// H⁻¹ of one part.
    func inverseInformation(ofPart part: Int) -> Matrix {
        parts.count == 1
            ? inverseInformation
            : inverseInformation.block(at: part * partSize, size: partSize)
    }

    /// Coefficients of the columns themselves, part after part.
    var coefficients: [Double] { parts.flatMap(\.coefficients) }
    /// All coefficients of one part, the intercept included.
    var partSize: Int { parts[0].coefficients.count }
    /// Those of all parts.
    var coefficientCount: Int { partSize * parts.count }
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
        /// Σ w μ′, then Σ w μ′ b for each column of its own by which effects differ, then Σ w μ′ z for each fixed column; part after part.
        static let slope = 6
    }

    var crossStart: Int { Record.slope + slopeColumnCount * parts.count }
    /// With `hasCross` Σ w μ s follows, one number a coefficient.
    var recordLength: Int { crossStart + (hasCross ? coefficientCount : 0) }

    init(
        _ model: AgencyModel,
        _ fits: [GeneralizedLinearFit],
        _ outcomeModel: OutcomeModel,
        outcomeRange: ClosedRange<Double>,
        isUnclustered: Bool,
        rules: [DividendRule] = []
    ) {
        self.outcomeRange = outcomeRange
        self.model = outcomeModel
        self.isUnclustered = isUnclustered
        playerCount = model.agencyRequests.count
        hasCross =
            isUnclustered
            && GameSize.holdsCross(agencies: playerCount, columns: model.design.columns.count)
        isAdjusted = isUnclustered && !model.priors.isEmpty
        inverseInformation = Matrix(blocks: fits.map(\.inverseInformation))
        functionalPlaces = FunctionalLayout(agencyCount: playerCount, rules: rules)
        terms = model.terms
        let centre = fits[0].centre
        self.centre = centre
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
        let (ownCount, width) = (own, 1 + own + fixed.count)
        parts = zip(outcomeModel.parts, fits).map { part, fit in
            precondition(fit.centre == centre, "the parts of a model have centres of their own")
            return Part(
                part,
                fit.coefficients,
                model,
                centre: centre,
                byPlaces: places,
                ownByCount: ownCount,
                width: width
            )
        }
    }
}

extension GameLayout.Part {
    /// The score and the information of one row about η, nought where the part is not of this row.
    @inline(__always)
    func scoreAndInformation(
        _ outcome: Double,
        mean: Double
    ) -> (score: Double, information: Double) {
        switch response {
        case .whole: return family.scoreAndInformation(outcome, mean: mean)
        case .whetherPositive: return family.scoreAndInformation(outcome > 0 ? 1 : 0, mean: mean)
        case .amountIfPositive:
            return outcome > 0 ? family.scoreAndInformation(outcome, mean: mean) : (0, 0)
        }
    }

    /// The score of one row and its variance but for a common factor.
    func scoreAndVariance(
        _ outcome: Double,
        _ predictor: Double
    ) -> (score: Double, variance: Double) {
        if response == .amountIfPositive, outcome == 0 { return (0, 0) }
        let mean = family.meanAndSlope(predictor).mean
        return (
            scoreAndInformation(outcome, mean: mean).score, family.scoreVariance(atMean: mean)
        )
    }

    fileprivate init(
        _ part: OutcomeModel.Part,
        _ coefficients: [Double],
        _ model: AgencyModel,
        centre: [Double],
        byPlaces: [GameLayout.ByPlace],
        ownByCount own: Int,
        width: Int
    ) {
        let playerCount = model.agencyRequests.count
        var sums = [Double](repeating: 0, count: 1 << playerCount)
        var effects = [Double](repeating: 0, count: width * playerCount)
        for (column, term) in model.terms.enumerated() {
            guard case .agencies(let mask, let by) = term else { continue }
            let value = coefficients[column + 1]
            let start = width * mask.trailingZeroBitCount
            switch by.map({ byPlaces[$0] }) {
            case .own(let place): effects[start + 1 + place] = value
            case .fixed(let place, let origin):
                effects[start + 1 + own + place] = value
                effects[start] += value * centre[origin]
            case nil where mask.nonzeroBitCount == 1: effects[start] += value
            case nil: sums[Int(mask)] = value
            }
        }
        SubsetSums.addSubsets(&sums, playerCount: playerCount, width: 1)
        var centred = coefficients
        for column in 1..<max(centred.count, 1) {
            centred[0] += coefficients[column] * centre[column - 1]
        }
        family = part.family
        response = part.response
        self.coefficients = coefficients
        centredCoefficients = centred
        interactionSums = sums
        effectMap = effects
    }
}

extension Matrix {
    /// A square part of the matrix on its diagonal.
    fileprivate func block(at start: Int, size: Int) -> Matrix {
        var result = Matrix(rowCount: size, columnCount: size)
        for column in 0..<size {
            for row in 0..<size { result[row, column] = self[start + row, start + column] }
        }
        return result
    }

    /// The square matrices along the diagonal of one.
    fileprivate init(blocks: [Matrix]) {
        let size = blocks.reduce(0) { $0 + $1.rowCount }
        self.init(rowCount: size, columnCount: size)
        var start = 0
        for block in blocks {
            for column in 0..<block.columnCount {
                for row in 0..<block.rowCount {
                    self[start + row, start + column] = block[row, column]
                }
            }
            start += block.rowCount
        }
    }
}
