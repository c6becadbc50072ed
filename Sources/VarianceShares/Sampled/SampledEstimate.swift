/// Sampled Shapley values that sum to what is known exactly, and how far off they may be.
///
/// The sum of all values is known (it is R²), so the sampled sum's error is too; the best linear correction
/// takes it out: values + Σ1 (R² − Σ values) / 1ᵀΣ1, leaving the covariance Σ − Σ1 1ᵀΣ / 1ᵀΣ1.
struct SampledEstimate: Sendable {
    let values: [Double]
    let standardErrors: [Double]
    /// The distance to the exact values is below this with (at least) the confidence asked for.
    let bound: Double
    private(set) var isMet = false

    /// - Parameters:
    ///   - covariance: of `values`, lower triangle by columns.
    ///   - parts: the independent parts `covariance` is made of: total variance, and units it was seen in.
    init(
        values: [Double],
        covariance: [Double],
        sum: Double,
        parts: [(variance: Double, units: Int)],
        confidence: Double
    ) {
        let count = values.count
        var toSum = [Double](repeating: 0, count: count)
        for column in 0..<count {
            toSum[column] += covariance[column * count + column]
            for row in column + 1..<max(count, column + 1) {
                toSum[column] += covariance[column * count + row]
                toSum[row] += covariance[column * count + row]
            }
        }
        let whole = toSum.reduce(0, +)
        let missing = sum - values.reduce(0, +)
        // Without any variance the rest is rounding, and is left alone.
        let correction = whole > 0 ? missing / whole : 0
        self.values = zip(values, toSum).map { $0 + correction * $1 }
        var trace = 0.0, squares = 0.0
        var errors: [Double] = []
        for column in 0..<count {
            for row in column..<count {
                var value = covariance[column * count + row]
                if whole > 0 { value -= toSum[column] * toSum[row] / whole }
                if row == column {
                    trace += value
                    errors.append(max(0, value).squareRoot())
                    squares += value * value
                } else {
                    squares += 2 * value * value
                }
            }
        }
        standardErrors = errors
        // Independent directions the error has; every unit but one of each part shows as many. From few units
        // the estimate is low, which makes the bound wider.
        let directions = squares > 0 ? trace * trace / squares : 1
        let all = parts.reduce(0) { $0 + $1.variance }
        let spread = parts.reduce(0) {
            $0 + $1.variance * $1.variance / (Double(max(1, $1.units - 1)) * max(1, directions))
        }
        // Most of the risk is kept for what the normal approximation and stopping early leave out.
        bound = DistanceBound.quantile(
            trace: trace,
            directions: max(1, directions),
            degreesOfFreedom: spread > 0 ? all * all / spread : .infinity,
            probability: 0.8 + 0.2 * confidence
        )
    }

    func met(_ isMet: Bool) -> SampledEstimate {
        var copy = self
        copy.isMet = isMet
        return copy
    }
}
