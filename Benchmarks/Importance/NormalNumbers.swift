import Glibc

/// Normal numbers by Box and Muller from a linear congruential generator: good enough for made-up data.
struct NormalNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 ^ 0x1234_5678_9ABC_DEF }

    private mutating func uniform() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var z = state
        z = (z ^ (z >> 32)) &* 0xBF58_476D_1CE4_E5B9
        return (Double((z ^ (z >> 29)) >> 11) + 0.5) * 0x1p-53
    }

    mutating func next() -> Double {
        let radius = (-2 * log(uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }
}
