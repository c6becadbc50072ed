/// A division, and the proof that it is the one asked for.
public struct CertifiedDivision<Scalar: GameScalar>: Sendable, Equatable {
    /// One number a player, in the game's own orientation (a cost to pay, or a saving to receive).
    public let shares: [Scalar]
    public let certificate: StabilityCertificate<Scalar>
}

extension Game {
    /// Most players for the exact nucleolus.
    public static var exactPlayerLimit: Int { 12 }

    /// The division among imputations that makes the worst-off coalition as well off as can be, then the next,
    /// and so on. Schmeidler (1969).
    ///
    /// - Throws: `GameError.noImputations` where Σ v({i}) exceeds v(N).
    /// - Complexity: a few dozen passes through the 2ⁿ coalitions; the certificate is checked before return.
    @specialized(where Scalar == Double)
    public func nucleolus() throws(GameError) -> CertifiedDivision<Scalar> {
        try successiveLevels(weighting: .plain, overImputations: true)
    }

    /// As the nucleolus, among all divisions of v(N), whether or not each player gets its own value.
    @specialized(where Scalar == Double)
    public func prenucleolus() throws(GameError) -> CertifiedDivision<Scalar> {
        try successiveLevels(weighting: .plain, overImputations: false)
    }

    /// The nucleolus with excesses per member, e(S) = (v(S) − x(S)) / |S|. Grotte (1970).
    @specialized(where Scalar == Double)
    public func perCapitaNucleolus() throws(GameError) -> CertifiedDivision<Scalar> {
        try successiveLevels(weighting: .perCapita, overImputations: true)
    }

    /// As the per-capita nucleolus, among all divisions of v(N).
    @specialized(where Scalar == Double)
    public func perCapitaPrenucleolus() throws(GameError) -> CertifiedDivision<Scalar> {
        try successiveLevels(weighting: .perCapita, overImputations: false)
    }

    /// Levels until the division is unique, then checked.
    func successiveLevels(
        weighting: ExcessWeighting,
        overImputations: Bool
    ) throws(GameError) -> CertifiedDivision<Scalar> {
        var search = try levelSearch(weighting: weighting, overImputations: overImputations)
        var levels: [StabilityCertificate<Scalar>.Level] = []
        while !search.isUnique {
            levels.append(certified(try search.nextLevel(), weighting: weighting))
        }
        let certificate = StabilityCertificate(
            weighting: weighting,
            overImputations: overImputations,
            levels: levels
        )
        let shares = oriented(search.shares)
        if let fault = try certificate.faults(of: shares, in: self).first {
            throw .notCertified(.certificate(fault))
        }
        return CertifiedDivision(shares: shares, certificate: certificate)
    }

    /// The search over the zero-normalised gains, so that what each player has alone costs no digits.
    func levelSearch(
        weighting: ExcessWeighting,
        overImputations: Bool
    ) throws(GameError) -> LevelSearch<Scalar> {
        if Scalar.relativeTolerance == 0, playerCount > Self.exactPlayerLimit {
            throw .tooManyPlayers(got: playerCount, limit: Self.exactPlayerLimit)
        }
        var gains = gains
        let alone = (0..<playerCount).map { gains[1 << $0] }
        let sums = additiveSums(alone)
        for mask in gains.indices { gains[mask] -= sums[mask] }
        let slack = gains[gains.count - 1]
        let tolerance = Scalar.relativeTolerance * scale
        if overImputations, slack < -tolerance { throw .noImputations }
        let largest = gains.reduce(0) { max($0, $1.magnitude) }
        return LevelSearch(
            gains: gains,
            weighting: weighting,
            weights: try weighting.table(for: self).map { table in table.map { $0 / scale } },
            isRational: overImputations,
            start: [Scalar](repeating: slack / Scalar(playerCount), count: playerCount),
            tolerance: max(tolerance / 8192, largest * Scalar.relativeTolerance / 16)
        )
    }

    /// Shares of the zero-normalised gains as shares of this game.
    func oriented(_ shares: [Scalar]) -> [Scalar] {
        (0..<playerCount).map { player in
            let extra = shares[player]
            return values[1 << player] + (orientation == .savings ? extra : -extra)
        }
    }

    /// A level in the unit of the weighting: the search has weights scaled to at most one.
    func certified(
        _ level: LevelSearch<Scalar>.Level,
        weighting: ExcessWeighting
    ) -> StabilityCertificate<Scalar>.Level {
        typealias Weighted = StabilityCertificate<Scalar>.WeightedCoalition
        var coalitions: [Weighted] = []
        var held: [Weighted] = []
        for (row, weight) in level.support {
            let member = Weighted(coalition: Coalition(bits: UInt64(row.mask)), weight: weight)
            if case .rationality = row { held.append(member) } else { coalitions.append(member) }
        }
        return StabilityCertificate<Scalar>.Level(
            excess: weighting == .proportional ? level.excess / scale : level.excess,
            coalitions: coalitions.sorted { $0.coalition < $1.coalition },
            heldAtOwnValue: held.sorted { $0.coalition < $1.coalition }
        )
    }
}
