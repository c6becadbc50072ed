import BigInt
import TopsliceExactArithmetic

extension PlainClaims {
    /// Claims are laid on the estate so that they overlap as little as they can; every part of it
    /// is shared among those who claim that part, equally or by weight. O'Neill (1982), Math. Soc.
    /// Sci. 2:345-371, after Ibn Ezra.
    ///
    /// Where a claim reaches the whole estate, claims are nested: [0, c] for each. Otherwise there
    /// is one level t so that what claims above t exceed it by fills [t, E] without any overlap,
    /// and claims cut off at t are nested on [0, t].
    func minimalOverlap() throws(ClaimsError) -> [Rational] {
        let level = overlapLevel()
        let nested = try nestedShares(of: claims.map { min($0, level) })
        // No part of a claim beyond the estate lies on it.
        return zip(claims, nested).map { max(0, min($0, estate) - level) + $1 }
    }

    /// The t with Σ max(0, c − t) = E − t, or E itself where some claim reaches it.
    private func overlapLevel() -> Rational {
        let descending = claims.sorted(by: >)
        guard let largest = descending.first, largest < estate else { return estate }
        // With the k largest claims above t: their sum − k·t = E − t. The first k whose t is not
        // below the next claim is the one; k = 1 never is, because E exceeds the largest claim.
        var sum = largest
        for count in 2...max(2, descending.count) where count <= descending.count {
            sum += descending[count - 1]
            let level = (sum - estate) / Rational(count - 1)
            let next = count < descending.count ? descending[count] : 0
            if level >= next { return level }
        }
        return estate
    }

    /// Each step from one distinct claim to the next is shared by those who claim as much.
    ///
    /// What a unit of weight gets is a sum of as many fractions as there are distinct claims; over their common
    /// denominator it is added up in whole numbers, and each share is reduced once.
    private func nestedShares(of nested: [Rational]) throws(ClaimsError) -> [Rational] {
        let order = nested.indices.sorted { nested[$0] < nested[$1] }
        var sharing = weights.sum()
        var reached = Rational.zero
        var steps: [Rational] = []
        for index in order {
            steps.append((nested[index] - reached) / sharing)
            reached = nested[index]
            sharing -= weights[index]
        }
        let common = try commonDenominator(of: steps)
        var shares = [Rational](repeating: 0, count: nested.count)
        var perWeight: BigInt = 0
        for (index, step) in zip(order, steps) {
            perWeight += step.numerator * (common / step.denominator)
            let weight = weights[index]
            guard
                let share = Rational(
                    perWeight * weight.numerator,
                    over: common * weight.denominator
                )
            else { preconditionFailure("weight \(weight), common denominator \(common)") }
            shares[index] = share
        }
        return shares
    }

    /// Longer fractions are refused: each of some thousand shares would be a page of digits.
    private static let mostBinaryDigits = 4_096

    private func commonDenominator(of fractions: [Rational]) throws(ClaimsError) -> BigInt {
        var common: BigInt = 1
        for fraction in fractions where common % fraction.denominator != 0 {
            let denominator = fraction.denominator
            common *= denominator / common.greatestCommonDivisor(with: denominator)
            guard common.bitWidth <= Self.mostBinaryDigits else {
                throw .beyondLimit(
                    .minimalOverlap,
                    claimants: claims.count,
                    reason: "their different claims need fractions of more than "
                        + "\(Self.mostBinaryDigits) binary digits; about 2,800 different claims of equal "
                        + "weight are the most"
                )
            }
        }
        return common
    }
}
