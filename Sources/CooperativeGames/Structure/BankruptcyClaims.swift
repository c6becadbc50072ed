/// The bankruptcy game of any number of claimants, without a table.
///
/// v(S) = max(0, estate − Σ_{j∉S} claimⱼ): what is left once all others have been paid. O'Neill (1982).
public struct BankruptcyClaims<Scalar: GameScalar>: Sendable, Equatable {
    public let estate: Scalar
    public let claims: [Scalar]

    public init(estate: Scalar, claims: [Scalar]) throws(GameError) {
        try BankruptcyRequest.check(estate: estate, claims: claims)
        self.estate = estate
        self.claims = claims
    }

    /// The nucleolus, which is the Talmud rule: up to half of all claims are met by equal awards of at most
    /// half a claim; beyond, by equal losses of at most half a claim. Aumann and Maschler (1985).
    ///
    /// - Complexity: O(n log n).
    public func nucleolus() -> [Scalar] {
        let halves = claims.map { $0 / 2 }
        let half = halves.reduce(0, +)
        if estate <= half { return equalAwards(limits: halves, amount: estate) }
        let losses = equalAwards(limits: halves, amount: max(0, half + half - estate))
        return zip(claims, losses).map { $0 - $1 }
    }

    /// The same for everybody, but nobody above its limit, so that the amount is used up.
    private func equalAwards(limits: [Scalar], amount: Scalar) -> [Scalar] {
        let order = limits.indices.sorted {
            limits[$0] != limits[$1] ? limits[$0] < limits[$1] : $0 < $1
        }
        var awards = limits
        var rest = amount
        for (position, player) in order.enumerated() {
            let equal = rest / Scalar(limits.count - position)
            if equal < limits[player] {
                for other in order[position...] { awards[other] = equal }
                return awards
            }
            rest -= limits[player]
        }
        return awards
    }
}
