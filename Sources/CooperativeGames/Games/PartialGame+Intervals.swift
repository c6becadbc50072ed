extension PartialGame {
    /// Between what bounds the value of every coalition lies, given the known ones and the assumption.
    ///
    /// Every completion of the game that satisfies the assumption lies within. A known value is its own bound.
    ///
    /// - Throws: `GameError.notDefined` where the known values contradict the assumption.
    /// - Complexity: O(n 2ⁿ), or O(3ⁿ) where coalitions are assumed to cooperate.
    public func bounds(
        assuming assumption: ValueAssumption
    ) throws(GameError) -> [ValueInterval<Scalar>] {
        var bounds = ValueBounds(values: values, orientation: orientation)
        switch assumption {
        case .none: break
        case .monotone: bounds.tightenMonotone()
        case .cooperative: try tightenCooperative(&bounds)
        case .monotoneAndCooperative:
            // Each can sharpen the other; two rounds reach what both together imply in most tables, and
            // every round is valid.
            for _ in 0..<2 {
                bounds.tightenMonotone()
                try tightenCooperative(&bounds)
            }
            bounds.tightenMonotone()
        }
        if let mask = bounds.firstContradiction {
            throw .notDefined(.assumptionContradicted(assumption, Coalition(bits: UInt64(mask))))
        }
        return zip(bounds.least, bounds.most).map { ValueInterval(least: $0, most: $1) }
    }

    private func tightenCooperative(
        _ bounds: inout ValueBounds<Scalar>
    ) throws(GameError) {
        guard playerCount <= Game<Scalar>.pairwiseLimit else {
            throw .tooManyPlayers(got: playerCount, limit: Game<Scalar>.pairwiseLimit)
        }
        bounds.tightenCooperative()
    }

    /// Intervals on every player's share under a rule that is linear in the values: exact for values that vary
    /// independently within `bounds`, and so certain to hold the share of every completion within them.
    ///
    /// - Parameters:
    ///   - bounds: one interval a coalition, such as from `bounds(assuming:)` or of the user's own.
    ///   - rule: shares of a game, linear in its values; applied once to each missing coalition's unit game.
    /// - Complexity: (number missing + 1) applications of the rule.
    public func shareIntervals(
        within bounds: [ValueInterval<Scalar>],
        rule: (Game<Scalar>) throws(GameError) -> [Scalar]
    ) throws(GameError) -> [ValueInterval<Scalar>] {
        guard bounds.count == values.count else {
            throw .playerCountMismatch(expected: values.count, got: bounds.count)
        }
        let known = Game(orientation, checkedValues: values.map { $0 ?? 0 })
        let base = try rule(known)
        var least: [Scalar?] = base
        var most: [Scalar?] = base
        for mask in values.indices where values[mask] == nil {
            var unit = [Scalar](repeating: 0, count: values.count)
            unit[mask] = 1
            let effect = try rule(Game(orientation, checkedValues: unit))
            let bound = bounds[mask]
            for player in 0..<playerCount where effect[player] != 0 {
                let low = effect[player] > 0 ? bound.least : bound.most
                let high = effect[player] > 0 ? bound.most : bound.least
                least[player] = least[player].flatMap { sum in
                    low.map { sum + effect[player] * $0 }
                }
                most[player] = most[player].flatMap { sum in
                    high.map { sum + effect[player] * $0 }
                }
            }
        }
        return zip(least, most).map { ValueInterval(least: $0, most: $1) }
    }

    /// Intervals under one of the named linear rules.
    ///
    /// - Throws: `GameError.missingCoalitions` for a rule that is not linear, while any value is missing.
    public func shareIntervals(
        _ rule: GameRule,
        _ parameters: RuleParameters<Scalar> = RuleParameters(),
        assuming assumption: ValueAssumption
    ) throws(GameError) -> [ValueInterval<Scalar>] {
        let missingCount = missing.count
        guard rule.isLinear || missingCount == 0 else {
            throw .missingCoalitions(count: missingCount)
        }
        return try shareIntervals(within: try bounds(assuming: assumption)) {
            (game) throws(GameError) in try game.apply(rule, parameters).shares
        }
    }
}

/// Bounds on all values, tightened until they hold what an assumption implies.
private struct ValueBounds<Scalar: GameScalar> {
    var least: [Scalar?]
    var most: [Scalar?]
    let orientation: Orientation
    let playerCount: Int

    init(values: [Scalar?], orientation: Orientation) {
        least = values
        most = values
        self.orientation = orientation
        playerCount = values.count.trailingZeroBitCount
    }

    var firstContradiction: Int? {
        least.indices.first { mask in
            guard let low = least[mask], let high = most[mask] else { return false }
            return low > high + (low.magnitude + high.magnitude) * Scalar.relativeTolerance
        }
    }

    mutating func tightenMonotone() {
        for player in 0..<playerCount {
            for mask in least.indices where mask >> player & 1 == 1 {
                raise(mask, to: least[mask ^ 1 << player])
            }
            for mask in least.indices where mask >> player & 1 == 0 {
                lower(mask, to: most[mask | 1 << player])
            }
        }
    }

    /// Savings: v(S) + v(T) ≤ v(S∪T) raises the least of unions and lowers the most of parts; for costs the
    /// other way round.
    mutating func tightenCooperative() {
        for union in 1..<least.count {
            forEachSplit(of: union) { first, second in
                if orientation == .savings {
                    raise(union, to: sum(least[first], least[second]))
                } else {
                    lower(union, to: sum(most[first], most[second]))
                }
            }
        }
        // Larger unions first, so that a part sees the final bounds of what it is part of.
        for union in stride(from: least.count - 1, to: 0, by: -1) {
            forEachSplit(of: union) { first, second in
                for (part, other) in [(first, second), (second, first)] {
                    if orientation == .savings {
                        lower(part, to: difference(most[union], least[other]))
                    } else {
                        raise(part, to: difference(least[union], most[other]))
                    }
                }
            }
        }
    }

    private func forEachSplit(of union: Int, _ body: (Int, Int) -> Void) {
        let lowest = union & -union
        var part = (union - 1) & union
        while part > 0 {
            if part & lowest != 0 { body(part, union ^ part) }
            part = (part - 1) & union
        }
    }

    private func sum(_ left: Scalar?, _ right: Scalar?) -> Scalar? {
        left.flatMap { left in right.map { left + $0 } }
    }

    private func difference(_ left: Scalar?, _ right: Scalar?) -> Scalar? {
        left.flatMap { left in right.map { left - $0 } }
    }

    private mutating func raise(_ mask: Int, to bound: Scalar?) {
        guard let bound else { return }
        least[mask] = least[mask].map { max($0, bound) } ?? bound
    }

    private mutating func lower(_ mask: Int, to bound: Scalar?) {
        guard let bound else { return }
        most[mask] = most[mask].map { min($0, bound) } ?? bound
    }
}
