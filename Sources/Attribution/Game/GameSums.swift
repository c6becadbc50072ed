internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// The sums of the last pass of an attribution, on one thread.
struct GameSums {
    let layout: GameLayout
    let model: AgencyModel
    let support: SupportTable
    private let gaps: SupportGaps
    /// What is worked in, filled anew with every block.
    let batch: PatternBatch
    let groups: PatternGroups
    var scratch = BlockScratch()
    private(set) var patterns: [PatternSums] = []
    /// By exposure pattern, its place in `patterns`; below zero where it has none.
    private var patternPlaces: [Int32]
    /// Numbers in the records of `patterns`; beyond `mostHeld` they are folded into `folded`.
    private var heldCount = 0
    static let mostHeld = 1 << 22
    private var folded: CoalitionSums?
    /// Σ z zᵀ over score rows, lower triangle; for independent people.
    var scoreProducts: Matrix
    /// Sums of score rows by cluster; with the functionals only once they are `finished`.
    var clusterSums: [Double]
    /// Dividends of the game of each cluster, 2^K numbers a cluster, for the clusters in `slice`.
    var clusterDividends: [Double]
    let slice: Range<Int>
    /// Nil for independent people.
    let clusterCount: Int?
    var people = 0
    /// People for whom some coalition lacks support.
    var unsupportedPeople = 0
    /// How far the agencies' contributions rest on coalitions that lack support.
    var extrapolations: ExtrapolationSums

    /// Records of all subsets of one pattern.
    struct PatternSums {
        let pattern: UInt64
        let subsets: SubsetMasks
        var records: [Double]
        /// Numbers of the subsets that lack support somewhere, or have little.
        let gaps: [Int]
    }

    /// What one block is worked with.
    struct BlockScratch {
        /// By part.
        var predictors: [[Double]] = []
        var residuals: [[Double]] = []
        var leverages: [[Double]] = []
        var projected: [Double] = []
        /// Score rows of independent people, column by column.
        var scores: [Double] = []
        /// Where the sums of each row's cluster begin.
        var clusterStarts: [Int] = []
    }

    /// - `slice`: the clusters whose own games are gathered; empty for none.
    init(
        _ layout: GameLayout,
        _ model: AgencyModel,
        _ support: SupportTable,
        _ gaps: SupportGaps,
        clusterCount: Int?,
        slice: Range<Int>
    ) {
        precondition(
            layout.isUnclustered == (clusterCount == nil),
            "a layout of \(layout.isUnclustered ? "independent people" : "clusters") and \(String(describing: clusterCount)) clusters"
        )
        self.gaps = gaps
        self.layout = layout
        self.model = model
        self.support = support
        self.slice = slice
        self.clusterCount = clusterCount
        batch = PatternBatch(layout)
        groups = PatternGroups(playerCount: layout.playerCount)
        patternPlaces = [Int32](repeating: -1, count: 1 << layout.playerCount)
        extrapolations = ExtrapolationSums(agencies: layout.playerCount, range: layout.outcomeRange)
        let size = layout.scoreRowLength
        scoreProducts = Matrix(
            rowCount: layout.isUnclustered ? size : 0,
            columnCount: layout.isUnclustered ? size : 0
        )
        clusterSums = clusterCount.map { [Double](repeating: 0, count: $0 * size) } ?? []
        clusterDividends = [Double](repeating: 0, count: slice.count << layout.playerCount)
    }

    /// Whether the functionals of clusters follow from their games, so that those of single people need not be found.
    var clusterGamesAreWhole: Bool {
        !layout.isUnclustered && !slice.isEmpty && slice.count == clusterCount
    }

    /// The place of the sums of a pattern, made where there are none.
    mutating func place(of pattern: UInt64) -> Int {
        let known = patternPlaces[Int(pattern)]
        if known >= 0 { return Int(known) }
        // Within a block too: many agencies make many patterns with long records.
        if heldCount > Self.mostHeld { fold() }
        let subsets = SubsetMasks(pattern)
        hold(
            PatternSums(
                pattern: pattern,
                subsets: subsets,
                records: [Double](repeating: 0, count: subsets.masks.count * layout.recordLength),
                gaps: subsets.masks.indices.filter { gaps.hasGaps(subsets.masks[$0]) }
            )
        )
        return patterns.count - 1
    }

    private mutating func hold(_ sums: PatternSums) {
        patternPlaces[Int(sums.pattern)] = Int32(patterns.count)
        heldCount += sums.records.count
        patterns.append(sums)
    }

    /// Adds the people of a batch to the records of their pattern.
    mutating func addBatch(toRecordsAt place: Int) {
        let subsets = patterns[place].subsets
        let batch = batch
        patterns[place].records.withUnsafeMutableBufferPointer { records in
            guard let base = records.baseAddress else { return }
            batch.add(to: base, subsets)
        }
    }

    /// Counts one person of a pattern by the support of every subset.
    ///
    /// - `cells`: of the support table; `means`: μ of every subset, `stride` apart; `count`: people who are alike, whose weight it is.
    mutating func addGaps(
        _ place: Int,
        _ cells: [Int],
        means: UnsafePointer<Double>,
        stride: Int,
        weight: Double,
        count: Double
    ) {
        let length = layout.recordLength
        var lacking: [Int] = []
        for subset in patterns[place].gaps {
            let grade = gaps.grade(patterns[place].subsets.masks[subset], cells: cells)
            let record = subset * length
            switch grade {
            case .full: continue
            case .thin: patterns[place].records[record + GameLayout.Record.thin] += count
            case .structural, .none:
                patterns[place].records[record + GameLayout.Record.unsupported] += count
                if grade == .none {
                    patterns[place].records[record + GameLayout.Record.neverSeen] += count
                }
                lacking.append(subset)
            }
        }
        guard !lacking.isEmpty else { return }
        unsupportedPeople += Int(count)
        extrapolations.add(
            lacking,
            of: patterns[place].subsets,
            means,
            stride: stride,
            weight: weight
        )
    }

    /// Folds the records of all patterns into one table of dividends and lets them go.
    private mutating func fold() {
        // Taken, not copied: the table of sixteen agencies is the largest thing there is.
        var table = folded.take() ?? CoalitionSums(layout)
        for sums in patterns.sorted(by: { $0.pattern < $1.pattern }) {
            table.addDividends(ofRecords: sums.records, subsets: sums.subsets, layout)
            patternPlaces[Int(sums.pattern)] = -1
        }
        folded = table
        patterns.removeAll()
        heldCount = 0
    }

    /// People for whom every coalition has support.
    var fullySupported: Int { people - unsupportedPeople }

    mutating func merge(_ other: GameSums) {
        people += other.people
        unsupportedPeople += other.unsupportedPeople
        extrapolations.merge(other.extrapolations)
        for sums in other.patterns {
            let place = Int(patternPlaces[Int(sums.pattern)])
            guard place >= 0 else {
                hold(sums)
                continue
            }
            for index in sums.records.indices {
                patterns[place].records[index] += sums.records[index]
            }
        }
        if let theirs = other.folded {
            if var mine = folded.take() {
                mine.add(theirs)
                folded = mine
            } else {
                folded = theirs
            }
        }
        if heldCount > Self.mostHeld { fold() }
        for index in scoreProducts.elements.indices {
            scoreProducts.elements[index] += other.scoreProducts.elements[index]
        }
        for index in clusterSums.indices { clusterSums[index] += other.clusterSums[index] }
        for index in clusterDividends.indices {
            clusterDividends[index] += other.clusterDividends[index]
        }
    }

    /// The sums with the functionals of clusters filled in, where these were left to follow from the games of clusters.
    ///
    /// - Complexity: O(clusters · 2^K · K²), coalitions without a dividend apart.
    func finished() -> GameSums {
        guard clusterGamesAreWhole, let clusterCount else { return self }
        var result = self
        let (places, length) = (layout.functionalPlaces, layout.scoreRowLength)
        let count = 1 << layout.playerCount
        result.clusterSums.withUnsafeMutableBufferPointer { sums in
            clusterDividends.withUnsafeBufferPointer { dividends in
                guard let into = sums.baseAddress, let from = dividends.baseAddress else { return }
                for cluster in 0..<clusterCount {
                    let own = from + cluster * count
                    for coalition in 0..<count where own[coalition] != 0 {
                        places.add(
                            dividends: own + coalition,
                            count: 1,
                            of: UInt64(coalition),
                            to: into + cluster * length,
                            stride: 1
                        )
                    }
                }
            }
        }
        return result
    }

    /// The sums of every coalition of the whole cohort: what stands in each pattern's records, with the gradient
    /// Σ w μ′ z spelt out by coefficient.
    ///
    /// A person's value under S depends on S ∩ A only, so dividends add up over patterns and are summed over subsets once:
    /// O(Σ_A 2^|A| · |A| + K · 2^K) records instead of one evaluation for each coalition and pattern.
    mutating func coalitionTable() -> CoalitionSums {
        fold()
        var table = folded.take() ?? CoalitionSums(layout)
        table.finish()
        return table
    }
}

extension GameSums.BlockScratch {
    /// Hands on the predictors of every part.
    func takePredictors(_ body: ([UnsafePointer<Double>]) -> Void) {
        func next(_ taken: [UnsafePointer<Double>]) {
            guard taken.count < predictors.count else { return body(taken) }
            predictors[taken.count].withUnsafeBufferPointer { own in
                if let base = own.baseAddress { next(taken + [base]) }
            }
        }
        next([])
    }
}
