extension Game {
    /// τ-value: the efficient point on the line from minimal rights m to utopia payoffs M. Tijs (1981).
    ///
    /// Mᵢ = v(N) − v(N∖i); mᵢ = max over S∋i of v(S) − Σ_{j∈S∖i} Mⱼ. For costs, of the game −c: the separable
    /// costs plus shares of the rest in proportion to the least cost gap (the cost-gap method).
    ///
    /// - Throws: `GameError.notDefined` unless the game is quasi-balanced: m ≤ M and Σm ≤ v(N) ≤ ΣM.
    /// - Complexity: O(n 2ⁿ).
    @specialized(where Scalar == Double)
    public func tauValue() throws(GameError) -> [Scalar] {
        let gains = gains
        let last = gains.count - 1
        let whole = gains[last]
        let utopia = (0..<playerCount).map { whole - gains[last ^ 1 << $0] }
        let sums = additiveSums(utopia)
        var rights = (0..<playerCount).map { gains[1 << $0] }
        for mask in 1..<gains.count {
            // v(S) − Σ_{j∈S∖i} M_j = (v(S) − Σ_{j∈S} M_j) + M_i.
            let gap = gains[mask] - sums[mask]
            for player in mask.players {
                rights[player] = max(rights[player], gap + utopia[player])
            }
        }
        let tolerance = scale * Scalar.relativeTolerance
        if let player = utopia.indices.first(where: { rights[$0] > utopia[$0] + tolerance }) {
            throw .notDefined(.rightAboveUtopia(player: player))
        }
        let low = rights.reduce(0, +)
        let high = sums[last]
        guard low <= whole + tolerance, whole <= high + tolerance else {
            throw .notDefined(.totalOutsideCompromise)
        }
        let room = high - low
        let fraction = room > tolerance ? (whole - low) / room : 0
        return (0..<playerCount).map { player in
            let share = rights[player] + fraction * (utopia[player] - rights[player])
            return orientation == .savings ? share : -share
        }
    }

    /// Gately point: every player has the same propensity to disrupt, the ratio of what the others would lose
    /// to what it would lose were it to leave: xᵢ = v(i) + (v(N) − Σv) (Mᵢ − v(i)) / Σ(Mⱼ − v(j)). Gately (1974).
    ///
    /// An additive game, where nobody has anything to disrupt, gives each its own value.
    ///
    /// - Throws: `GameError.notDefined` where players add nothing in sum but there is something to divide.
    @specialized(where Scalar == Double)
    public func gatelyPoint() throws(GameError) -> [Scalar] {
        let alone = standAlone
        let added = zip(separable, alone).map { $0 - $1 }
        let slack = total - alone.reduce(0, +)
        let sum = added.reduce(0, +)
        let tolerance = scale * Scalar.relativeTolerance
        if sum.magnitude <= tolerance {
            guard slack.magnitude <= tolerance else {
                throw .notDefined(.nobodyAddsAnything)
            }
            return alone
        }
        return zip(alone, added).map { $0 + slack * $1 / sum }
    }

    /// Equal surplus (also called CIS value): each gets its own value and an equal part of the rest,
    /// xᵢ = v(i) + (v(N) − Σv)/n. Driessen and Funaki (1991).
    public func equalSurplusValue() -> [Scalar] { withEqualRest(standAlone) }

    /// Egalitarian non-separable value (ENSC): each gets what it adds to all others and an equal part of the
    /// rest, xᵢ = Mᵢ + (v(N) − ΣM)/n. Moulin (1985).
    public func egalitarianNonSeparableValue() -> [Scalar] { withEqualRest(separable) }

    private func withEqualRest(_ base: [Scalar]) -> [Scalar] {
        let rest = (total - base.reduce(0, +)) / Scalar(playerCount)
        return base.map { $0 + rest }
    }
}
