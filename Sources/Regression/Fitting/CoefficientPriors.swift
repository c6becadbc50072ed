/// The priors on the coefficients of a model, their units taken from all its rows.
struct CoefficientPriors {
    private let priors: [NormalPrior?]
    /// Standard deviation of each design column that is some prior's unit, people counted one by one.
    private var spreads: [Double]
    private let hasIntercept: Bool
    /// Of all people.
    let meanOutcome: Double

    private struct Sums: Sendable {
        var people = 0
        var first: [Double]
        var second: [Double]

        init(_ count: Int) {
            first = [Double](repeating: 0, count: count)
            second = first
        }
    }

    /// - `priors`: one a design column but the response, nil for none on that.
    /// - `origin`: near the mean of each design column, about which squares are summed.
    /// - Complexity: one pass over the rows.
    init(_ priors: [NormalPrior?], _ model: ModelRows, origin: [Double]) throws {
        let response = model.design.columns.count - 1
        let columns = Set(priors.compactMap { $0?.spreadOf }).sorted() + [response]
        let count = columns.count
        let states = try model.selecting(columns).forEachBlock(
            origin: columns.map { origin[$0] },
            constant: false,
            makeState: { _ in Sums(count) },
            body: { sums, block in
                for column in 0..<count {
                    let values = block.base + column * block.stride
                    var (first, second) = (0.0, 0.0)
                    for row in 0..<block.rowCount {
                        let part = block.count(row) * values[row]
                        first += part
                        second += part * values[row]
                    }
                    sums.first[column] += first
                    sums.second[column] += second
                }
                sums.people += block.people
            }
        )
        let people = Double(states.reduce(0) { $0 + $1.people })
        spreads = [Double](repeating: 0, count: response + 1)
        for (place, column) in columns.enumerated() {
            let first = states.reduce(0) { $0 + $1.first[place] }
            let second = states.reduce(0) { $0 + $1.second[place] }
            let about = max(0, second - first * first / max(1, people))
            spreads[column] = (about / max(1, people - 1)).squareRoot()
        }
        self.priors = priors
        hasIntercept = model.design.hasIntercept
        let total = states.reduce(0) { $0 + $1.first[count - 1] }
        meanOutcome = origin[response] + total / max(1, people)
    }

    /// What each coefficient's prior adds to the information, the intercept first.
    ///
    /// - `rowWeight`: the mean weight of a person.
    func precisions(rowWeight: Double) -> [Double] {
        let own = priors.map { prior in
            guard let prior else { return 0.0 }
            let unit = prior.spreadOf.map { spreads[$0] } ?? 1
            return rowWeight * (unit / prior.scale) * (unit / prior.scale)
        }
        return (hasIntercept ? [0] : []) + own
    }
}
