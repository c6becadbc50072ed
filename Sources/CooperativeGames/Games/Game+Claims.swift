extension Game {
    /// The bankruptcy game of an estate and claims on it: v(S) is what is left for S once all others have
    /// been paid in full, max(0, estate − Σ_{j∉S} claimⱼ). O'Neill (1982).
    ///
    /// - Throws: `GameError` for amounts below zero, or an estate above the claims.
    public static func bankruptcy(
        estate: Scalar,
        claims: [Scalar]
    ) throws(GameError) -> Game {
        try BankruptcyRequest.check(estate: estate, claims: claims)
        guard claims.count <= CoalitionTable.playerLimit else {
            throw .tooManyPlayers(got: claims.count, limit: CoalitionTable.playerLimit)
        }
        let sums = additiveSums(claims)
        let last = sums.count - 1
        let values = sums.indices.map { mask in
            // Exactly the estate for everybody, and zero for nobody, whatever rounding says.
            mask == last ? estate : mask == 0 ? 0 : max(0, estate - sums[last ^ mask])
        }
        return try Game(.savings, values: values)
    }
}

/// What every estate and list of claims must satisfy.
enum BankruptcyRequest {
    static func check<Scalar: GameScalar>(
        estate: Scalar,
        claims: [Scalar]
    ) throws(GameError) {
        guard !claims.isEmpty else { throw .noPlayers }
        guard estate.isFinite, estate >= 0 else { throw .negativeAmount(.estate) }
        if let player = claims.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
            throw .negativeAmount(.claim(player: player))
        }
        let sum = claims.reduce(0, +)
        guard sum.isFinite else { throw .negativeAmount(.sumOfClaims) }
        guard estate <= sum + sum * Scalar.relativeTolerance else { throw .estateAboveClaims }
    }
}
