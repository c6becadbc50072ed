public import TopsliceExactArithmetic

extension ClaimsProblem {
    /// The award of each claimant under a rule, in the order of `claimants`; they sum to the
    /// estate exactly.
    ///
    /// Tiers are served in order of `priority`, each in full before the next, with the floors of
    /// later tiers set aside first; the rule divides what the marginal tier gets. Within a tier,
    /// caps and floors are met by re-spreading: the rule is applied, the claimants it puts beyond
    /// a cap or below a floor are held there (caps where the excess is the larger, else floors),
    /// and the rule divides the rest among the others, until nobody is out of bounds. For the
    /// consistent rules (proportional, CEA, CEL, Talmud and their kin) that is the one division
    /// min(cap, max(floor, rule at a common level)).
    public func awards(by rule: ClaimsRule) throws(ClaimsError) -> [Rational] {
        var awards = [Rational](repeating: 0, count: claimants.count)
        var rest = estate
        var floorsToCome = claimants.map(\.floor).sum()
        for priority in Set(claimants.map(\.priority)).sorted() {
            let tier = claimants.indices.filter { claimants[$0].priority == priority }
            floorsToCome -= tier.map { claimants[$0].floor }.sum()
            let available = min(tier.map { claimants[$0].limit }.sum(), rest - floorsToCome)
            let parts = try boundedAwards(of: available, to: tier, by: rule)
            for (index, part) in zip(tier, parts) {
                awards[index] = part
            }
            rest -= available
        }
        return checked(awards, by: rule)
    }

    /// One tier: applies the rule, holds the claimants that are out of bounds, and goes on with
    /// the others. Each round holds at least one, and leaves bounds that can still be met.
    private func boundedAwards(
        of estate: Rational,
        to tier: [Int],
        by rule: ClaimsRule
    ) throws(ClaimsError) -> [Rational] {
        var held: [Int: Rational] = [:]
        while true {
            let open = tier.filter { held[$0] == nil }
            let plain = PlainClaims(
                estate: estate - held.values.sum(),
                claims: open.map { claimants[$0].claim },
                weights: open.map { claimants[$0].weight }
            )
            let parts = try rule.awards(plain)
            let outcome = zip(open, parts).map {
                (claimant: claimants[$0.0], index: $0.0, part: $0.1)
            }
            let above = outcome.filter { $0.part > $0.claimant.limit }
            let below = outcome.filter { $0.part < $0.claimant.floor }
            if above.isEmpty, below.isEmpty {
                for (index, part) in zip(open, parts) { held[index] = part }
                return tier.map { index in
                    guard let award = held[index] else {
                        preconditionFailure("claimant \(index) of tier \(tier) got no award")
                    }
                    return award
                }
            }
            let excess = above.map { $0.part - $0.claimant.limit }.sum()
            let shortfall = below.map { $0.claimant.floor - $0.part }.sum()
            if excess >= shortfall {
                for out in above { held[out.index] = out.claimant.limit }
            } else {
                for out in below { held[out.index] = out.claimant.floor }
            }
        }
    }

    /// Every division is checked where it is made: it sums to the estate and nobody gets less than
    /// its floor or more than its claim or cap.
    private func checked(_ awards: [Rational], by rule: ClaimsRule) -> [Rational] {
        precondition(awards.sum() == estate, "\(rule) awards \(awards) of an estate of \(estate)")
        for (claimant, award) in zip(claimants, awards) {
            precondition(
                award >= claimant.floor && award <= claimant.limit,
                "\(rule) awards \(award) to \(claimant)"
            )
        }
        return awards
    }
}
