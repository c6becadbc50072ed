/// Fisher's F distribution with numbers of degrees of freedom above zero.
package struct FisherDistribution: Sendable {
    package let numerator: Double
    package let denominator: Double

    package init(numerator: Double, denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// P(F ≥ f) = I_x(d₂/2, d₁/2) with x = d₂ / (d₂ + d₁ f).
    package func upperTail(_ statistic: Double) -> Double {
        guard statistic > 0 else { return 1 }
        let product = numerator * statistic
        return IncompleteBeta.regularised(
            denominator / (denominator + product),
            complement: product / (denominator + product),
            a: denominator / 2,
            b: numerator / 2
        )
    }
}
