import LinearAlgebra

/// Reproducible numbers for tests: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// At least 0, below 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Between −1 and 1.
    mutating func signed() -> Double { 2 * unit() - 1 }

    /// A number with about 32 random digits, of a size between 10⁻⁶ and 10⁶.
    mutating func pair() -> DoubleDouble {
        let exponent = Int(next() % 41) - 20
        let size = Double(sign: .plus, exponent: exponent, significand: 1)
        let high = (signed() + (unit() < 0.5 ? -1 : 1)) * size
        return DoubleDouble.exactSum(high, high * 0x1p-54 * signed())
    }
}
