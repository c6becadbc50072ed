internal import TopsliceCohortData

/// How many people had each exposure pattern at each level of each covariate, and where nobody had.
///
/// No model: a propensity model with main effects misses bundles that nobody ever had; a count does not. A number with few values
/// is compared value by value, one with many in fifths of its range of ranks.
struct SupportTable: Sendable {
    /// An empty cell is a gap in the data, and not chance, when so many people were to be expected in it under independence.
    static let leastExpected = 5.0

    /// A cell is thin, and not so by chance, with less than a quarter of twenty or more people expected.
    static let enoughExpected = 20.0
    static let thinness = 4.0

    let covariates: [LevelRule]
    private let levelCounts: [Int]
    private(set) var people = 0
    private(set) var patterns: [UInt64: Int] = [:]
    /// By pattern: people at each level of each covariate, the covariates laid end to end.
    private var cells: [UInt64: [Int]] = [:]
    private var levelTotals: [Int]
    private let offsets: [Int]

    /// How the values of one covariate become levels.
    struct LevelRule: Sendable {
        let name: String
        let request: Int
        let kind: Kind

        enum Kind: Sendable {
            case category(count: Int)
            /// Sorted values.
            case values([Double])
            /// Upper bounds of all classes but the last.
            case classes([Double])
        }

        var levelCount: Int {
            switch kind {
            case .category(let count): count
            case .values(let values): values.count
            case .classes(let bounds): bounds.count + 1
            }
        }

        func level(_ value: Double) -> Int {
            switch kind {
            case .category: return Int(value)
            case .values(let values): return SupportTable.position(of: value, in: values)
            case .classes(let bounds): return SupportTable.position(of: value, in: bounds)
            }
        }
    }

    init(_ covariates: [LevelRule]) {
        self.covariates = covariates
        levelCounts = covariates.map(\.levelCount)
        var offsets: [Int] = []
        var total = 0
        for count in levelCounts {
            offsets.append(total)
            total += count
        }
        self.offsets = offsets
        levelTotals = [Int](repeating: 0, count: total)
    }

    /// The first place whose bound is at least `value`.
    private static func position(of value: Double, in bounds: [Double]) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The cell of one person at each covariate.
    @inline(__always)
    func cellNumbers(_ block: RowBlock, _ row: Int, into numbers: inout [Int]) {
        for (place, covariate) in covariates.enumerated() {
            numbers[place] =
                offsets[place] + covariate.level(block.column(covariate.request)[row])
        }
    }

    mutating func add(_ block: RowBlock, patterns rowPatterns: [UInt64]) {
        var numbers = [Int](repeating: 0, count: covariates.count)
        people += block.rowCount
        for row in 0..<block.rowCount {
            let pattern = rowPatterns[row]
            patterns[pattern, default: 0] += 1
            cellNumbers(block, row, into: &numbers)
            for number in numbers {
                cells[pattern, default: [Int](repeating: 0, count: levelTotals.count)][number] += 1
                levelTotals[number] += 1
            }
        }
    }

    mutating func merge(_ other: SupportTable) {
        people += other.people
        for (pattern, count) in other.patterns { patterns[pattern, default: 0] += count }
        for (pattern, counts) in other.cells {
            var mine = cells[pattern] ?? [Int](repeating: 0, count: levelTotals.count)
            for index in mine.indices { mine[index] += counts[index] }
            cells[pattern] = mine
        }
        for index in levelTotals.indices { levelTotals[index] += other.levelTotals[index] }
    }

    /// Where the data have gaps, ready to be asked for many people.
    func gaps(playerCount: Int) -> SupportGaps {
        var result = SupportGaps(playerCount: playerCount, cellCount: levelTotals.count)
        for (pattern, count) in patterns {
            let counts = cells[pattern] ?? [Int](repeating: 0, count: levelTotals.count)
            result.note(
                pattern,
                grades: counts.indices.map { index in
                    let expected =
                        Double(count) * Double(levelTotals[index]) / Double(max(people, 1))
                    if counts[index] == 0 {
                        return expected >= SupportTable.leastExpected ? .structural : .full
                    }
                    return expected >= SupportTable.enoughExpected
                        && Double(counts[index]) * SupportTable.thinness < expected
                        ? .thin : .full
                }
            )
        }
        return result
    }
}
