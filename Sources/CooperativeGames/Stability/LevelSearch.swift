/// Successive levels of dissatisfaction, each the least to which the worst-off coalitions can be brought
/// while all levels before are kept: the linear programmes behind least core and nucleolus.
///
/// Each programme has n + 1 unknowns and up to 2ⁿ conditions. A dual simplex method works on the few
/// hundred conditions met so far; when none of them is violated the whole table is searched, and the worst
/// violators join. Coalitions with a positive multiplier at the optimum are at that level in every optimal
/// division (complementary slackness), so they are settled and the next level begins.
struct LevelSearch<Scalar: GameScalar> {
    typealias Condition = TightRows<Scalar>.Condition

    let playerCount: Int
    let total: Scalar
    /// Differences up to this are rounding.
    let tolerance: Scalar
    private var table: ExcessTable<Scalar>
    private var span: CoalitionSpan
    /// The settled coalitions that span all, with their shares.
    private var settled: [Condition]
    private var pool: [Condition] = []
    private var isInPool: Set<Int> = []
    private(set) var shares: [Scalar]

    struct Level {
        var excess: Scalar
        /// The rows that pin the level down, with their multipliers, all above zero.
        var support: [(row: StabilityRow, weight: Scalar)]
    }

    /// - Parameter gains: zero-normalised, v({i}) = 0 for all i.
    init(
        gains: [Scalar],
        weighting: ExcessWeighting,
        weights: [Scalar]?,
        isRational: Bool,
        start: [Scalar],
        tolerance: Scalar
    ) {
        playerCount = gains.count.trailingZeroBitCount
        total = gains[gains.count - 1]
        self.tolerance = tolerance
        table = ExcessTable(gains: gains, weighting: weighting, weights: weights)
        span = CoalitionSpan(playerCount: playerCount)
        let everyone = gains.count - 1
        _ = span.insert(everyone)
        settled = [Condition(row: .settled(everyone), weight: 0, bound: total)]
        shares = start
        if isRational {
            pool = (0..<playerCount).map {
                Condition(row: .rationality($0), weight: 0, bound: 0)
            }
        }
    }

    var isUnique: Bool { span.isEverything }

    /// The next level; to be called while the division is not unique.
    mutating func nextLevel() throws(GameError) -> Level {
        pool.removeAll { condition in
            let isSettled = span.contains(condition.row.mask)
            return isSettled
        }
        let guess = pool.isEmpty ? 0 : worstPoolLevel()
        admit(mostDissatisfied(level: guess))
        var rows = try startingRows()
        var passes = 0
        repeat {
            try descend(&rows)
            shares = rows.shares
            let found = mostDissatisfied(level: rows.level)
            let admitted = admit(found)
            if admitted == 0 {
                // What is left above the level is in the pool already: rounding of an old inverse.
                passes += 1
                guard rows.refresh() else { throw .notCertified(.dependentRows) }
                if !pool.contains(where: { rows.violation(of: $0) > tolerance }) { break }
                guard passes < 20 else { throw .notCertified(.roundingPreventsAnswer) }
            }
        } while true
        shares = rows.shares
        return try settle(rows)
    }

    private mutating func mostDissatisfied(level: Scalar) -> [Int] {
        table.mostDissatisfied(
            with: shares,
            level: level,
            tolerance: tolerance,
            limit: 3 * playerCount,
            span: span
        )
    }

    /// How far the present shares leave the worst coalition met so far.
    private func worstPoolLevel() -> Scalar {
        var worst: Scalar?
        for condition in pool where condition.weight > 0 {
            let paid = condition.row.mask.players.reduce(0) { $0 + shares[$1] }
            let excess = (condition.bound - paid) / condition.weight
            worst = worst.map { max($0, excess) } ?? excess
        }
        return worst ?? 0
    }

    @discardableResult
    private mutating func admit(_ masks: [Int]) -> Int {
        var admitted = 0
        for mask in masks where isInPool.insert(mask).inserted {
            pool.append(condition(mask))
            admitted += 1
        }
        return admitted
    }

    private func condition(_ mask: Int) -> Condition {
        Condition(row: .coalition(mask), weight: table.weight(mask), bound: table.gains[mask])
    }

    /// The settled rows; a coalition and its complement, which bound ε from below; anchors for the rest.
    private func startingRows() throws(GameError) -> TightRows<Scalar> {
        let everyone = 1 << playerCount - 1
        var best: (mask: Int, level: Scalar)?
        let candidates =
            pool.map(\.row).filter { if case .coalition = $0 { true } else { false } }.map(\.mask)
            + (0..<playerCount).map { 1 << $0 }.filter { !span.contains($0) }
        for mask in candidates {
            let rest = everyone ^ mask
            let weight = table.weight(mask) + table.weight(rest)
            guard weight > 0 else { continue }
            let level = (table.gains[mask] + table.gains[rest] - total) / weight
            if best.map({ level > $0.level }) ?? true { best = (mask, level) }
        }
        guard let pair = best?.mask else {
            throw .notDefined(.noWeightedCoalition)
        }
        var conditions = settled + [condition(pair), condition(everyone ^ pair)]
        var covered = span
        _ = covered.insert(pair)
        for player in 0..<playerCount where covered.insert(1 << player) {
            conditions.append(Condition(row: .anchor(player), weight: 0, bound: shares[player]))
        }
        guard let rows = TightRows(playerCount: playerCount, conditions: conditions) else {
            throw .notCertified(.noStartingPoint)
        }
        return rows
    }

    /// Dual simplex over the pool until none of its conditions is violated.
    private func descend(_ rows: inout TightRows<Scalar>) throws(GameError) {
        var pivots = 0
        var withoutProgress = 0
        while true {
            // Bland's rule, the lowest number first, cannot go round in circles.
            let isCautious = withoutProgress > 4 * rows.size
            guard let entering = choose(from: rows, isCautious: isCautious) else { return }
            let combination = rows.combination(for: entering)
            guard
                let leaving = leavingRow(rows, combination: combination, isCautious: isCautious)
            else { throw .noImputations }
            let before = rows.level
            rows.replace(leaving, by: entering, combination: combination)
            pivots += 1
            withoutProgress = rows.level > before + tolerance ? 0 : withoutProgress + 1
            if Scalar.relativeTolerance > 0, pivots % 40 == 0, !rows.refresh() {
                throw .notCertified(.dependentRows)
            }
            if pivots > 20_000 { throw .notCertified(.doesNotEnd) }
        }
    }

    private func choose(from rows: TightRows<Scalar>, isCautious: Bool) -> Condition? {
        var best: Condition?
        var worst = tolerance
        for condition in pool {
            let violation = rows.violation(of: condition)
            guard violation > worst || (isCautious && violation > tolerance) else { continue }
            if isCautious {
                if best.map({ order(condition.row) < order($0.row) }) ?? true { best = condition }
            } else {
                best = condition
                worst = violation
            }
        }
        return best
    }

    private func order(_ row: StabilityRow) -> Int {
        if case .rationality(let player) = row { player - playerCount } else { row.mask }
    }

    private func leavingRow(
        _ rows: TightRows<Scalar>,
        combination: [Scalar],
        isCautious: Bool
    ) -> Int? {
        let least = Scalar.relativeTolerance
        // An anchor is no condition of the problem: any row that depends on one takes its place.
        var anchor: Int?
        for index in 0..<rows.size
        where rows.conditions[index].row.isAnchor && combination[index].magnitude > least {
            if anchor.map({ combination[index].magnitude > combination[$0].magnitude }) ?? true {
                anchor = index
            }
        }
        if let anchor { return anchor }
        var leaving: Int?
        var leastRatio: Scalar = 0
        for index in 0..<rows.size
        where rows.conditions[index].row.isInequality && combination[index] > least {
            let ratio = max(rows.multiplier(index), 0) / combination[index]
            guard let present = leaving else {
                leaving = index
                leastRatio = ratio
                continue
            }
            let isTie = (ratio - leastRatio).magnitude <= least
            let isBetter =
                isTie
                ? (isCautious
                    ? order(rows.conditions[index].row) < order(rows.conditions[present].row)
                    : combination[index] > combination[present])
                : ratio < leastRatio
            if isBetter {
                leaving = index
                leastRatio = ratio
            }
        }
        return leaving
    }

    /// Settles the rows that hold the level, and reports them.
    private mutating func settle(_ rows: TightRows<Scalar>) throws(GameError) -> Level {
        let before = span.rank
        var support: [(row: StabilityRow, weight: Scalar)] = []
        for (index, condition) in rows.conditions.enumerated() where condition.row.isInequality {
            let multiplier = rows.multiplier(index)
            guard multiplier > Scalar.relativeTolerance else { continue }
            support.append((condition.row, multiplier))
        }
        for (row, _) in support where span.insert(row.mask) {
            let share = row.mask.players.reduce(0) { $0 + rows.point[$1] }
            settled.append(Condition(row: .settled(row.mask), weight: 0, bound: share))
        }
        guard span.rank > before else { throw .notCertified(.levelSettlesNobody) }
        return Level(excess: rows.level, support: support)
    }
}

extension Int {
    /// The players of a coalition number.
    var players: [Int] { Coalition(bits: UInt64(self)).players }
}
