internal import TopsliceRecords

/// Makes moments fit to leave the agency that holds the people: no cell of few people can be read from them or subtracted from
/// what is in them, no group has more parameters than a third of its people, and nothing names a file or a person.
///
/// - Columns of two values (0 and 1, 1 and 2) are left out while some cell that follows from the sums is small in all rows together: of a
///   column alone or crossed with another, of the base level of a factor, of one agency without another (`DisclosedCells`).
/// - Clusters that are small, have small cells, or hold fewer than three people a coefficient are brought together, in the order of their
///   labels, into groups that are fit; where some are left over, other groups or clusters join them. So coefficients lose nothing;
///   only clustered errors see fewer clusters.
/// - Exposure patterns are kept where each is fit as a cluster must be, or else left out, all of them: with the cross-products, which
///   tell of every two exposures who had both, one pattern gives another. Their counts, and those of rows read, are rounded, and
///   so are their means, from which the counts could be had.
/// - The origin, which may be one person's values, is moved to rounded means.
///
/// Weighted sums tell of nobody how many they are, so cells are counted in the sums beside them in which each person counts once, which are
/// left out at the end.
///
/// The limit of a third is that of DataSHIELD (`nfilter.glm`, 0.33). Sums over other numbers than two are released over groups
/// of at least the threshold; that one person's large number or weight may stand out in them is not looked at, nor what two files of nearly
/// the same people tell by their difference.
package struct MomentsSealing {
    package static let defaultThreshold = 10
    /// Counts are rounded to multiples of this.
    package static let rounding = 5
    package static let rowsPerParameter = 3

    private let threshold: Int
    private var document: MomentsDocument
    private var columns: [SealCost.Column] = []
    private var namesLeftOut: [String] = []

    /// - Throws: where the moments cannot be sealed whatever is left out.
    package static func sealed(
        _ document: MomentsDocument,
        threshold: Int
    ) throws(MomentsSealError) -> (document: MomentsDocument, cost: SealCost) {
        var sealing = MomentsSealing(threshold: threshold, document: document)
        return try sealing.seal()
    }

    private init(threshold: Int, document: MomentsDocument) {
        self.threshold = threshold
        self.document = document
    }

    private mutating func seal() throws(MomentsSealError) -> (
        document: MomentsDocument, cost: SealCost
    ) {
        guard document.seal == nil else { throw .alreadySealed }
        if let fit = document.fit { throw .fitted(family: fit.family) }
        if let weights = document.model.weights,
            document.moments.clusters.contains(where: \.people.isEmpty)
        {
            throw .weighted(by: weights)
        }
        let rows = document.moments.rowCount
        guard rows >= threshold else { throw .tooFewRows(rows, threshold: threshold) }
        try leaveOutColumns()
        guard rows >= parameters * Self.rowsPerParameter else {
            throw .tooManyParameters(parameters, rows: rows)
        }
        let before = document.moments.clusters.count
        let wasFolded = document.moments.clustersFolded
        let (pooled, pooledRows) = try poolClusters()
        let (patterns, patternRows) = leaveOutPatterns()
        let indicators = DisclosedCells(
            document.moments,
            sums: document.moments.folded,
            threshold: threshold
        ).indicators
        moveOrigin()
        roundPatterns(indicators)
        for place in document.moments.clusters.indices {
            document.moments.clusters[place].people = []
        }
        for place in document.inputs.indices {
            document.inputs[place].path = "input \(place + 1)"
            document.inputs[place].rowsRead = Self.rounded(document.inputs[place].rowsRead)
            document.inputs[place].rowsAnalysed = Self.rounded(
                document.inputs[place].rowsAnalysed
            )
        }
        document.seal = .init(
            threshold: threshold,
            clusters: pooled,
            patterns: patterns,
            columns: namesLeftOut
        )
        let cost = SealCost(
            threshold: threshold,
            rows: rows,
            columns: columns,
            clustersBefore: before,
            clustersAfter: document.moments.clusters.count,
            pooledClusters: pooled,
            pooledRows: pooledRows,
            patterns: patterns,
            patternRows: patternRows,
            losesClusters: document.moments.clustersFolded && !wasFolded
        )
        return (document, cost)
    }

    /// Coefficients of the model.
    private var parameters: Int {
        document.moments.columns.count - 1 + (document.model.hasIntercept ? 1 : 0)
    }

    static func rounded(_ count: Int) -> Int { (count + rounding / 2) / rounding * rounding }

    // MARK: - Columns

    /// Leaves out columns, those with most small cells first, until no cell of all rows is small.
    private mutating func leaveOutColumns() throws(MomentsSealError) {
        let response = document.moments.columns.count - 1
        let responseName = document.moments.columns[response]
        while true {
            let whole = document.moments.folded
            let cells = DisclosedCells(document.moments, sums: whole, threshold: threshold)
            let found = cells.smallCells(whole)
            guard !found.isEmpty else { return }
            let last = document.moments.columns.count - 1
            guard
                let worst = found.filter({ $0.key != last }).max(by: {
                    ($0.value, $0.key) < ($1.value, $1.key)
                })
            else { throw .rareOutcome(responseName, threshold: threshold) }
            let own = document.moments.columns[worst.key]
            columns.append(.init(name: own, smallCells: worst.value))
            namesLeftOut.append(nameless(own))
            document.moments = document.moments.without(column: worst.key)
            leaveOutProducts(of: own)
            guard document.moments.columns.count > 1 else {
                throw .nothingLeft(threshold: threshold)
            }
        }
    }

    /// What the file calls a column that was left out: a level of a few people may name them. Forgets the level.
    private mutating func nameless(_ column: String) -> String {
        for place in document.model.factors.indices {
            let factor = document.model.factors[place]
            let prefixes = ["factor(\(factor.column))", "\(factor.column)::", factor.column]
            for (number, level) in factor.levels.enumerated() {
                guard let prefix = prefixes.first(where: { $0 + level == column }) else { continue }
                document.model.factors[place].levels.remove(at: number)
                return prefix + "…"
            }
        }
        return column
    }

    /// Products with a level that was left out, which may be of nobody, have its name.
    private mutating func leaveOutProducts(of column: String) {
        guard namesLeftOut.last != column else { return }
        let isProduct = { (name: String) in (":" + name + ":").contains(":" + column + ":") }
        while let place = document.moments.columns.firstIndex(where: isProduct) {
            document.moments = document.moments.without(column: place)
        }
    }

    // MARK: - Clusters

    private mutating func poolClusters() throws(MomentsSealError) -> (clusters: Int, rows: Int) {
        let moments = document.moments
        guard moments.clusters.count > 1 else { return (0, 0) }
        let cells = DisclosedCells(moments, sums: moments.folded, threshold: threshold)
        let least = max(threshold, parameters * Self.rowsPerParameter)
        func isFit(_ sums: Moments.ClusterSums) -> Bool {
            sums.rowCount >= least && cells.smallCells(sums).isEmpty
        }
        var unfit: [Moments.ClusterSums] = []
        var kept: [Moments.ClusterSums] = []
        for cluster in moments.clusters {
            if isFit(cluster) { kept.append(cluster) } else { unfit.append(cluster) }
        }
        guard !unfit.isEmpty else { return (0, 0) }
        // The smallest last, to be taken first.
        kept.sort {
            $0.rowCount == $1.rowCount
                ? $1.label.utf8.lexicographicallyPrecedes($0.label.utf8)
                : $0.rowCount > $1.rowCount
        }
        var groups: [[Moments.ClusterSums]] = []
        var open: [Moments.ClusterSums] = []
        func closeIfFit() {
            guard open.count > 1, isFit(moments.folded(open)) else { return }
            groups.append(open)
            open = []
        }
        for cluster in unfit {
            open.append(cluster)
            closeIfFit()
        }
        while !open.isEmpty {
            if let group = groups.popLast() {
                open += group
            } else if let next = kept.popLast() {
                open.append(next)
            } else {
                break
            }
            closeIfFit()
        }
        if !open.isEmpty { groups.append(open) }
        let name = try poolName()
        let sums = groups.enumerated().map { number, group in
            var sum = moments.folded(group)
            sum.label = "(group \(number + 1) of \(name))"
            return sum
        }
        if kept.isEmpty, sums.count == 1 {
            document.moments.clustersFolded = document.model.cluster != nil
            document.moments.clusters = [moments.folded]
        } else {
            document.moments.clusters = Moments.addClusters(kept + sums, [])
        }
        return (
            groups.reduce(0) { $0 + $1.count }, sums.reduce(0) { $0 + $1.rowCount }
        )
    }

    /// A name that no other agency's sealed file has.
    private func poolName() throws(MomentsSealError) -> String {
        let names = document.inputs.map(\.sha256).joined()
        do throws(HashingError) {
            return String(try SHA256Digest.of(Array(names.utf8)).prefix(12))
        } catch {
            throw .hashing(error)
        }
    }

    // MARK: - Patterns

    private mutating func leaveOutPatterns() -> (patterns: Int, rows: Int) {
        let moments = document.moments
        let whole = moments.folded
        let cells = DisclosedCells(moments, sums: whole, threshold: threshold)
        let isWeighted = document.model.weights != nil
        let areFit = moments.patterns.allSatisfy { pattern in
            // How many people have something cannot be told from weighted sums.
            pattern.rowCount >= max(threshold, parameters * Self.rowsPerParameter)
                && !(isWeighted && pattern.people.isEmpty)
        }
        if areFit, !cells.hasSmallCell(moments.patterns, of: whole) { return (0, 0) }
        document.moments.patterns = []
        return (moments.patterns.count, moments.patterns.reduce(0) { $0 + $1.rowCount })
    }

    /// Rounds counts and means of patterns: a share of 7 in 43 would tell that they are 43.
    private mutating func roundPatterns(_ indicators: [TwoValuedColumn]) {
        let origin = document.moments.origin
        let isWeighted = document.model.weights != nil
        document.moments.patterns = document.moments.patterns.map { pattern in
            let count = max(Self.rounding, Self.rounded(pattern.rowCount))
            let weight = isWeighted ? Self.short(pattern.sums[0]) : Double(count)
            var sums = pattern.sums.map { weight * Self.short($0 / pattern.sums[0]) }
            sums[0] = weight
            for column in indicators {
                let shift = column.low - origin[column.place]
                let width = column.high - column.low
                let part = (pattern.sums[column.place + 1] / pattern.sums[0] - shift) / width
                let share =
                    isWeighted
                    ? (part * 100).rounded() / 100
                    : Double(Self.rounded(Int((part * Double(pattern.rowCount)).rounded())))
                        / Double(count)
                sums[column.place + 1] = weight * (shift + share * width)
            }
            return .init(pattern: pattern.pattern, rowCount: count, sums: sums)
        }
    }

    // MARK: - Origin

    /// The means of all rows to two digits.
    private mutating func moveOrigin() {
        let moments = document.moments
        let whole = moments.folded
        document.moments = moments.moved(
            to: moments.columns.indices.map { column in
                let mean = moments.origin[column] + whole.products[column + 1] / whole.products[0]
                return Self.short(mean)
            }
        )
    }

    private static func short(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return 0 }
        var unit = 1.0
        while value.magnitude >= unit * 100 { unit *= 10 }
        while value.magnitude < unit * 10, unit > 1e-300 { unit /= 10 }
        return (value / unit).rounded() * unit
    }
}

extension Moments {
    /// All clusters as one.
    var folded: ClusterSums { folded(clusters) }

    /// The moments without one of their columns.
    func without(column: Int) -> Moments {
        let places = (0..<order).filter { $0 != column + 1 }
        let size = places.count
        return Moments(
            columns: columns.indices.filter { $0 != column }.map { columns[$0] },
            origin: origin.indices.filter { $0 != column }.map { origin[$0] },
            clusters: clusters.map { cluster in
                func rest(_ sums: [Double]) -> [Double] {
                    guard !sums.isEmpty else { return [] }
                    var products = [Double](repeating: 0, count: size * size)
                    for (target, source) in places.enumerated() {
                        for row in target..<size {
                            products[row + target * size] = sums[places[row] + source * order]
                        }
                    }
                    return products
                }
                return ClusterSums(
                    label: cluster.label,
                    rowCount: cluster.rowCount,
                    products: rest(cluster.products),
                    people: rest(cluster.people)
                )
            },
            patterns: patterns.map { pattern in
                PatternSums(
                    pattern: pattern.pattern,
                    rowCount: pattern.rowCount,
                    sums: places.map { pattern.sums[$0] }
                )
            },
            clustersFolded: clustersFolded
        )
    }
}
