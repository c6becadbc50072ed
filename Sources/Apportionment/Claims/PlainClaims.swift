import TopsliceExactArithmetic

/// What the rules themselves see: an estate, claims and weights, without names, tiers or bounds.
///
/// Invariants, kept by the callers: 0 ≤ estate ≤ Σ claims, claims ≥ 0, weights > 0, one weight a
/// claim.
struct PlainClaims {
    var estate: Rational
    var claims: [Rational]
    var weights: [Rational]

    var total: Rational { claims.sum() }

    /// Half the sum of the claims: where the Talmud changes from sharing awards to sharing losses.
    var halfTotal: Rational { total / 2 }

    var hasEqualWeights: Bool { weights.allSatisfy { $0 == weights.first } }

    /// The same claimants and weights with other claims and another estate.
    func with(estate: Rational, claims: [Rational]) -> PlainClaims {
        PlainClaims(estate: estate, claims: claims, weights: weights)
    }

    var halfClaims: [Rational] { claims.map { $0 / 2 } }

    /// Awards from what each claimant loses.
    func awards(fromLosses losses: [Rational]) -> [Rational] {
        zip(claims, losses).map { $0 - $1 }
    }
}
