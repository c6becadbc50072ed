/// One line that tells how far some work has come.
struct ProgressLine {
    var label: String
    var rows: Int
    /// Parts done and in all (bytes of a file, subsets, replicates); nil where nobody knows.
    var done: Int
    var total: Int?
    var seconds: Double

    private static let barLength = 24

    /// "Reading  [#####     ]  42%  1,234,567 rows  3,210,000 rows/s  0:12 left".
    var text: String {
        var parts = [label]
        if let total, total > 0 {
            let share = min(1, max(0, Double(done) / Double(total)))
            let filled = Int(share * Double(Self.barLength))
            parts.append(
                "[" + String(repeating: "#", count: filled)
                    + String(repeating: " ", count: Self.barLength - filled) + "]"
            )
            parts.append(
                NumberFormat(notation: .fixed(decimals: 0), multiplier: 100, suffix: "%").text(
                    share
                )
            )
        }
        if rows > 0 {
            parts.append(NumberFormat.count.text(Double(rows)) + " rows")
            if seconds > 0 {
                parts.append(Self.rate(Double(rows) / seconds) + " rows/s")
            }
        }
        if let left = secondsLeft { parts.append(Self.clock(left) + " left") }
        return parts.joined(separator: "  ")
    }

    /// What is left at the speed so far; nil before there is a speed.
    private var secondsLeft: Double? {
        guard let total, done > 0, done < total else { return nil }
        return seconds * Double(total - done) / Double(done)
    }

    /// Three significant digits: "3,210,000".
    private static func rate(_ rate: Double) -> String {
        guard rate.isFinite, rate >= 1, rate < 1e15 else { return NumberFormat.count.text(rate) }
        var step = 1.0
        while rate / step >= 1000 { step *= 10 }
        return NumberFormat.count.text((rate / step).rounded() * step)
    }

    /// "0:07", "12:30", "1:02:03".
    static func clock(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), 3_599_999).rounded(.up))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }
}
