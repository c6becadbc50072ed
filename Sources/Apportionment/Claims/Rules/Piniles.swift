import TopsliceExactArithmetic

extension PlainClaims {
    /// Equal awards applied to half claims, and when those are met, again to the other halves.
    /// Piniles (1861), Darkah shel Torah.
    func piniles() -> [Rational] {
        let halves = halfClaims
        if estate <= halfTotal {
            return with(estate: estate, claims: halves).constrainedEqualAwards()
        }
        let beyond = with(estate: estate - halfTotal, claims: halves).constrainedEqualAwards()
        return zip(halves, beyond).map { $0 + $1 }
    }
}
