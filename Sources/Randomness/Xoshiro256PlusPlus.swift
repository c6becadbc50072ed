internal import Glibc
internal import TopsliceProbability

/// The xoshiro256++ 1.0 generator of Blackman and Vigna (2019), period 2²⁵⁶ − 1.
///
/// Our own, because a library's generator may change between versions and the same seed must give the same
/// bytes for ever. Every block of rows has a stream of its own, so the bytes do not depend on who writes them.
package struct Xoshiro256PlusPlus: Sendable, Equatable {
    @usableFromInline var s0: UInt64
    @usableFromInline var s1: UInt64
    @usableFromInline var s2: UInt64
    @usableFromInline var s3: UInt64

    /// The generator in the given state, which must not be all zeros.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) {
        (s0, s1, s2, s3) = state
    }

    /// Stream number `stream` of `seed`: four words of a SplitMix64 that starts where both say.
    ///
    /// The seed is mixed before the stream's multiple of an odd constant is added, so that neighbouring seeds
    /// and neighbouring streams start far apart.
    package init(seed: UInt64, stream: UInt64) {
        let start = SplitMix64.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
        var words = SplitMix64(seed: start &+ stream &* 0xD134_2543_DE82_EF95)
        self.init(state: (words.next(), words.next(), words.next(), words.next()))
    }

    @inlinable
    @inline(__always)
    package mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = (sum << 23 | sum >> 41) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = s3 << 45 | s3 >> 19
        return result
    }

    /// Uniform on [0, 1), a multiple of 2⁻⁵³.
    @inlinable
    @inline(__always)
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Standard normal: one uniform on (0, 1), a midpoint of a grid of 2⁵² cells, through the quantile.
    ///
    /// One draw a number, always, keeps the streams of a row aligned. Values lie within ±8.3.
    @inlinable
    @inline(__always)
    package mutating func normal() -> Double {
        standardNormalQuantile((Double(next() >> 12) + 0.5) * 0x1p-52)
    }

    /// Poisson by inversion of its distribution function from one uniform.
    ///
    /// - Parameter mean: at most 500, below which exp(−mean) is far from underflow.
    /// - Complexity: O(mean).
    package mutating func poisson(mean: Double) -> Int {
        let target = uniform()
        var count = 0
        var probability = exp(-mean)
        var cumulative = probability
        // Past ten standard deviations the terms no longer reach the last bit of the sum.
        let limit = Int(mean + 10 * mean.squareRoot()) + 40
        while target >= cumulative, count < limit {
            count += 1
            probability *= mean / Double(count)
            cumulative += probability
        }
        return count
    }

    /// A whole number in 0 ..< bound, each equally likely (Lemire 2019).
    @inlinable
    package mutating func next(below bound: Int) -> Int {
        let range = UInt64(bound)
        var product = next().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold { product = next().multipliedFullWidth(by: range) }
        }
        return Int(product.high)
    }

    /// Puts the items in random order, every order equally likely (Fisher and Yates 1938).
    @inlinable
    package mutating func shuffle<Item>(_ items: inout [Item]) {
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, next(below: last + 1))
        }
    }
}
