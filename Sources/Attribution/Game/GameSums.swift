internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// The sums of the last pass of an attribution, on one thread.
struct GameSums {
    private let layout: GameLayout
    private let model: AgencyModel
    private let support: SupportTable
    private let game: PersonGame
    private let gaps: SupportGaps
    private var patterns: [UInt64: PatternSums] = [:]
    /// Numbers in the records of `patterns`; beyond `mostHeld` they are folded into `folded`.
    private var heldCount = 0
    static let mostHeld = 1 << 22
    private var folded: CoalitionSums?
    /// Σ z zᵀ over score rows, lower triangle; for independent people.
    private(set) var scoreProducts: Matrix
    /// Sums of score rows by cluster.
    private(set) var clusterSums: [Double]
    /// Dividends of the game of each cluster, 2^K numbers a cluster, for the clusters in `slice`.
    private(set) var clusterDividends: [Double]
    private let slice: Range<Int>
    private var rows: [Double] = []
    private var projected: [Double] = []
    private var fixed: [Double]
    private var people = 0
    /// No residual is scaled up as if it had less freedom than this.
    private static let leastFreedom = 0.01
    /// People for whom some coalition lacks support.
    private var unsupportedPeople = 0
    /// How far the agencies' contributions rest on coalitions that lack support.
    private(set) var extrapolations: ExtrapolationSums

    /// Records of all subsets of one pattern.
    private struct PatternSums {
        let subsets: SubsetMasks
        var records: [Double]
        /// Whether any subset lacks support anywhere.
        let hasGaps: Bool
    }

    /// - `slice`: the clusters whose own games are gathered; empty for none.
    init(
        _ layout: GameLayout,
        _ model: AgencyModel,
        _ support: SupportTable,
        _ gaps: SupportGaps,
        clusterCount: Int,
        slice: Range<Int>
    ) {
        self.gaps = gaps
        self.layout = layout
        self.model = model
        self.support = support
        self.slice = slice
        game = PersonGame(layout)
        fixed = [Double](repeating: 0, count: layout.fixedColumns.count)
        extrapolations = ExtrapolationSums(agencies: layout.playerCount, range: layout.outcomeRange)
        let size = layout.scoreRowLength
        scoreProducts = Matrix(
            rowCount: layout.isUnclustered ? size : 0,
            columnCount: layout.isUnclustered ? size : 0
        )
        clusterSums = [Double](repeating: 0, count: layout.isUnclustered ? 0 : clusterCount * size)
        clusterDividends = [Double](repeating: 0, count: slice.count << layout.playerCount)
    }

    /// Adds a block of people.
    ///
    /// - `design`: the design of the block, less the centre, the column of ones first.
    mutating func add(_ block: RowBlock, design: DesignRows) {
        let count = block.rowCount
        people += count
        let coefficientCount = layout.coefficientCount
        let functionals = layout.functionalCount
        let length = layout.scoreRowLength
        if rows.count < count * length { rows = [Double](repeating: 0, count: count * length) }
        let exposures = exposurePatterns(block, model.agencyRequests)
        let outcome = block.column(model.outcomeRequest)
        let weights = model.weightRequest.map { block.column($0) }
        let clusters = model.clusterRequest.map { block.column($0) }
        let centredCoefficients = layout.centredCoefficients
        var predictors = [Double](repeating: 0, count: count)
        multiplyRows(
            design.base,
            rowCount: count,
            columnCount: coefficientCount,
            stride: design.stride,
            by: centredCoefficients,
            into: &predictors
        )
        var cells = [Int](repeating: 0, count: support.covariates.count)
        var by = [Double](repeating: 0, count: layout.byPlaces.count)
        var person = [Double](repeating: 0, count: coefficientCount)
        let leverages = layout.isAdjusted ? leverageParts(design, count) : []
        // The scratch rows are taken out of self while the sums of self grow.
        var scratch: [Double] = []
        swap(&scratch, &rows)
        defer { swap(&scratch, &rows) }
        scratch.withUnsafeMutableBufferPointer { buffer in
            guard let rows = buffer.baseAddress else { return }
            for row in 0..<count {
                let pattern = exposures[row]
                if patterns[pattern] == nil {
                    // Within a block too: many agencies make many patterns with long records.
                    if heldCount > GameSums.mostHeld { fold() }
                    let made = makePattern(pattern)
                    heldCount += made.records.count
                    patterns[pattern] = made
                }
                guard let index = patterns.index(forKey: pattern) else { continue }
                let subsets = patterns.values[index].subsets
                for column in 0..<coefficientCount {
                    person[column] = design.base[column * design.stride + row]
                }
                for (place, source) in model.byColumns.enumerated() {
                    switch source {
                    case .request(let request): by[place] = block.column(request)[row]
                    case .column(let column):
                        by[place] = person[column + 1] + layout.centre[column]
                    }
                }
                game.evaluate(subsets, predictor: predictors[row], by: by)
                let weight = weights?[row] ?? 1
                let everybody = subsets.masks.count - 1
                var residual = weight * (outcome[row] - game.means[everybody])
                if layout.isAdjusted {
                    let leverage = weight * game.slopes[everybody] * leverages[row]
                    residual /= max(1 - leverage, Self.leastFreedom).squareRoot()
                }
                // The score row.
                game.writeFunctionals(subsets, weight: weight, to: rows + row, stride: count)
                rows[functionals * count + row] = residual
                rows[(functionals + coefficientCount) * count + row] = weight
                addRecords(index, weight, residual, by, person)
                if patterns.values[index].hasGaps {
                    support.cellNumbers(block, row, into: &cells)
                    addGaps(index, cells, weight)
                }
                if let clusters, slice.contains(Int(clusters[row])) {
                    addDividends(subsets, weight, cluster: Int(clusters[row]))
                }
            }
            GameSums.spreadResiduals(rows + functionals * count, count, coefficientCount, design)
        }
        addScoreRows(scratch, count, clusters)
        if heldCount > GameSums.mostHeld { fold() }
    }

    private func makePattern(_ pattern: UInt64) -> PatternSums {
        let subsets = SubsetMasks(pattern)
        return PatternSums(
            subsets: subsets,
            records: [Double](repeating: 0, count: subsets.masks.count * layout.recordLength),
            hasGaps: subsets.masks.contains { gaps.hasGaps($0) }
        )
    }

    /// Folds the records of all patterns into one table of dividends and lets them go.
    private mutating func fold() {
        var table = folded ?? CoalitionSums(layout)
        for pattern in patterns.keys.sorted() {
            guard let sums = patterns[pattern] else { continue }
            table.addDividends(ofRecords: sums.records, subsets: sums.subsets, layout)
        }
        folded = table
        patterns.removeAll()
        heldCount = 0
    }

    /// Residuals, where the first score stands, times the design columns: the scores. The first column is that of ones.
    private static func spreadResiduals(
        _ scores: UnsafeMutablePointer<Double>,
        _ count: Int,
        _ coefficientCount: Int,
        _ design: DesignRows
    ) {
        for column in 1..<max(coefficientCount, 1) {
            let target = scores + column * count
            let values = design.base + column * design.stride
            for row in 0..<count { target[row] = scores[row] * values[row] }
        }
    }

    /// z′ H⁻¹ z of each row: its leverage, but for weight and variance.
    private mutating func leverageParts(_ design: DesignRows, _ count: Int) -> [Double] {
        let size = layout.coefficientCount
        if projected.count < count * size {
            projected = [Double](repeating: 0, count: count * size)
        }
        var result = [Double](repeating: 0, count: count)
        projected.withUnsafeMutableBufferPointer { projected in
            guard let base = projected.baseAddress else { return }
            multiplyRows(
                of: design.base,
                stride: design.stride,
                rowCount: count,
                columnCount: size,
                by: layout.inverseInformation.elements,
                columns: size,
                into: base,
                resultStride: count
            )
            for column in 0..<size {
                let (own, values) = (base + column * count, design.base + column * design.stride)
                for row in 0..<count { result[row] += own[row] * values[row] }
            }
        }
        return result
    }

    private mutating func addRecords(
        _ index: Dictionary<UInt64, PatternSums>.Index,
        _ weight: Double,
        _ residual: Double,
        _ by: [Double],
        _ person: [Double]
    ) {
        let length = layout.recordLength
        let (byPlaces, ownByCount) = (layout.byPlaces, layout.ownByCount)
        let (crossStart, hasCross) = (layout.crossStart, layout.hasCross)
        // The fixed columns of the person stand together.
        let fixedCount = layout.fixedColumns.count
        for (place, column) in layout.fixedColumns.enumerated() {
            fixed[place] = person[column + 1]
        }
        let count = patterns.values[index].subsets.masks.count
        let (fixed, game) = (fixed, game)
        patterns.values[index].records.withUnsafeMutableBufferPointer { records in
            guard let base = records.baseAddress else { return }
            for subset in 0..<count {
                let record = base + subset * length
                let mean = game.means[subset]
                let slope = weight * game.slopes[subset]
                record[GameLayout.Record.value] += weight * mean
                record[GameLayout.Record.squaredWeight] += weight * weight * mean
                record[GameLayout.Record.square] += weight * weight * mean * mean
                record[GameLayout.Record.slope] += slope
                let slopes = record + GameLayout.Record.slope + 1
                if ownByCount > 0 {
                    for (place, source) in byPlaces.enumerated() {
                        if case .own(let own) = source { slopes[own] += slope * by[place] }
                    }
                }
                for place in 0..<fixedCount { slopes[ownByCount + place] += slope * fixed[place] }
                guard hasCross else { continue }
                let factor = weight * mean * residual
                let cross = record + crossStart
                for column in 0..<person.count { cross[column] += factor * person[column] }
            }
        }
    }

    private mutating func addGaps(
        _ index: Dictionary<UInt64, PatternSums>.Index,
        _ cells: [Int],
        _ weight: Double
    ) {
        let length = layout.recordLength
        let subsets = patterns.values[index].subsets
        var lacking: [Int] = []
        for (subset, mask) in subsets.masks.enumerated() {
            let grade = gaps.grade(mask, cells: cells)
            let record = subset * length
            switch grade {
            case .full: continue
            case .thin: patterns.values[index].records[record + GameLayout.Record.thin] += 1
            case .structural, .none:
                patterns.values[index].records[record + GameLayout.Record.unsupported] += 1
                if grade == .none {
                    patterns.values[index].records[record + GameLayout.Record.neverSeen] += 1
                }
                lacking.append(subset)
            }
        }
        guard !lacking.isEmpty else { return }
        unsupportedPeople += 1
        extrapolations.add(lacking, of: subsets, game.means, weight: weight)
    }

    private mutating func addDividends(_ subsets: SubsetMasks, _ weight: Double, cluster: Int) {
        let start = (cluster - slice.lowerBound) << layout.playerCount
        let dividends = game.dividends(subsets)
        for (subset, mask) in subsets.masks.enumerated() {
            clusterDividends[start + Int(mask)] += weight * dividends[subset]
        }
    }

    private mutating func addScoreRows(
        _ rows: [Double],
        _ count: Int,
        _ clusters: UnsafeMutablePointer<Double>?
    ) {
        let length = layout.scoreRowLength
        let isUnclustered = layout.isUnclustered
        rows.withUnsafeBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            guard !isUnclustered, let clusters else {
                scoreProducts.elements.withUnsafeMutableBufferPointer { products in
                    guard let into = products.baseAddress else { return }
                    addGram(of: base, rowCount: count, columnCount: length, stride: count, to: into)
                }
                return
            }
            clusterSums.withUnsafeMutableBufferPointer { sums in
                for column in 0..<length {
                    for row in 0..<count {
                        sums[Int(clusters[row]) * length + column] += base[column * count + row]
                    }
                }
            }
        }
    }

    /// People for whom every coalition has support.
    var fullySupported: Int { people - unsupportedPeople }

    mutating func merge(_ other: GameSums) {
        people += other.people
        unsupportedPeople += other.unsupportedPeople
        extrapolations.merge(other.extrapolations)
        for (pattern, sums) in other.patterns {
            guard var mine = patterns[pattern] else {
                patterns[pattern] = sums
                heldCount += sums.records.count
                continue
            }
            for index in mine.records.indices { mine.records[index] += sums.records[index] }
            patterns[pattern] = mine
        }
        if let theirs = other.folded {
            var mine = folded ?? CoalitionSums(layout)
            mine.add(theirs)
            folded = mine
        }
        if heldCount > GameSums.mostHeld { fold() }
        for index in scoreProducts.elements.indices {
            scoreProducts.elements[index] += other.scoreProducts.elements[index]
        }
        for index in clusterSums.indices { clusterSums[index] += other.clusterSums[index] }
        for index in clusterDividends.indices {
            clusterDividends[index] += other.clusterDividends[index]
        }
    }

    /// The sums of every coalition of the whole cohort: what stands in each pattern's records, with the gradient
    /// Σ w μ′ z spelt out by coefficient.
    ///
    /// A person's value under S depends on S ∩ A only, so dividends add up over patterns and are summed over subsets once:
    /// O(Σ_A 2^|A| · |A| + K · 2^K) records instead of one evaluation for each coalition and pattern.
    mutating func coalitionTable() -> CoalitionSums {
        fold()
        var table = folded ?? CoalitionSums(layout)
        table.finish()
        return table
    }
}
