/// The values of a ratio that the data do not refuse, by Fieller (1954).
///
/// Those s at which numerator − s · denominator cannot be told from zero. Where the denominator itself cannot be told from zero
/// they are unbounded: a share of nothing may be anything.
package enum ShareInterval: Sendable, Equatable, Codable {
    case bounded(low: Double, high: Double)
    /// All but what lies between the two: s ≤ `low` or s ≥ `high`.
    case outside(low: Double, high: Double)
    /// No value can be refused.
    case everything

    /// - Parameters:
    ///   - multiplier: of the standard error, as in the interval of the numerator, so that this holds zero just where that does.
    ///   - variances: of numerator and denominator; `covariance` is between the two.
    package init(
        numerator: Double,
        denominator: Double,
        variances: (numerator: Double, denominator: Double),
        covariance: Double,
        multiplier: Double
    ) {
        // a s² − 2 b s + c ≤ 0
        let square = multiplier * multiplier
        let a = denominator * denominator - square * variances.denominator
        let b = numerator * denominator - square * covariance
        let c = numerator * numerator - square * variances.numerator
        // The estimate itself is never refused: of a bounded interval only rounding makes this negative.
        let root = max(0, b * b - a * c).squareRoot()
        if a == 0 || (a < 0 && root == 0) {
            self = .everything
            return
        }
        // The root of larger size first, the other from their product, so that nothing cancels.
        let sum = b + (b < 0 ? -root : root)
        let first = sum / a
        let second = sum == 0 ? first : c / sum
        let (low, high) = (min(first, second), max(first, second))
        self = a > 0 ? .bounded(low: low, high: high) : .outside(low: low, high: high)
    }

    /// The ends of a bounded interval.
    package var bounds: (low: Double, high: Double)? {
        if case .bounded(let low, let high) = self { return (low, high) }
        return nil
    }

    /// The values that this holds once each of them may lie lower by as much as `down` (below zero) or higher by `up`.
    package func widened(down: Double, up: Double) -> ShareInterval {
        switch self {
        case .bounded(let low, let high):
            return .bounded(low: low + down, high: high + up)
        case .outside(let low, let high):
            let (left, right) = (low + up, high + down)
            return left < right ? .outside(low: left, high: right) : .everything
        case .everything:
            return .everything
        }
    }

    package func contains(_ value: Double) -> Bool {
        switch self {
        case .bounded(let low, let high): low <= value && value <= high
        case .outside(let low, let high): value <= low || value >= high
        case .everything: true
        }
    }
}
