internal import TopsliceRandomness

/// The same cases for the same seed on every machine, so that a failing one can be made again.
public struct SeededGenerator: RandomNumberGenerator {
    private var words: SplitMix64

    public init(seed: UInt64) {
        words = SplitMix64(seed: seed)
    }

    public mutating func next() -> UInt64 { words.next() }

    /// A whole number in 0 ..< bound.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    public mutating func from(_ low: Int, through high: Int) -> Int {
        low + below(high - low + 1)
    }

    public mutating func element<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

    /// At least 0, below 1.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Between −1 and 1.
    public mutating func signed() -> Double { 2 * unit() - 1 }
}
