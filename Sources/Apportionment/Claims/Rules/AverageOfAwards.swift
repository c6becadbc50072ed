import TopsliceExactArithmetic

extension PlainClaims {
    /// The centre of gravity of all divisions that give nobody less than nothing or more than its
    /// claim. Mirás Calvo, Quinteiro Sandomingo and Sánchez-Rodríguez (2022), "The average-of-awards
    /// rule for claims problems", Soc. Choice Welf. 59:863-888.
    ///
    /// Has no weighted form. Exact; limited by the number of different sums of claims below the
    /// smaller of estate and loss.
    func averageOfAwards() throws(ClaimsError) -> [Rational] {
        guard hasEqualWeights else { throw .ruleHasNoWeights(.averageOfAwards) }
        let total = total
        if estate.isZero || estate == total {
            return estate.isZero ? claims.map { _ in 0 } : claims
        }
        // The set of divisions mirrors into itself with losses for awards.
        if estate > halfTotal {
            let losses = try with(estate: total - estate, claims: claims).averageOfAwards()
            return awards(fromLosses: losses)
        }
        // A claim of nothing would flatten the set to volume zero; its award is nothing.
        let open = claims.indices.filter { claims[$0].isPositive }
        let plain = PlainClaims(
            estate: estate,
            claims: open.map { claims[$0] },
            weights: open.map { weights[$0] }
        )
        let parts = try SignedSubsetSums.centroid(WholeClaims(plain, for: .averageOfAwards))
        var awards = [Rational](repeating: 0, count: claims.count)
        for (index, part) in zip(open, parts) {
            awards[index] = part
        }
        return awards
    }
}
