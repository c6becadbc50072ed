/// Least and greatest of a column's numbers, in all and by outcome.
struct NumberSummary {
    private(set) var count = 0
    private(set) var least = Double.infinity
    private(set) var greatest = -Double.infinity
    /// How many are exactly 1.
    private(set) var ones = 0
    private var leastByOutcome = (zero: Double.infinity, one: Double.infinity)
    private var greatestByOutcome = (zero: -Double.infinity, one: -Double.infinity)

    mutating func add(_ value: Double) {
        count += 1
        if value == 1 { ones += 1 }
        least = min(least, value)
        greatest = max(greatest, value)
    }

    mutating func addOutcome(_ value: Double, _ outcome: Bool) {
        if outcome {
            leastByOutcome.one = min(leastByOutcome.one, value)
            greatestByOutcome.one = max(greatestByOutcome.one, value)
        } else {
            leastByOutcome.zero = min(leastByOutcome.zero, value)
            greatestByOutcome.zero = max(greatestByOutcome.zero, value)
        }
    }

    var isConstant: Bool { count > 0 && least == greatest }

    /// Whether a threshold splits the outcomes: everybody on one side 0, on the other 1, the threshold
    /// itself perhaps shared (complete or quasi-complete separation; Albert and Anderson 1984).
    var separatesOutcomes: Bool {
        guard least < greatest, leastByOutcome.zero.isFinite, leastByOutcome.one.isFinite else {
            return false
        }
        return greatestByOutcome.zero <= leastByOutcome.one
            || greatestByOutcome.one <= leastByOutcome.zero
    }
}
