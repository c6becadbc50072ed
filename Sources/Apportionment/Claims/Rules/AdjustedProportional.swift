import TopsliceExactArithmetic

extension PlainClaims {
    /// Each claimant first gets what the others leave it, max(0, E − Σ other claims); the rest is
    /// divided in proportion to what is left of the claims, none counted above that rest. Curiel,
    /// Maschler and Tijs (1987), "Bankruptcy games".
    func adjustedProportional() -> [Rational] {
        let total = total
        let minimalRights = claims.map { max(0, estate - (total - $0)) }
        let rest = estate - minimalRights.sum()
        let remaining = zip(claims, minimalRights).map { min($0 - $1, rest) }
        let shares = with(estate: rest, claims: remaining).proportional()
        return zip(minimalRights, shares).map { $0 + $1 }
    }
}
