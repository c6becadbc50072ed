import TopsliceExactArithmetic

extension PlainClaims {
    /// Everybody gets the same (in proportion to weights), but nobody more than its claim:
    /// min(c, wλ). Maimonides, Hilkhot Malveh 20:4.
    func constrainedEqualAwards() -> [Rational] {
        WaterLevel.fill(zip(weights, claims).map { .init(slope: $0, upper: $1) }, with: estate)
    }
}
