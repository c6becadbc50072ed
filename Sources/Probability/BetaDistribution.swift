/// The beta distribution with shapes a and b, both above zero.
package enum BetaDistribution {
    /// P(X ≤ x).
    package static func distribution(_ x: Double, a: Double, b: Double) -> Double {
        IncompleteBeta.regularised(x, complement: 1 - x, a: a, b: b)
    }

    /// The x with P(X ≤ x) = p, found by halving: the distribution rises, so that nothing can be missed.
    package static func quantile(_ probability: Double, a: Double, b: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        // Neighbouring numbers near one are 2⁻⁵³ apart.
        for _ in 0..<54 {
            let middle = (low + high) / 2
            if distribution(middle, a: a, b: b) < probability {
                low = middle
            } else {
                high = middle
            }
        }
        return (low + high) / 2
    }
}
