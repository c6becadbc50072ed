internal import TopsliceCohortData

/// How many people had each exposure pattern at each level of each covariate, and where nobody had.
///
/// No model: a propensity model with main effects misses bundles that nobody ever had; a count does not. A number with few values
/// is compared value by value, one with many in fifths of its range of ranks.
struct SupportTable: Sendable {
    /// An empty cell is a gap in the data, and not chance, when so many people were to be expected in it.
    static let leastExpected = 5.0

    /// A cell is thin, and not so by chance, with less than a quarter of twenty or more people expected.
    static let enoughExpected = 20.0
    static let thinness = 4.0

    let covariates: [LevelRule]
    private(set) var people = 0
    /// The exposure patterns met, in that order, with their people.
    private(set) var patterns: [(pattern: UInt64, people: Int)] = []
    /// By exposure pattern, its place among `patterns`; below zero where it has none.
    private var places: [Int32]
    /// By pattern met: people at each level of each covariate, the covariates laid end to end.
    private(set) var cells: [Int] = []
    let cellCount: Int
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

        /// Whether the levels stand in the order of a number.
        var isOrdered: Bool {
            if case .category = kind { return false }
            return true
        }

        var levelCount: Int {
            switch kind {
            case .category(let count): count
            case .values(let values): values.count
            case .classes(let bounds): bounds.count + 1
            }
        }

        /// A number lies at the first of the values or bounds that is no less; these are so few that counting is fastest.
        @inline(__always)
        func level(_ value: Double) -> Int {
            switch kind {
            case .category: return Int(value)
            case .values(let bounds), .classes(let bounds):
                var level = 0
                for bound in bounds { level += bound < value ? 1 : 0 }
                return level
            }
        }
    }

    init(_ covariates: [LevelRule], playerCount: Int) {
        self.covariates = covariates
        var offsets: [Int] = []
        var total = 0
        for covariate in covariates {
            offsets.append(total)
            total += covariate.levelCount
        }
        self.offsets = offsets
        cellCount = total
        places = [Int32](repeating: -1, count: 1 << playerCount)
    }

    /// The cells of one covariate, in the order of its levels.
    func cells(ofCovariate number: Int) -> Range<Int> {
        offsets[number]..<(offsets[number] + covariates[number].levelCount)
    }

    /// The cell of one person at each covariate.
    @inline(__always)
    func cellNumbers(_ block: RowBlock, _ row: Int, into numbers: inout [Int]) {
        for (place, covariate) in covariates.enumerated() {
            numbers[place] =
                offsets[place] + covariate.level(block.column(covariate.request)[row])
        }
    }

    /// - `groups`: the rows of the block by pattern.
    mutating func add(_ block: RowBlock, _ groups: PatternGroups) {
        people += block.people
        let counts = block.counts
        for group in groups.groups {
            let here = groups.people(of: group, counts)
            let start = place(of: group.pattern, people: here) * cellCount
            for (number, covariate) in covariates.enumerated() {
                let values = block.column(covariate.request)
                let first = start + offsets[number]
                cells.withUnsafeMutableBufferPointer { cells in
                    groups.order.withUnsafeBufferPointer { order in
                        for row in order[group.rows] {
                            cells[first + covariate.level(values[Int(row)])] +=
                                counts.map { Int($0[Int(row)]) } ?? 1
                        }
                    }
                }
            }
        }
    }

    /// The place of a pattern, to which people are added.
    private mutating func place(of pattern: UInt64, people: Int) -> Int {
        if places[Int(pattern)] < 0 {
            places[Int(pattern)] = Int32(patterns.count)
            patterns.append((pattern, 0))
            cells += [Int](repeating: 0, count: cellCount)
        }
        let place = Int(places[Int(pattern)])
        patterns[place].people += people
        return place
    }

    mutating func merge(_ other: SupportTable) {
        people += other.people
        for (number, pattern) in other.patterns.enumerated() {
            let start = place(of: pattern.pattern, people: pattern.people) * cellCount
            for cell in 0..<cellCount {
                cells[start + cell] += other.cells[number * cellCount + cell]
            }
        }
    }
}
