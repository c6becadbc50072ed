package import TopsliceExactArithmetic
package import TopsliceMoney

/// One partner's part of the benefit beside its part of the contributions.
package struct FreeRider: Sendable, Hashable {
    package let partner: String
    /// What it put in, in pence.
    package let contribution: Money
    /// The savings in its own budget before anything is shared, in pence.
    package let benefit: Money
    /// What it keeps of them and is credited with when savings have been shared, in pence.
    package let benefitAfterSharing: Money
    /// A part of one.
    package let contributionPart: Rational
    /// A part of one.
    package let benefitPart: Rational
    /// The contribution that would make both parts equal, in pence.
    package let repairedContribution: Money

    /// By how much it would change the contribution.
    package let repair: Money
    /// A part of one; nil where parts of what is left after sharing mean nothing.
    package let benefitPartAfterSharing: Rational?

    /// The gap that sharing leaves.
    package var gapAfterSharing: Rational? {
        benefitPartAfterSharing.map { $0 - contributionPart }
    }

    /// Part of the benefit minus part of the contributions: above zero for a free rider.
    package var gap: Rational { benefitPart - contributionPart }

    /// The table of all who contribute or benefit, by identifier; empty unless both are above zero in sum
    /// and no benefit is below zero, since parts would mean nothing.
    static func table(
        contributions: [String: Money],
        benefits: [String: Money],
        benefitsAfter: [String: Money],
        in currency: Currency
    ) throws(FundError) -> [FreeRider] {
        let paid = try Money.total(contributions.values, in: currency)
        let gained = try Money.total(benefits.values, in: currency)
        guard paid.isPositive, gained.isPositive, !benefits.values.contains(where: \.isNegative)
        else { return [] }
        let ids = Set(contributions.keys).union(benefits.keys).union(benefitsAfter.keys)
            .sorted { $0.precedes($1) }
        let left = try Money.total(benefitsAfter.values, in: currency)
        let isMeaningful = left.isPositive && !benefitsAfter.values.contains(where: \.isNegative)
        let benefitParts = ids.map {
            Rational(benefits.amount($0, in: currency)) / Rational(gained)
        }
        let repaired = try Money.divide(
            benefitParts.map { $0 * Rational(paid) },
            among: ids,
            clause: "contributions in proportion to benefit",
            in: currency
        )
        var table: [FreeRider] = []
        for (index, id) in ids.enumerated() {
            let rider = FreeRider(
                partner: id,
                contribution: contributions.amount(id, in: currency),
                benefit: benefits.amount(id, in: currency),
                benefitAfterSharing: benefitsAfter.amount(id, in: currency),
                contributionPart: Rational(contributions.amount(id, in: currency)) / Rational(paid),
                benefitPart: benefitParts[index],
                repairedContribution: repaired[index],
                repair: try repaired[index].minus(contributions.amount(id, in: currency)),
                benefitPartAfterSharing: isMeaningful
                    ? Rational(benefitsAfter.amount(id, in: currency)) / Rational(left) : nil
            )
            table.append(rider)
        }
        return table
    }
}
