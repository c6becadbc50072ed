import TopsliceExactArithmetic

extension PlainClaims {
    /// The Talmud rule with its halves exchanged: equal losses up to half the claims, then equal
    /// awards. Chun, Schummer and Thomson (2001).
    func reverseTalmud() -> [Rational] {
        let halves = halfClaims
        if estate <= halfTotal {
            return with(estate: estate, claims: halves).constrainedEqualLosses()
        }
        let beyond = with(estate: estate - halfTotal, claims: halves).constrainedEqualAwards()
        return zip(halves, beyond).map { $0 + $1 }
    }
}
