import BigInt

/// The greatest common divisor of two machine words by Stein's binary method; gcd(0, b) = b.
///
/// - Complexity: at most 64 rounds of shift and subtract.
package func greatestCommonDivisor(_ first: UInt, _ second: UInt) -> UInt {
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

/// The greatest common divisor of whole numbers of any size, by Lehmer's method: most of Euclid's quotients are
/// found from the leading words, and many of his steps taken at once on the whole numbers.
///
/// Lehmer (1938), Amer. Math. Monthly 45:227; the test that a quotient found so is certain is Collins' as given by
/// Jebelean (1993), ISSAC.
///
/// - Complexity: O(w²) for w words, a step of w for each 32 bits.
func greatestCommonDivisor(_ first: BigUInt, _ second: BigUInt) -> BigUInt {
    var (larger, smaller) = first >= second ? (first, second) : (second, first)
    while smaller.words.count > 1 {
        let steps = EuclideanSteps(larger, smaller)
        if steps.isNone {
            (larger, smaller) = (smaller, larger % smaller)
        } else {
            steps.take(&larger, &smaller)
        }
    }
    guard let small = UInt(exactly: smaller), small != 0 else { return larger }
    return BigUInt(greatestCommonDivisor(small, UInt(larger % smaller)))
}

/// Several steps of Euclid's algorithm as one linear map: (a, b) becomes (±(p·a − q·b), ±(s·b − r·a)).
private struct EuclideanSteps {
    private var p: UInt = 0
    private var r: UInt = 1
    private var q: UInt = 0
    private var s: UInt = 0
    private var isEven = false

    /// The steps that the leading words of both numbers are enough to be sure of.
    ///
    /// - Precondition: larger ≥ smaller, and smaller has two words or more.
    init(_ larger: BigUInt, _ smaller: BigUInt) {
        let count = larger.words.count
        let shift = larger.words[count - 1].leadingZeroBitCount
        var a = Self.leadingBits(larger, word: count - 1, shift: shift)
        var b =
            smaller.words.count + 1 < count
            ? 0 : Self.leadingBits(smaller, word: count - 1, shift: shift)
        var (r2, s2): (UInt, UInt) = (0, 1)
        while b >= s2, a - b >= s + s2 {
            let quotient = a / b
            (a, b) = (b, a % b)
            (p, r, r2) = (r, r2, r + quotient * r2)
            (q, s, s2) = (s, s2, s + quotient * s2)
            isEven.toggle()
        }
    }

    var isNone: Bool { q == 0 }

    /// The 64 bits of `value` that start `shift` bits below the top of a word.
    private static func leadingBits(_ value: BigUInt, word: Int, shift: Int) -> UInt {
        let words = value.words
        let top = word < words.count ? words[word] : 0
        guard shift > 0 else { return top }
        return top << UInt(shift) | words[word - 1] >> UInt(UInt.bitWidth - shift)
    }

    func take(_ larger: inout BigUInt, _ smaller: inout BigUInt) {
        let pa = larger.multiplied(byWord: p)
        let qb = smaller.multiplied(byWord: q)
        let ra = larger.multiplied(byWord: r)
        let sb = smaller.multiplied(byWord: s)
        larger = isEven ? pa - qb : qb - pa
        smaller = isEven ? sb - ra : ra - sb
    }
}
