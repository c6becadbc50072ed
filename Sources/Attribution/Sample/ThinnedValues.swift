/// Evenly spaced values of a long column, few enough to keep: enough for quantiles to about a hundredth.
struct ThinnedValues: Sendable {
    private static let most = 8_192

    private(set) var values: [Double] = []
    private var step = 1
    private var seen = 0

    /// - `people`: how many have the value of each row; nil for one each.
    mutating func add(
        _ column: UnsafePointer<Double>,
        people: UnsafePointer<Double>?,
        count: Int
    ) {
        if let people {
            for row in 0..<count { add(column[row], people: Int(people[row])) }
            return
        }
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

    private mutating func add(_ value: Double, people: Int) {
        var place = (step - seen % step) % step
        while place < people {
            values.append(value)
            place += step
            // The places that are left are those of the new step.
            guard values.count >= Self.most else { continue }
            let next = seen + place
            halve()
            place = (next + step - 1) / step * step - seen
        }
        seen += people
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
