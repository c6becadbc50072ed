import Glibc

/// A straight axis: values onto positions, with round tick marks.
struct LinearScale: Equatable {
    let low: Double
    let high: Double
    let start: Double
    let end: Double
    let step: Double

    /// An axis that covers the values and ends on round numbers.
    ///
    /// - Parameters:
    ///   - ticks: about how many tick marks are wanted.
    ///   - leastStep: between tick marks, such as 1 for what is counted.
    init(
        covering values: [Double],
        from start: Double,
        to end: Double,
        ticks: Int = 5,
        leastStep: Double = 0
    ) {
        // Far from the ends of what a double can hold, so that no step below over- or underflows.
        let safe = values.filter(\.isFinite).map {
            abs($0) < 1e-290 ? 0 : min(max($0, -1e290), 1e290)
        }
        var low = safe.min() ?? 0
        var high = safe.max() ?? 0
        if low == high {
            // A flat set of values still needs an axis: from zero to the value, or zero to one.
            (low, high) = low == 0 ? (0, 1) : (min(0, low), max(0, low))
        }
        step = max(leastStep, Self.roundStep((high - low) / Double(max(1, ticks))))
        self.low = floor(low / step + 1e-9) * step
        self.high = ceil(high / step - 1e-9) * step
        self.start = start
        self.end = end
    }

    func position(_ value: Double) -> Double {
        let share = (min(max(value, low), high) - low) / (high - low)
        return start + (end - start) * share
    }

    /// Round values from one end to the other; zero is exactly zero.
    var ticks: [Double] {
        let first = (low / step).rounded()
        let count = Int(min(50, ((high - low) / step).rounded()))
        return (0...count).map { (first + Double($0)) * step }
    }

    /// Decimals that tell neighbouring ticks apart when they are shown times `multiplier`.
    func format(multiplier: Double = 1, suffix: String = "") -> NumberFormat {
        let shown = step * multiplier
        let largest = max(abs(low), abs(high)) * multiplier
        let power = Int(floor(log10(shown) + 1e-9))
        let notation: NumberFormat.Notation =
            largest >= 1e12 || largest < 1e-5
            ? .scientific(decimals: largest < 1e-5 || largest >= 1e12 ? digits : 0)
            : .fixed(decimals: max(0, -power))
        return NumberFormat(notation: notation, multiplier: multiplier, suffix: suffix)
    }

    /// Decimals of a tick in powers-of-ten notation.
    private var digits: Int {
        let largest = max(abs(low), abs(high))
        return max(0, min(6, Int(floor(log10(largest))) - Int(floor(log10(step) + 1e-9))))
    }

    /// 1, 2 or 5 times a power of ten, at least `raw`.
    private static func roundStep(_ raw: Double) -> Double {
        guard raw > 0 else { return 1 }
        let power = pow(10, floor(log10(raw)))
        for factor in [1.0, 2, 5] where factor * power >= raw * (1 - 1e-9) {
            return factor * power
        }
        return 10 * power
    }
}
