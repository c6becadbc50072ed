/// Evenly spaced values of a long column, few enough to keep: enough for quantiles to about a hundredth.
struct ThinnedValues: Sendable {
    private static let most = 8_192

    private(set) var values: [Double] = []
    private var step = 1
    private var seen = 0

    mutating func add(_ column: UnsafePointer<Double>, count: Int) {
        var row = (step - seen % step) % step
        while row < count {
            values.append(column[row])
            row += step
        }
        seen += count
        while values.count >= Self.most {
            halve()
        }
    }

    /// Takes in those of another stretch, as far apart as the wider of the two.
    mutating func merge(_ other: ThinnedValues) {
        var theirs = other
        while step < theirs.step { halve() }
        while theirs.step < step { theirs.halve() }
        values += theirs.values
        seen += other.seen
    }

    private mutating func halve() {
        values = stride(from: 0, to: values.count, by: 2).map { values[$0] }
        step *= 2
    }
}
