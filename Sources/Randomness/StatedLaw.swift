internal import TopsliceProbability

/// A distribution as people state it, in whole billionths of its unit, and drawn in whole billionths.
///
/// Money that hangs on a drawn number is worked out from whole numbers alone; the curve between them is of no concern to it.
package enum StatedLaw: Sendable, Hashable {
    /// Between two ends, most likely at the mode; low < high, low ≤ mode ≤ high.
    case triangular(low: Int, mode: Int, high: Int)
    case normal(mean: Int, deviation: Int)
    /// Shapes a and b, stretched over low to high.
    case beta(a: Int, b: Int, low: Int, high: Int)
    /// Normal around an estimate, as wide as the interval that a measurement gave at a confidence level.
    case interval(estimate: Int, low: Int, high: Int, confidence: Int)

    package static let one = 1_000_000_000

    /// One number, from one uniform, so that streams stay aligned.
    package func draw(_ generator: inout Xoshiro256PlusPlus) -> Int {
        quantile((Double(generator.next() >> 12) + 0.5) * 0x1p-52)
    }

    /// The number with so much of the distribution below it, to the nearest billionth.
    ///
    /// - Parameter probability: above 0 and below 1.
    package func quantile(_ probability: Double) -> Int {
        Int(exactQuantile(probability).rounded())
    }

    private func exactQuantile(_ probability: Double) -> Double {
        switch self {
        case .triangular(let low, let mode, let high):
            let (width, rise, fall) = (Double(high - low), Double(mode - low), Double(high - mode))
            return probability * width < rise
                ? Double(low) + (probability * width * rise).squareRoot()
                : Double(high) - ((1 - probability) * width * fall).squareRoot()
        case .normal(let mean, let deviation):
            return Double(mean) + Double(deviation) * NormalDistribution.quantile(probability)
        case .beta(let a, let b, let low, let high):
            let part = BetaDistribution.quantile(
                probability,
                a: Double(a) / Double(Self.one),
                b: Double(b) / Double(Self.one)
            )
            return Double(low) + Double(high - low) * part
        case .interval(let estimate, let low, let high, let confidence):
            let level = Double(confidence) / Double(Self.one)
            let ends = 2 * NormalDistribution.quantile((1 + level) / 2)
            return Double(estimate)
                + Double(high - low) / ends * NormalDistribution.quantile(probability)
        }
    }
}
