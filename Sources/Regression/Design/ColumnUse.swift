internal import TopsliceCohortData
internal import TopsliceMoments

/// How many people have what in each column of a design, as far as some have what few have.
///
/// Columns whose people are many either way are counted no further, so that numbers cost next to nothing.
struct ColumnUse: Sendable {
    /// Beyond so many people nobody withholds anything.
    private static let most = 10_000

    private struct Column: Sendable {
        /// People with anything but nought.
        var nonzero = 0
        /// The first two values met, with their people.
        var values: [(value: Double, people: Int)] = []
        var hasMoreValues = false

        var isSettled: Bool {
            hasMoreValues
                ? nonzero > ColumnUse.most
                : values.count == 2 && values.allSatisfy { $0.people > ColumnUse.most }
        }

        mutating func add(_ value: Double, _ people: Int) {
            if value != 0 { nonzero += people }
            addValue(value, people)
        }

        private mutating func addValue(_ value: Double, _ people: Int) {
            if hasMoreValues { return }
            for place in values.indices where values[place].value == value {
                values[place].people += people
                return
            }
            if values.count < 2 {
                values.append((value, people))
            } else {
                hasMoreValues = true
            }
        }

        mutating func merge(_ other: Column) {
            nonzero += other.nonzero
            for (value, people) in other.values { addValue(value, people) }
            hasMoreValues = hasMoreValues || other.hasMoreValues
        }
    }

    private var columns: [Column]
    /// Columns that are a level of a factor, or made of one, are counted to the end.
    private let isLevel: [Bool]

    init(_ design: Design) {
        columns = [Column](repeating: Column(), count: design.columns.count)
        isLevel = design.columns.map { column in
            column.parts.contains { if case .isLevel = $0 { true } else { false } }
        }
    }

    /// Adds a block of rows, column `j` at `base + j * stride`.
    mutating func add(
        base: UnsafePointer<Double>,
        stride: Int,
        rowCount: Int,
        counts: UnsafeMutablePointer<Double>?
    ) {
        for number in columns.indices where isLevel[number] || !columns[number].isSettled {
            let values = base + number * stride
            if isLevel[number] {
                var nonzero = 0
                for row in 0..<rowCount where values[row] != 0 {
                    nonzero += counts.map { Int($0[row]) } ?? 1
                }
                columns[number].nonzero += nonzero
            } else {
                for row in 0..<rowCount {
                    columns[number].add(values[row], counts.map { Int($0[row]) } ?? 1)
                }
            }
        }
    }

    mutating func merge(_ other: ColumnUse) {
        for number in columns.indices { columns[number].merge(other.columns[number]) }
    }

    /// Counts the rows of a model, in a pass of its own.
    static func counted(_ model: ModelRows) throws -> ColumnUse {
        let none = ColumnUse(model.design)
        let states = try model.forEachBlock(
            origin: nil,
            constant: false,
            makeState: { _ in none },
            body: { use, block in
                use.add(
                    base: UnsafePointer(block.base),
                    stride: block.stride,
                    rowCount: block.rowCount,
                    counts: block.counts
                )
            }
        )
        return states.reduce(into: none) { $0.merge($1) }
    }

    /// What each column rests on, the response not among them.
    ///
    /// - `levelGroups`: columns that are the levels of one factor.
    func terms(people: Int, levelGroups: [[Int]]) -> [RegressionResult.TermUse] {
        columns.indices.dropLast().map { number in
            let column = columns[number]
            let isFlag = isLevel[number] || (!column.hasMoreValues && column.values.count == 2)
            // Of two values one may be nought, or neither.
            let rarer =
                isLevel[number]
                ? people - column.nonzero : column.values.map(\.people).min() ?? people
            let group = levelGroups.firstIndex { $0.contains(number) }
            return RegressionResult.TermUse(
                fewest: isFlag ? min(column.nonzero, rarer) : column.nonzero,
                people: column.nonzero,
                factor: group,
                reference: group.map { group in
                    people - levelGroups[group].reduce(0) { $0 + columns[$1].nonzero }
                }
            )
        }
    }

    /// The same of moments: columns of 0 and 1 are known from their sums.
    ///
    /// - `isSealed`: whether columns of few people were left out before the sums left whoever holds the rows.
    /// - `isWeighted`: whether sums are weighted by anything but numbers of people. How many have a level or a flag is then known only where
    ///   people were counted beside the weights, and else `TermUse.unknown`.
    static func terms(
        _ moments: Moments,
        isWeighted: Bool,
        isSealed: Bool = false,
        levelGroups: [[Int]]
    ) -> [RegressionResult.TermUse] {
        let people = moments.rowCount
        let unknown = isSealed ? people : RegressionResult.TermUse.unknown
        let counted = moments.totalOfPeople(isWeighted: isWeighted)
        let total = counted ?? moments.total
        // How many have it; unknown for a flag of weighted people, nil for a number.
        let ones = moments.columns.indices.dropLast().map { number -> Int? in
            let (place, weight) = (number + 1, total[0])
            let origin = moments.origin[number]
            let (sum, square) = (total[place], total[place + place * moments.order])
            let first = sum + weight * origin
            let second = square + 2 * origin * sum + weight * origin * origin
            guard (second - first).magnitude <= 1e-7 * weight else { return nil }
            return counted == nil ? unknown : Int(first.rounded())
        }
        return ones.enumerated().map { number, count in
            let group = levelGroups.firstIndex { $0.contains(number) }
            let isUnknown = counted == nil && (count != nil || group != nil)
            return RegressionResult.TermUse(
                fewest: isUnknown ? unknown : count.map { min($0, people - $0) } ?? people,
                people: isUnknown ? unknown : count ?? people,
                factor: group,
                reference: group.map { group in
                    isUnknown
                        ? unknown
                        : people - levelGroups[group].reduce(0) { $0 + (ones[$1] ?? people) }
                }
            )
        }
    }
}
