import TopsliceExactArithmetic

extension PlainClaims {
    /// Everybody loses the same (in proportion to weights), but nobody more than its claim:
    /// max(0, c − wλ). The dual of constrained equal awards, which divides the loss.
    func constrainedEqualLosses() -> [Rational] {
        awards(
            fromLosses: with(estate: total - estate, claims: claims).constrainedEqualAwards()
        )
    }
}
