package import TopsliceExactArithmetic
import TopsliceMoney

/// A partner that brought something about, by the records or by a measurement, and is paid nothing for it by the contracts.
package struct UnrewardedPartner: Sendable, Hashable {
    package let partner: String
    /// Rows of outcomes that contracts pay for and that name it as the provider; nil where so few are not told.
    package let outcomes: Int?
    /// What an attribution that a clause rests on says it brought about, as a part of one for each person; nil where none
    /// speaks of it.
    package let contribution: Rational?

    /// The same without a count of fewer than five.
    package var withoutSmallCounts: UnrewardedPartner {
        UnrewardedPartner(
            partner: partner,
            outcomes: outcomes.flatMap { $0 > 0 && $0 < 5 ? nil : $0 },
            contribution: contribution
        )
    }
}

extension ContractRun {
    /// Whoever contributed and is paid nothing; by the bytes of their identifiers.
    static func unrewarded(_ runs: [ClauseRun], _ facts: ContractFacts) -> [UnrewardedPartner] {
        let records = facts.records
        let paidFor = Set(runs.flatMap(\.clause.outcomes).map(records.outcome))
        var outcomes: [Int32: Int] = [:]
        for result in records.results
        where result.provider >= 0 && result.day <= facts.asAt && paidFor.contains(result.outcome) {
            outcomes[result.provider, default: 0] += 1
        }
        var contributions: [String: Rational] = [:]
        for (partner, own) in runs.flatMap(\.clause.contributions) {
            contributions[partner] = max(own, contributions[partner] ?? own)
        }
        var received: [String: Int] = [:]
        for part in runs.flatMap(\.parts) {
            received[part.party, default: 0] += part.amount.minorUnits
        }
        return records.parties.enumerated().compactMap { place, partner in
            let count = outcomes[Int32(place), default: 0]
            let measured = contributions[partner]
            guard count > 0 || measured?.isPositive == true, received[partner, default: 0] <= 0
            else { return nil }
            return UnrewardedPartner(partner: partner, outcomes: count, contribution: measured)
        }
    }
}
