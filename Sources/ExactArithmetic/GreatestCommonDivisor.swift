import BigInt

/// The greatest common divisor of two machine words by Stein's binary method; gcd(0, b) = b.
///
/// - Complexity: at most 64 rounds of shift and subtract.
func greatestCommonDivisor(_ first: UInt, _ second: UInt) -> UInt {
    if first == 0 { return second }
    if second == 0 { return first }
    let sharedTwos = (first | second).trailingZeroBitCount
    var larger = first >> UInt(first.trailingZeroBitCount)
    var smaller = second >> UInt(second.trailingZeroBitCount)
    while larger != smaller {
        if larger < smaller { swap(&larger, &smaller) }
        larger &-= smaller
        larger >>= UInt(larger.trailingZeroBitCount)
    }
    return larger << UInt(sharedTwos)
}

/// The greatest common divisor of whole numbers of any size: Euclid's division until both fit a
/// machine word, because there the binary method costs nothing.
func greatestCommonDivisor(_ first: BigUInt, _ second: BigUInt) -> BigUInt {
    var larger = first
    var smaller = second
    while true {
        if smaller.isZero { return larger }
        if let small = UInt(exactly: smaller) {
            let rest = UInt(larger % smaller)
            return BigUInt(greatestCommonDivisor(small, rest))
        }
        (larger, smaller) = (smaller, larger % smaller)
    }
}
