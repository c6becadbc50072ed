import TopsliceExactArithmetic

extension PlainClaims {
    /// Up to half the claims, equal awards of half claims; beyond, half claims and equal losses on
    /// the other halves. The nucleolus of the bankruptcy game, and for two claimants the contested
    /// garment of Bava Metzia 2a. Aumann and Maschler (1985), J. Econ. Theory 36:195-213; with
    /// weights, Hokari and Thomson (2003).
    func talmud() -> [Rational] {
        let halves = halfClaims
        if estate <= halfTotal {
            return with(estate: estate, claims: halves).constrainedEqualAwards()
        }
        let beyond = with(estate: estate - halfTotal, claims: halves).constrainedEqualLosses()
        return zip(halves, beyond).map { $0 + $1 }
    }
}
