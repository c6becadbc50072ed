internal import TopsliceCohortData
internal import TopsliceMoments

/// Fixed effects that are fitted but not reported.
///
/// The means of the factor with most levels are subtracted from every column; further factors stand as indicators before
/// the reported columns. This is exact (Frisch, Waugh and Lovell), with no iteration to converge. Indicators that others determine
/// leave the fit, so that effects within one another, and parts of the data that no level connects, cost no more degrees of
/// freedom than they have: for two factors levels less connected components (Abowd, Creecy and Kramarz 2002), for
/// any number of factors the rank of all their indicators.
struct AbsorbedEffects {
    /// The model of demeaned columns: indicators, reported columns, the response last.
    private(set) var model: ModelRows
    /// Design columns below this number are not reported.
    let indicatorCount: Int
    /// Total sum of squares of the response about its overall mean.
    let totalSumOfSquares: Double
    /// Indicators of effects that are not nested in the clusters stand first.
    private let freeIndicatorCount: Int
    private let largestIsNested: Bool
    private let largestLevelCount: Int
    private let largestName: String
    /// The factor of each indicator, by the indicator's name.
    private let factorOfIndicator: [String: String]
    /// Σ w x² of each design column before means were taken out.
    private var squares: [Double]
    /// Reported columns that do not vary within the levels of the largest factor.
    private var constantWithin: [LeastSquaresFit.DroppedColumn] = []

    /// A column whose squares within groups are at most this share of its own is constant but for rounding.
    private static let constantShare = 1e-24

    init(model: ModelRows, requests: [Int]) throws {
        let counts = requests.map { model.rows.levelCount(ofRequest: $0) }
        let largest = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        let names = requests.map { model.design.requests[$0].name }
        var indicators: [(column: Design.Column, factor: Int)] = []
        for (number, request) in requests.enumerated() where number != largest {
            for level in 1..<max(counts[number], 1) {
                let column = Design.Column(
                    name: "\(names[number])::\(level)",
                    parts: [.isLevel(request: request, level: level)],
                    term: -2
                )
                indicators.append((column, number))
            }
        }
        var within = ModelRows(
            rows: model.rows,
            design: Design(
                requests: model.design.requests,
                columns: indicators.map(\.column) + model.design.columns,
                hasIntercept: false,
                expressions: model.design.expressions,
                numberRequests: model.design.numberRequests
            ),
            weightRequest: model.weightRequest,
            clusterRequest: model.clusterRequest
        )
        within.clusterLabels = model.clusterLabels
        let sums = try GroupSums.gather(
            within,
            request: requests[largest],
            groupCount: counts[largest],
            absorbed: requests,
            levelCounts: counts
        )
        within.absorption = ModelRows.Absorption(
            request: requests[largest],
            means: sums.means,
            weights: sums.weights,
            groupCount: counts[largest]
        )
        let free = indicators.indices.filter { !sums.nested[indicators[$0].factor] }
        let order =
            free + indicators.indices.filter { sums.nested[indicators[$0].factor] }
            + within.design.columns.indices.dropFirst(indicators.count)
        self.model = within.selecting(order)
        squares = order.map { sums.squares[$0] }
        indicatorCount = indicators.count
        freeIndicatorCount = free.count
        largestIsNested = sums.nested[largest]
        largestLevelCount = counts[largest]
        largestName = names[largest]
        factorOfIndicator = Dictionary(
            indicators.map { ($0.column.name, names[$0.factor]) },
            uniquingKeysWith: { first, _ in first }
        )
        totalSumOfSquares = sums.responseSumOfSquares
    }

    /// Takes reported columns out of the model that do not vary within the largest factor; false where there are none.
    ///
    /// What the means leave of them is rounding, which scaling to unit length would take for a column.
    mutating func leaveOutConstant(withinSquares moments: Moments) -> Bool {
        let within = moments.moved(to: moments.origin.map { _ in 0 }).total
        let response = squares.count - 1
        let constant = Set(
            (indicatorCount..<response).filter { column in
                let place = column + 1
                return within[place + place * moments.order]
                    <= AbsorbedEffects.constantShare * squares[column]
            }
        )
        guard !constant.isEmpty else { return false }
        constantWithin = constant.sorted().map {
            .init(name: model.design.columns[$0].name, combinationOf: [largestName])
        }
        let kept = squares.indices.filter { !constant.contains($0) }
        model = model.selecting(kept)
        squares = kept.map { squares[$0] }
        return true
    }

    /// The columns left out that are reported, with absorbed factors for their indicators.
    func reported(_ dropped: [LeastSquaresFit.DroppedColumn]) -> [LeastSquaresFit.DroppedColumn] {
        let others = dropped.filter { factorOfIndicator[$0.name] == nil }.map { column in
            var names: [String] = []
            for name in column.combinationOf.map({ factorOfIndicator[$0] ?? $0 })
            where !names.contains(name) {
                names.append(name)
            }
            return LeastSquaresFit.DroppedColumn(
                name: column.name,
                combinationOf: names.isEmpty ? [largestName] : names
            )
        }
        return constantWithin + others
    }

    /// Coefficients and fixed effects together: the rank of all columns, means taken out included.
    func parameters(_ fit: LeastSquaresFit) -> Int { largestLevelCount + fit.columns.count }

    /// The same for clustered errors: effects nested in the clusters are not counted, but one for the constant.
    func parametersOutsideClusters(_ fit: LeastSquaresFit) -> Int {
        guard largestIsNested || freeIndicatorCount < indicatorCount else { return parameters(fit) }
        let counted = fit.columns.count { $0 < freeIndicatorCount || $0 >= indicatorCount }
        return counted + (largestIsNested ? 1 : largestLevelCount)
    }
}
