public import TopsliceCooperativeGames
public import TopsliceExactArithmetic

/// The equal profit method: the division in the core whose relative savings, 1 − x_i / c(i),
/// differ least between the player that saves most and the one that saves least. Frisk,
/// Göthe-Lundgren, Jörnsten and Rönnqvist (2010), European J. Oper. Res. 205:448-458.
///
/// Where everybody can save the same part without any coalition objecting, that is the answer.
/// Otherwise several divisions can have the same least difference; of those the one is taken that
/// does best by whoever saves least, then by the next, and so on, so that the answer is one and
/// does not depend on the order of players.
///
/// - Parameter game: of costs, stand-alone costs above zero.
/// - Throws: `emptyCore` where every division is objected to.
/// - Complexity: one pass over the coalitions where equal savings are in the core; else some
///   linear programmes in rationals, up to 12 players.
public func equalProfitShares(of game: Game<Rational>) throws(CostSharingError) -> [Rational] {
    guard game.orientation == .costs else {
        throw .undefined(rule: "epm", because: "relative savings need a game of costs")
    }
    guard game.standAlone.allSatisfy(\.isPositive) else {
        throw .undefined(rule: "epm", because: "somebody's stand-alone cost is not above zero")
    }
    var search = EqualProfitSearch(game)
    let savings = try search.relativeSavings()
    let shares = zip(game.standAlone, savings).map { $0 * (1 - $1) }
    precondition(shares.sum() == game.total, "shares \(shares) of \(game.total)")
    return shares
}

/// Variables are the relative savings r_i ≥ 0 (nobody in the core pays more than alone); the core
/// is Σ_{i∈S} c(i) r_i ≥ Σ_{i∈S} c(i) − c(S), with equality for everybody.
private struct EqualProfitSearch {
    private static let playerLimit = 12

    private let game: Game<Rational>
    private let costs: [Rational]
    private let savings: [Rational]
    /// Coalitions whose constraints have been needed so far.
    private var coalitions: [Int] = []

    private var count: Int { costs.count }

    init(_ game: Game<Rational>) {
        self.game = game
        costs = game.standAlone
        savings = game.savings.values
    }

    mutating func relativeSavings() throws(CostSharingError) -> [Rational] {
        let total = savings[savings.count - 1]
        let equal = costs.map { _ in total / costs.sum() }
        if violated(by: equal).isEmpty { return equal }
        guard count <= Self.playerLimit else {
            throw .tooManyPlayers(got: count, limit: Self.playerLimit)
        }
        // Variables: r, the least of them, and how much the largest exceeds it.
        var programme = base(extra: 1, spread: nil)
        programme.objective[count + 1] = -1
        let spread = -(try solve(&programme).value)
        return try mostEvenly(spread: spread)
    }

    /// Raises the least relative saving as far as it goes, fixes those that hold it down (their
    /// constraint has a price), and goes on with the others.
    private mutating func mostEvenly(spread: Rational) throws(CostSharingError) -> [Rational] {
        var fixed = [Rational?](repeating: nil, count: count)
        while fixed.contains(nil) {
            var programme = base(extra: 1, spread: spread)
            let level = count + 1
            programme.objective[level] = 1
            var rows: [(player: Int, constraint: Int)] = []
            for player in 0..<count {
                var row = unit(player, extra: 1)
                if let value = fixed[player] {
                    programme.add(row, atMost: value)
                    programme.add(row, atLeast: value)
                } else {
                    row[level] = -1
                    rows.append((player, programme.constraints.count))
                    programme.add(row, atLeast: 0)
                }
            }
            let solution = try solve(&programme)
            for (player, constraint) in rows where solution.duals[constraint].isPositive {
                fixed[player] = solution.value
            }
        }
        return fixed.enumerated().map { player, value in
            guard let value else { preconditionFailure("no level fixed player \(player)") }
            return value
        }
    }

    /// Everybody's savings together, the coalitions needed so far, and the bounds lowest ≤ r ≤
    /// lowest + spread, with the spread a further variable where it is not given.
    private func base(extra: Int, spread: Rational?) -> LinearProgramme {
        var programme = LinearProgramme(objective: unit(nil, extra: extra))
        let everyone = savings.count - 1
        programme.add(row(of: everyone, extra: extra), atMost: savings[everyone])
        programme.add(row(of: everyone, extra: extra), atLeast: savings[everyone])
        for player in 0..<count {
            var above = unit(player, extra: extra)
            above[count] = -1
            programme.add(above, atLeast: 0)
            if let spread {
                programme.add(above, atMost: spread)
            } else {
                above[count + 1] = -1
                programme.add(above, atMost: 0)
            }
        }
        for coalition in coalitions {
            programme.add(row(of: coalition, extra: extra), atLeast: savings[coalition])
        }
        return programme
    }

    /// Solves, adds the coalitions that the answer leaves short, and solves again until there are
    /// none.
    private mutating func solve(
        _ programme: inout LinearProgramme
    ) throws(CostSharingError) -> LinearProgramme.Solution {
        while true {
            guard case .optimal(let solution) = programme.maximised() else { throw .emptyCore }
            let short = violated(by: Array(solution.variables[..<count]))
            if short.isEmpty { return solution }
            for coalition in short {
                coalitions.append(coalition)
                programme.add(row(of: coalition, extra: 1), atLeast: savings[coalition])
            }
        }
    }

    private func unit(_ player: Int?, extra: Int) -> [Rational] {
        (0..<count + 1 + extra).map { $0 == player ? 1 : 0 }
    }

    private func row(of coalition: Int, extra: Int) -> [Rational] {
        (0..<count + 1 + extra).map {
            $0 < count && coalition >> $0 & 1 == 1 ? costs[$0] : 0
        }
    }

    /// Of each size, the coalition that is left furthest short of its own savings.
    private func violated(by relative: [Rational]) -> [Int] {
        var sums = [Rational](repeating: 0, count: savings.count)
        var worst = [(gap: Rational, coalition: Int)?](repeating: nil, count: count + 1)
        for coalition in 1..<sums.count {
            let player = coalition.trailingZeroBitCount
            sums[coalition] = sums[coalition & (coalition - 1)] + costs[player] * relative[player]
            let gap = savings[coalition] - sums[coalition]
            let size = coalition.nonzeroBitCount
            if gap.isPositive, gap > worst[size]?.gap ?? 0 { worst[size] = (gap, coalition) }
        }
        return worst.compactMap { $0?.coalition }
    }
}
