import TopsliceExactArithmetic

extension PlainClaims {
    /// As equal as possible when half claims are met first: up to half the claims, equal awards of
    /// half claims; beyond, max(c/2, min(c, wλ)). Chun, Schummer and Thomson (2001), Seoul J.
    /// Econ. 14:269-297.
    func constrainedEgalitarian() -> [Rational] {
        let halves = halfClaims
        if estate <= halfTotal {
            return with(estate: estate, claims: halves).constrainedEqualAwards()
        }
        let vessels = claims.indices.map {
            WaterLevel.Vessel(slope: weights[$0], lower: halves[$0], upper: claims[$0])
        }
        return WaterLevel.fill(vessels, with: estate)
    }
}
