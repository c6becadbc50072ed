/// The cells that sums of cross-products disclose: sets of people whose number follows from them.
///
/// Sets are those who have the second number of a two-valued column, and what is left of such a set, or of everybody, when sets that
/// lie in it and have nobody in common are taken away: the base level of a factor, those of one agency alone where a product
/// of two is in the model. Of every two sets the sums tell how many people are in both, in one or in neither; of
/// three they bound it, and sometimes leave one possibility.
struct DisclosedCells {
    /// Sets beyond so many are not looked for, and threes of sets are not looked at.
    static let mostSets = 256
    static let mostSetsInThrees = 48

    let threshold: Int
    let indicators: [TwoValuedColumn]
    private let origin: [Double]
    private let order: Int

    /// A set of people as a sum of columns: Σ cᵢ uᵢ is 1 for its people and 0 for all others.
    ///
    /// - `parts`: c₀ of everybody, then of each indicator.
    struct People {
        var parts: [Double]
    }

    /// - `sums`: of all rows.
    init(_ moments: Moments, sums: Moments.ClusterSums, threshold: Int) {
        self.threshold = threshold
        order = moments.order
        origin = moments.origin
        let (order, origin) = (order, origin)
        indicators = moments.columns.indices.compactMap {
            TwoValuedColumn($0, sums: sums.counted, order: order, origin: origin[$0])
        }
    }

    /// How many cells with too few people each column takes part in, by its place; columns without one are not among the keys.
    ///
    /// - Complexity: O(sets²), and O(sets³) up to `mostSetsInThrees`.
    func smallCells(_ sums: Moments.ClusterSums) -> [Int: Int] {
        let found = sets(in: sums)
        let everybody = found.inBoth[0][0]
        var small: [Int: Int] = [:]
        func blame(_ sets: Int...) {
            let places = indicators.indices.filter { column in
                sets.contains { found.people[$0].parts[column + 1] != 0 }
            }
            for place in places { small[indicators[place].place, default: 0] += 1 }
        }
        let all = found.people.indices.dropFirst()
        for one in all {
            let own = found.inBoth[one][one]
            if isSmall(own) || isSmall(everybody - own) { blame(one) }
            for other in 1..<one {
                let (second, both) = (found.inBoth[other][other], found.inBoth[one][other])
                let cells = [both, own - both, second - both, everybody - own - second + both]
                if cells.contains(where: isSmall) { blame(one, other) }
            }
        }
        guard found.people.count <= Self.mostSetsInThrees else { return small }
        for one in all {
            for other in 1..<one {
                for third in 1..<other where tellsFew(found.inBoth, one, other, third) {
                    blame(one, other, third)
                }
            }
        }
        return small
    }

    /// Whether some set or its rest has too few people among those of some pattern, of whom only sums are known.
    func hasSmallCell(_ patterns: [Moments.PatternSums], of sums: Moments.ClusterSums) -> Bool {
        let sets = sets(in: sums).people
        return patterns.contains { pattern in
            let count = pattern.counted[0]
            let own =
                [count]
                + indicators.map { column in
                    let shift = column.low - origin[column.place]
                    return (pattern.counted[column.place + 1] - shift * count)
                        / (column.high - column.low)
                }
            return sets.contains { set in
                let people = zip(set.parts, own).reduce(0) { $0 + $1.0 * $1.1 }
                return isSmall(people) || isSmall(count - people)
            }
        }
    }

    func isSmall(_ people: Double) -> Bool { people > 0.5 && people < Double(threshold) - 0.5 }

    /// Whether what is known of every two of three sets leaves, for one of their eight cells, only numbers that are too small, none
    /// of them nought.
    private func tellsFew(_ inBoth: [[Double]], _ one: Int, _ other: Int, _ third: Int) -> Bool {
        let everybody = inBoth[0][0]
        let (a, b, c) = (inBoth[one][one], inBoth[other][other], inBoth[third][third])
        let (ab, ac, bc) = (inBoth[one][other], inBoth[one][third], inBoth[other][third])
        // Cells are these and so many more, and these and so many less, as are in all three.
        let more = [0, a - ab - ac, b - ab - bc, c - ac - bc]
        let less = [ab, ac, bc, everybody - a - b - c + ab + ac + bc]
        let least = more.reduce(0) { max($0, -$1) }
        let most = less.reduce(.infinity) { min($0, $1) }
        func isFew(_ low: Double, _ high: Double) -> Bool {
            low > 0.5 && high < Double(threshold) - 0.5
        }
        return more.contains { isFew($0 + least, $0 + most) }
            || less.contains { isFew($0 - most, $0 - least) }
    }

    // MARK: - Sets

    /// Sets of people, everybody first, and how many are in every two of them.
    private struct Sets {
        var people: [People]
        var inBoth: [[Double]]

        func size(_ set: Int) -> Double { inBoth[set][set] }

        /// Whether a set has people, and all of them and not all the people are in another.
        func isWithin(_ inner: Int, _ outer: Int) -> Bool {
            size(inner) > 0.5 && size(inner) < size(outer) - 0.5
                && inBoth[inner][outer] > size(inner) - 0.5
        }

        /// Adds what is left of a set without others; whether there is anybody, and no such set yet.
        mutating func add(_ outer: Int, without inner: [Int]) -> Bool {
            let rest = people.indices.map { set in
                inner.reduce(inBoth[outer][set]) { $0 - inBoth[$1][set] }
            }
            let size = inner.reduce(rest[outer]) { $0 - rest[$1] }
            guard size > 0.5,
                !people.indices.contains(where: {
                    (inBoth[$0][$0] - size).magnitude < 0.5 && rest[$0] > size - 0.5
                })
            else { return false }
            let parts = inner.reduce(people[outer].parts) { left, set in
                zip(left, people[set].parts).map(-)
            }
            people.append(People(parts: parts))
            for set in rest.indices { inBoth[set].append(rest[set]) }
            inBoth.append(rest + [size])
            return true
        }
    }

    /// Every set that follows from the indicators, until nothing is left to take away.
    private func sets(in sums: Moments.ClusterSums) -> Sets {
        var sets = indicatorSets(sums.counted)
        var isNew = true
        while isNew {
            isNew = false
            for outer in sets.people.indices {
                let inner = sets.people.indices.filter { sets.isWithin($0, outer) }
                var left = inner[...]
                while let start = left.first {
                    var family = [start]
                    for other in inner
                    where other != start
                        && family.allSatisfy({ sets.inBoth[$0][other] < 0.5 })
                    {
                        family.append(other)
                    }
                    left.removeAll { family.contains($0) }
                    // Everybody but one set is looked at with the set.
                    if outer == 0, family.count == 1 { continue }
                    if sets.add(outer, without: family) { isNew = true }
                    if sets.people.count > Self.mostSets { return sets }
                }
            }
        }
        return sets
    }

    private func indicatorSets(_ sums: [Double]) -> Sets {
        let count = sums[0]
        func shift(_ column: TwoValuedColumn) -> Double { column.low - origin[column.place] }
        let inBoth = indicators.map { one in
            indicators.map { other in
                let (row, column) = (max(one.place, other.place), min(one.place, other.place))
                let product =
                    sums[row + 1 + (column + 1) * order] - shift(one) * sums[other.place + 1]
                    - shift(other) * sums[one.place + 1] + shift(one) * shift(other) * count
                return product / ((one.high - one.low) * (other.high - other.low))
            }
        }
        let alone = indicators.indices.map { inBoth[$0][$0] }
        return Sets(
            people: (0...indicators.count).map { own in
                People(parts: (0...indicators.count).map { $0 == own ? 1 : 0 })
            },
            inBoth: [[count] + alone] + indicators.indices.map { [alone[$0]] + inBoth[$0] }
        )
    }
}
