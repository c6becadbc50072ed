extension StabilityCertificate {
    /// Everything that keeps this certificate from proving that `shares` is the nucleolus of `game` (of the
    /// certificate's kind); empty where it is proved. Shares nothing with the search that made it: excesses
    /// are reckoned afresh from the game, balance and span by elimination.
    ///
    /// - Parameters:
    ///   - shares: one a player, in the order of the game's players.
    ///   - game: the game they divide.
    ///   - provesUniqueness: false for a least core, whose single level need not fix the division.
    /// - Complexity: one pass through the 2ⁿ coalitions, and O(n²) for each above the lowest level.
    @specialized(where Scalar == Double)
    public func faults(
        of shares: [Scalar],
        in game: Game<Scalar>,
        provesUniqueness: Bool = true
    ) throws(GameError) -> [CertificateFault] {
        let playerCount = game.playerCount
        let everyone = game.everyone
        guard shares.count == playerCount,
            levels.allSatisfy({ level in
                (level.coalitions + level.heldAtOwnValue).allSatisfy {
                    $0.coalition.isSubset(of: everyone) && !$0.coalition.isEmpty
                } && level.heldAtOwnValue.allSatisfy { $0.coalition.count == 1 }
            })
        else { return [.malformed] }
        let weights = try weighting.table(for: game)
        let ledger = ExcessLedger(game: game, shares: shares)
        var faults: [CertificateFault] = []
        if (ledger.paid.reduce(0, +) - ledger.gain(everyone)).magnitude > ledger.tolerance {
            faults.append(.sharesDoNotSumToTotal)
        }
        if overImputations {
            for player in 0..<playerCount
            where ledger.excess(Coalition(players: [player])) > ledger.tolerance {
                faults.append(.belowOwnValue(player: player))
            }
        }
        // bases[k]: what is settled before level k.
        var bases = [EchelonBasis<Scalar>(width: playerCount)]
        bases[0].insert(membership(everyone, playerCount))
        for (index, level) in levels.enumerated() {
            if index > 0, level.excess > levels[index - 1].excess + ledger.tolerance {
                faults.append(.levelsNotDescending(level: index))
            }
            faults += faultsOfSupport(level, index, ledger, weights)
            var sum = [Scalar](repeating: 0, count: playerCount)
            for member in level.coalitions + level.heldAtOwnValue {
                for player in member.coalition.players { sum[player] += member.weight }
            }
            if !bases[index].contains(sum) { faults.append(.levelNotBalanced(level: index)) }
            var next = bases[index]
            for member in level.coalitions + level.heldAtOwnValue {
                next.insert(membership(member.coalition, playerCount))
            }
            bases.append(next)
        }
        if provesUniqueness, bases[levels.count].rank < playerCount { faults.append(.notUnique) }
        faults += overlooked(ledger, weights, bases)
        return faults
    }

    private func faultsOfSupport(
        _ level: Level,
        _ index: Int,
        _ ledger: ExcessLedger<Scalar>,
        _ weights: [Scalar]?
    ) -> [CertificateFault] {
        var faults: [CertificateFault] = []
        for member in level.coalitions {
            let weight = weighting.weight(of: Int(member.coalition.bits), in: weights)
            let gap = ledger.excess(member.coalition) - level.excess * weight
            if gap.magnitude > ledger.tolerance {
                faults.append(.excessDiffers(level: index, member.coalition))
            }
        }
        for member in level.heldAtOwnValue
        where !overImputations
            || ledger.excess(member.coalition).magnitude > ledger.tolerance
        {
            faults.append(.notAtOwnValue(level: index, player: member.coalition.players[0]))
        }
        for member in level.coalitions + level.heldAtOwnValue where !(member.weight > 0) {
            faults.append(.weightNotPositive(level: index, member.coalition))
        }
        return faults
    }

    /// Coalitions worse off than the last level before which they were not settled.
    private func overlooked(
        _ ledger: ExcessLedger<Scalar>,
        _ weights: [Scalar]?,
        _ bases: [EchelonBasis<Scalar>]
    ) -> [CertificateFault] {
        guard let last = levels.last else { return [] }
        var faults: [CertificateFault] = []
        let playerCount = ledger.paid.count
        let sums = additiveSums(ledger.paid)
        for mask in 1..<sums.count {
            let coalition = Coalition(bits: UInt64(mask))
            let excess = ledger.gain(coalition) - sums[mask]
            let weight = weighting.weight(of: mask, in: weights)
            guard excess > last.excess * weight + ledger.tolerance else { continue }
            let vector = membership(coalition, playerCount)
            for index in levels.indices.reversed() where !bases[index].contains(vector) {
                if excess > levels[index].excess * weight + ledger.tolerance {
                    faults.append(.overlooked(level: index, coalition))
                }
                break
            }
        }
        return faults
    }

    private func membership(_ coalition: Coalition, _ playerCount: Int) -> [Scalar] {
        (0..<playerCount).map { coalition.contains($0) ? 1 : 0 }
    }
}

/// Excesses of one division, reckoned from the game as it was given.
struct ExcessLedger<Scalar: GameScalar> {
    let game: Game<Scalar>
    /// What each player gets; a cost is a negative gain.
    let paid: [Scalar]
    /// What rounding in the values and sums can amount to.
    let tolerance: Scalar

    init(game: Game<Scalar>, shares: [Scalar]) {
        self.game = game
        paid = game.orientation == .savings ? shares : shares.map { -$0 }
        tolerance = game.scale * Scalar.relativeTolerance
    }

    func gain(_ coalition: Coalition) -> Scalar {
        game.orientation == .savings ? game[coalition] : -game[coalition]
    }

    /// v(S) − x(S), or x(S) − c(S): above zero where the coalition does worse than by itself.
    func excess(_ coalition: Coalition) -> Scalar {
        gain(coalition) - coalition.players.reduce(0) { $0 + paid[$1] }
    }
}

extension Game {
    /// The largest magnitude in the table.
    var scale: Scalar { values.reduce(0) { max($0, $1.magnitude) } }
}
