/// The least excess to which all coalitions can be held at once, and one division that does it.
public struct LeastCore<Scalar: GameScalar>: Sendable, Equatable {
    /// The largest excess, in the unit of the weighting. For plain excesses over all divisions it is at most
    /// zero exactly where the core is not empty.
    public let excess: Scalar
    /// The lexicographic centre of the least core: of its divisions the one with the smallest second level
    /// of excess, then the third, and so on; the prenucleolus of the weighting.
    public let shares: [Scalar]
    /// Its first level proves the excess, the others the choice of the division.
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
            throw .notDefined(.leastCoreOfOnePlayer)
        }
        var search = try levelSearch(weighting: weighting, overImputations: overImputations)
        let first = certified(try search.nextLevel(), weighting: weighting)
        var levels = [first]
        do {
            while !search.isUnique {
                levels.append(certified(try search.nextLevel(), weighting: weighting))
            }
        } catch GameError.notDefined {
            // Only coalitions of weight zero are left free: they ask for nothing more, any division will do.
        }
        let certificate = StabilityCertificate(
            weighting: weighting,
            overImputations: overImputations,
            levels: levels
        )
        let shares = oriented(search.shares)
        if let fault = try certificate.faults(
            of: shares,
            in: self,
            provesUniqueness: search.isUnique
        ).first {
            throw .notCertified(.certificate(fault))
        }
        return LeastCore(excess: first.excess, shares: shares, certificate: certificate)
    }

    /// The division in the core with the smallest sum of squares; in the least core where the core is empty.
    /// Also called the egalitarian core, or least-squares core.
    @specialized(where Scalar == Double)
    public func egalitarianCoreDivision() throws(GameError) -> [Scalar] {
        var nearest = LeastSquaresPoint(game: self, level: max(0, try leastCore().excess))
        return try nearest.solve()
    }
}
