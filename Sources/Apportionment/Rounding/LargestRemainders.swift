import BigInt
import TopsliceExactArithmetic

/// Rounds exact shares that sum to a whole number: everybody gets its share rounded down, and the
/// units left go one each to the largest fractions that were cut off.
///
/// Shares may be negative; nobody ends a whole unit from its share. The floors and their sum must
/// fit an `Int`.
func largestRemainders(_ shares: [Rational], order: [TieOrder]) -> [Int] {
    var units = shares.map { Int($0.floor) }
    let remainders = zip(shares, units).map { $0 - Rational($1) }
    let left = Int(remainders.sum().floor)
    let ranked = shares.indices.sorted { first, second in
        remainders[first] != remainders[second]
            ? remainders[first] > remainders[second] : order[first].precedes(order[second])
    }
    for index in ranked.prefix(left) {
        units[index] += 1
    }
    return units
}
