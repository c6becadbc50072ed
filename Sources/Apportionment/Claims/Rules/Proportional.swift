import TopsliceExactArithmetic

extension PlainClaims {
    /// Awards in proportion to claims. With weights, in proportion to weight × claim, nobody above
    /// its claim, what is cut off re-spread over the others.
    func proportional() -> [Rational] {
        WaterLevel.fill(
            zip(weights, claims).map { .init(slope: $0 * $1, upper: $1) },
            with: estate
        )
    }
}
