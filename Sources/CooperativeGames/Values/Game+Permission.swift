/// A referral: `to` is reached only through `from`.
public struct Referral: Sendable, Hashable {
    public let from: Int
    public let to: Int

    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }
}

/// Which of several referrers must be present.
public enum ReferralRule: String, Sendable, Hashable, CaseIterable {
    /// Every referrer, the conjunctive approach of Gilles, Owen and van den Brink (1992).
    case everyReferrer
    /// At least one, the disjunctive approach of Gilles and Owen (1994).
    case anyReferrer
}

extension Game {
    /// The permission game v'(S) = v(largest subset of S in which every member's referrer is present).
    ///
    /// - Throws: `GameError.referralCycle` where nobody of a circle could have come first.
    @specialized(where Scalar == Double)
    public func restricted(
        toReferrals referrals: [Referral],
        rule: ReferralRule = .everyReferrer
    ) throws(GameError) -> Game {
        var referrers = [Int](repeating: 0, count: playerCount)
        for referral in referrals {
            try requirePlayers([referral.from, referral.to])
            guard referral.from != referral.to else { throw .selfLink(player: referral.to) }
            referrers[referral.to] |= 1 << referral.from
        }
        let order = try referralOrder(referrers)
        let result = values.indices.map { mask in
            var present = 0
            // Referrers come before those they refer, so one pass settles who is reached.
            for player in order where mask >> player & 1 == 1 {
                let wanted = referrers[player]
                let isReached =
                    rule == .everyReferrer
                    ? wanted & ~present == 0 : wanted == 0 || wanted & present != 0
                if isReached { present |= 1 << player }
            }
            return values[present]
        }
        return Game(orientation, checkedValues: result)
    }

    /// Permission value: the Shapley value of the permission game.
    @specialized(where Scalar == Double)
    public func permissionValue(
        referrals: [Referral],
        rule: ReferralRule = .everyReferrer
    ) throws(GameError) -> [Scalar] {
        try restricted(toReferrals: referrals, rule: rule).shapleyValue()
    }

    /// Players such that each comes after all its referrers.
    private func referralOrder(_ referrers: [Int]) throws(GameError) -> [Int] {
        var order: [Int] = []
        var placed = 0
        while order.count < playerCount {
            let next = (0..<playerCount).filter {
                placed >> $0 & 1 == 0 && referrers[$0] & ~placed == 0
            }
            guard !next.isEmpty else {
                throw .referralCycle(players: circle(in: referrers, outside: placed))
            }
            order += next
            for player in next { placed |= 1 << player }
        }
        return order
    }

    /// One circle among the players not yet placed, each of whom has a referrer not placed either.
    private func circle(in referrers: [Int], outside placed: Int) -> [Int] {
        var path: [Int] = []
        var player = (~placed).trailingZeroBitCount
        while !path.contains(player) {
            path.append(player)
            player = (referrers[player] & ~placed).trailingZeroBitCount
        }
        return Array(path.drop { $0 != player }).reversed()
    }
}
