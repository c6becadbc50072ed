/// xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64: the same numbers everywhere, for ever.
///
/// A stream of its own for every (seed, stream) pair, so that results do not depend on who draws when.
struct SeededGenerator: Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    init(seed: UInt64, stream: UInt64) {
        var state = seed ^ (stream &+ 1) &* 0xD1B5_4A32_D192_ED03
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        s0 = next()
        s1 = next()
        s2 = next()
        s3 = next()
    }

    mutating func next() -> UInt64 {
        let result = Self.rotated(s1 &* 5, 7) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = Self.rotated(s3, 45)
        return result
    }

    /// A whole number in 0..<bound, each equally likely (Lemire 2019).
    mutating func next(below bound: Int) -> Int {
        let range = UInt64(bound)
        var product = next().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold { product = next().multipliedFullWidth(by: range) }
        }
        return Int(product.high)
    }

    /// Fisher and Yates.
    mutating func shuffle(_ items: inout [Int32]) {
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, next(below: last + 1))
        }
    }

    private static func rotated(_ value: UInt64, _ by: UInt64) -> UInt64 {
        value << by | value >> (64 - by)
    }
}
