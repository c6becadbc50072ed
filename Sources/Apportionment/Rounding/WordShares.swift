import TopsliceExactArithmetic

/// Exact shares over one common denominator, in machine words: most divisions of money fit them, and need no arithmetic
/// of large numbers then.
///
/// - Complexity: O(n) divisions, and a greatest common divisor for each denominator that is no part of those before.
struct WordShares {
    /// Shares rounded down.
    let floors: [Int]
    /// What was cut off of each, over the common denominator: 0 ..< denominator.
    let rests: [Int]
    /// How many whole units were cut off together.
    let left: Int
    /// The sum of the shares.
    let total: Int

    /// Nil where a number does not fit, or where the shares do not sum to a whole number: then somebody else must say
    /// what they come to.
    init?(_ shares: [Rational]) {
        var parts: [(floor: Int, rest: Int, denominator: Int)] = []
        parts.reserveCapacity(shares.count)
        var common = 1
        var total = 0
        for share in shares {
            guard let (numerator, denominator) = share.words else { return nil }
            var (floor, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
            if rest < 0 {
                rest += denominator
                floor -= 1
            }
            if common % denominator != 0 {
                let shared = Int(greatestCommonDivisor(common.magnitude, denominator.magnitude))
                let (product, isTooLarge) = common.multipliedReportingOverflow(
                    by: denominator / shared
                )
                guard !isTooLarge else { return nil }
                common = product
            }
            let (sum, isTooLarge) = total.addingReportingOverflow(floor)
            // A unit more or less than a share must fit as well.
            guard !isTooLarge, floor < .max, floor > -.max else { return nil }
            total = sum
            parts.append((floor, rest, denominator))
        }
        var rests: [Int] = []
        rests.reserveCapacity(parts.count)
        // Each rest is below one, so that its words and the whole units of their sum stay below `common` and `count`.
        var sum = 0
        var left = 0
        for part in parts {
            let rest = part.rest * (common / part.denominator)
            rests.append(rest)
            if sum >= common - rest {
                sum -= common - rest
                left += 1
            } else {
                sum += rest
            }
        }
        guard sum == 0 else { return nil }
        let (whole, isTooLarge) = total.addingReportingOverflow(left)
        guard !isTooLarge else { return nil }
        floors = parts.map(\.floor)
        self.rests = rests
        self.left = left
        self.total = whole
    }

    /// The shares in whole units by largest remainders; ties go to the larger share, then to the identifier first by its
    /// bytes. Nil where a unit more does not fit.
    func units(_ ids: [String]) -> [Int]? {
        guard left > 0 else { return floors }
        var units = floors
        let ranked = floors.indices.sorted { first, second in
            if rests[first] != rests[second] { return rests[first] > rests[second] }
            // Of equal remainders the larger share is that of the larger floor.
            if floors[first] != floors[second] { return floors[first] > floors[second] }
            return ids[first].utf8.lexicographicallyPrecedes(ids[second].utf8)
        }
        for index in ranked.prefix(left) {
            let (unit, isTooLarge) = units[index].addingReportingOverflow(1)
            guard !isTooLarge else { return nil }
            units[index] = unit
        }
        return units
    }
}
