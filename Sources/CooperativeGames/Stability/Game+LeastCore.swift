/// The least excess to which all coalitions can be held at once, and one division that does it.
public struct LeastCore<Scalar: GameScalar>: Sendable, Equatable {
    /// The largest excess; at most zero exactly where the core is not empty.
    public let excess: Scalar
    /// The division in the least core with the smallest sum of squares, the egalitarian one; unique.
    public let shares: [Scalar]
    /// Proves the excess; its one level need not fix the division.
    public let certificate: StabilityCertificate<Scalar>
}

extension Game {
    /// The least core: divisions of v(N) whose largest excess over all proper coalitions is least.
    /// Shapley and Shubik (1966), Maschler, Peleg and Shapley (1979); per capita and proportional variants as
    /// in Young, Okada and Hashimoto (1982), the weak and the proportional least core.
    ///
    /// - Throws: `GameError.notDefined` for a game of one player, who has no proper coalition.
    @specialized(where Scalar == Double)
    public func leastCore(
        weighting: ExcessWeighting = .plain,
        overImputations: Bool = false
    ) throws(GameError) -> LeastCore<Scalar> {
        guard playerCount > 1 else {
            throw .notDefined(rule: "the least core", because: "there is only one player")
        }
        var search = try levelSearch(weighting: weighting, overImputations: overImputations)
        let level = certified(try search.nextLevel())
        let certificate = StabilityCertificate(
            weighting: weighting,
            overImputations: overImputations,
            levels: [level]
        )
        var nearest = LeastSquaresPoint(
            game: self,
            weighting: weighting,
            weights: try weighting.table(for: self),
            level: level.excess,
            overImputations: overImputations
        )
        let shares = try nearest.solve()
        if let fault = try certificate.faults(
            of: shares,
            in: self,
            provesUniqueness: false
        ).first {
            throw .notCertified(fault.description)
        }
        return LeastCore(excess: level.excess, shares: shares, certificate: certificate)
    }
}
