package import TopsliceExactArithmetic

/// One partner's part of the benefit beside its part of the contributions.
package struct FreeRider: Sendable, Hashable {
    package let partner: String
    /// What it put in, in pence.
    package let contribution: Int
    /// The savings in its own budget before anything is shared, in pence.
    package let benefit: Int
    /// What it keeps of them and is credited with when savings have been shared, in pence.
    package let benefitAfterSharing: Int
    /// A part of one.
    package let contributionPart: Rational
    /// A part of one.
    package let benefitPart: Rational
    /// The contribution that would make both parts equal, in pence.
    package let repairedContribution: Int

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
        contributions: [String: Int],
        benefits: [String: Int],
        benefitsAfter: [String: Int]
    ) throws(FundError) -> [FreeRider] {
        let paid = try Pence.sum(contributions.values)
        let gained = try Pence.sum(benefits.values)
        guard paid > 0, gained > 0, benefits.values.allSatisfy({ $0 >= 0 }) else { return [] }
        let ids = Set(contributions.keys).union(benefits.keys).union(benefitsAfter.keys)
            .sorted { $0.precedes($1) }
        let left = try Pence.sum(benefitsAfter.values)
        let isMeaningful = left > 0 && benefitsAfter.values.allSatisfy { $0 >= 0 }
        let benefitParts = ids.map { Rational(benefits[$0] ?? 0) / Rational(gained) }
        let repaired = try Pence.divide(
            benefitParts.map { $0 * Rational(paid) },
            ids: ids,
            clause: "contributions in proportion to benefit"
        )
        return ids.indices.map { index in
            FreeRider(
                partner: ids[index],
                contribution: contributions[ids[index]] ?? 0,
                benefit: benefits[ids[index]] ?? 0,
                benefitAfterSharing: benefitsAfter[ids[index]] ?? 0,
                contributionPart: Rational(contributions[ids[index]] ?? 0) / Rational(paid),
                benefitPart: benefitParts[index],
                repairedContribution: repaired[index],
                benefitPartAfterSharing: isMeaningful
                    ? Rational(benefitsAfter[ids[index]] ?? 0) / Rational(left) : nil
            )
        }
    }
}
