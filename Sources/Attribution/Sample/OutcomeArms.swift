/// The least and the greatest outcome on either side of an agency.
struct OutcomeArms: Sendable {
    private var least = [Double.infinity, .infinity]
    private var greatest = [-Double.infinity, -.infinity]
    private var rows = [0, 0]

    mutating func add(
        _ outcome: OutcomeColumn.Values,
        _ exposure: UnsafeMutablePointer<Double>,
        _ rowCount: Int
    ) {
        for row in 0..<rowCount {
            let arm = exposure[row] == 1 ? 1 : 0
            rows[arm] += 1
            least[arm] = min(least[arm], outcome[row])
            greatest[arm] = max(greatest[arm], outcome[row])
        }
    }

    mutating func merge(_ other: OutcomeArms) {
        for arm in 0...1 {
            rows[arm] += other.rows[arm]
            least[arm] = min(least[arm], other.least[arm])
            greatest[arm] = max(greatest[arm], other.greatest[arm])
        }
    }

    /// What all of the people served had, or of the others; nil where they differ. One row alone says nothing of that.
    func constant(amongServed isServed: Bool) -> Double? {
        let arm = isServed ? 1 : 0
        return rows[arm] > 1 && least[arm] == greatest[arm] ? least[arm] : nil
    }
}
