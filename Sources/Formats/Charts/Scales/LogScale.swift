import Glibc

/// A logarithmic axis over positive values, with ticks at powers of ten (and at 2 and 5 times them
/// where it covers few).
struct LogScale: Equatable {
    let low: Double
    let high: Double
    let start: Double
    let end: Double

    /// - Parameter values: those that are not positive and finite are ignored.
    init(covering values: [Double], from start: Double, to end: Double) {
        // Far from the ends of what a double can hold, as for a straight axis.
        let positive = values.filter { $0 > 0 && $0.isFinite }.map { min(max($0, 1e-290), 1e290) }
        let least = log10(positive.min() ?? 1)
        let most = log10(positive.max() ?? 10)
        var low = floor(least + 1e-9)
        var high = ceil(most - 1e-9)
        if high <= low {
            low -= 1
            high = low + 2
        }
        self.low = low
        self.high = high
        self.start = start
        self.end = end
    }

    func position(_ value: Double) -> Double {
        guard value > 0 else { return start }
        let share = (log10(value) - low) / (high - low)
        return start + (end - start) * min(1, max(0, share))
    }

    var ticks: [Double] {
        let first = Int(low)
        let last = Int(high)
        let factors = last - first <= 2 ? [1.0, 2, 5] : [1.0]
        let stride = max(1, (last - first + 7) / 8)
        var ticks: [Double] = []
        for power in Swift.stride(from: first, through: last, by: stride) {
            for factor in factors where power < last || factor == 1 {
                ticks.append(factor * pow(10, Double(power)))
            }
        }
        return ticks
    }

    /// 0.001, 1, 1,000, or a power of ten beyond.
    static func text(_ tick: Double) -> String {
        let power = Int(floor(log10(tick) + 1e-9))
        if power < -4 || power > 6 {
            return NumberFormat(notation: .scientific(decimals: 0)).text(tick)
        }
        return NumberFormat(notation: .fixed(decimals: max(0, -power))).text(tick)
    }
}
