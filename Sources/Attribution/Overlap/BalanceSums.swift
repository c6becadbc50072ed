/// Sums over those served, the others, and the others by weight, from which means and variances of columns follow.
struct BalanceSums: Sendable {
    /// What is compared: a number of the rows, less its origin, or how often each level of a category is met.
    struct Columns: Sendable {
        struct Numbers: Sendable {
            let name: String
            let request: Int
        }
        struct Levels: Sendable {
            let name: String
            let request: Int
            let labels: [String]
        }
        var numbers: [Numbers] = []
        var levels: [Levels] = []
    }

    /// Sums of one group.
    struct Group: Sendable {
        /// Σ w and Σ w².
        var weight = 0.0
        var square = 0.0
        /// Σ w x and Σ w x² of the numbers, the index of all columns last.
        var first: [Double]
        var second: [Double]
        /// Σ w of each level, the categories laid end to end.
        var levels: [Double]
        /// Σ w by classes of the chance of service.
        var chances = [Double](repeating: 0, count: AgencyOverlap.ChanceParts.classCount)

        init(numbers: Int, levels: Int) {
            first = [Double](repeating: 0, count: numbers)
            second = first
            self.levels = [Double](repeating: 0, count: levels)
        }

        mutating func merge(_ other: Group) {
            weight += other.weight
            square += other.square
            for index in first.indices {
                first[index] += other.first[index]
                second[index] += other.second[index]
            }
            for index in levels.indices { levels[index] += other.levels[index] }
            for index in chances.indices { chances[index] += other.chances[index] }
        }

        /// Of number `place`: mean about the origin, and Σ w / ((Σ w)² − Σ w²) Σ w (x − x̄)² (Austin and Stuart 2015); nil of one person.
        func moments(_ place: Int) -> (mean: Double, variance: Double)? {
            moments(first[place], second[place])
        }

        /// The same of a level.
        func moments(level place: Int) -> (mean: Double, variance: Double)? {
            moments(levels[place], levels[place])
        }

        private func moments(_ first: Double, _ second: Double) -> (mean: Double, variance: Double)?
        {
            let free = weight * weight - square
            guard weight > 0, free > 1e-12 * weight * weight else { return nil }
            let mean = first / weight
            let spread = max(0, second - mean * first)
            return (mean, weight / free * spread)
        }

        var parts: [Double] { chances.map { weight > 0 ? $0 / weight : 0 } }
    }

    var served: Group
    var others: Group
    var weighted: Group
    /// The largest weight of one person.
    var largest = 0.0

    init(_ columns: Columns) {
        let group = Group(
            numbers: columns.numbers.count + 1,
            levels: columns.levels.reduce(0) { $0 + $1.labels.count }
        )
        served = group
        others = group
        weighted = group
    }

    mutating func merge(_ other: BalanceSums) {
        served.merge(other.served)
        others.merge(other.others)
        weighted.merge(other.weighted)
        largest = max(largest, other.largest)
    }

    // MARK: What follows

    /// People with a level.
    func people(level place: Int) -> Double { served.levels[place] + others.levels[place] }

    /// People with a one, where number `place` is 0 or 1 throughout; nil of any other.
    func people(ofFlag place: Int, origin: Double) -> ColumnBalance.People? {
        func ones(_ group: Group) -> Int? {
            let first = group.first[place] + origin * group.weight
            let second =
                group.second[place] + origin * (2 * group.first[place] + origin * group.weight)
            return (second - first).magnitude <= 1e-7 * max(1, group.weight)
                ? Int(first.rounded()) : nil
        }
        guard let served = ones(served), let others = ones(others) else { return nil }
        return .init(served: served, others: others)
    }

    func difference(_ place: Int) -> (before: GroupDifference, after: GroupDifference) {
        differences(
            served.moments(place),
            others.moments(place),
            weighted.moments(place),
            hasRatio: true
        )
    }

    func difference(level place: Int) -> (before: GroupDifference, after: GroupDifference) {
        differences(
            served.moments(level: place),
            others.moments(level: place),
            weighted.moments(level: place),
            hasRatio: false
        )
    }

    private typealias Moments = (mean: Double, variance: Double)

    private func differences(
        _ served: Moments?,
        _ others: Moments?,
        _ weighted: Moments?,
        hasRatio: Bool
    ) -> (before: GroupDifference, after: GroupDifference) {
        guard let served, let others else {
            let none = GroupDifference(standardised: nil, varianceRatio: nil)
            return (none, none)
        }
        let unit = ((served.variance + others.variance) / 2).squareRoot()
        func difference(_ group: Moments?) -> GroupDifference {
            guard let group else { return GroupDifference(standardised: nil, varianceRatio: nil) }
            return GroupDifference(
                standardised: unit > 0 ? (served.mean - group.mean) / unit : nil,
                varianceRatio: hasRatio && group.variance > 0
                    ? served.variance / group.variance : nil
            )
        }
        return (difference(others), difference(weighted))
    }
}
