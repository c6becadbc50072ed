internal import TopsliceLinearAlgebra

/// Gathers moments from blocks of rows: one accumulator a thread, merged at the end.
///
/// The rows of a block are brought together by cluster, so that each cluster takes one `dsyrk` a block.
package struct MomentsAccumulator: Sendable {
    /// Cluster products are folded into one beyond this many numbers (256 MiB), and clustered errors then take a second pass.
    package static let mostClusterNumbers = 1 << 25

    private static let rowsAtHand = 64

    /// Means of the first block, so that sums stay near zero; empty before it.
    private var origin: [Double] = []
    private var order: Int { origin.count + 1 }
    private var products: [[Double]] = []
    /// The same with each person once; empty unless it is kept and rows are weighted.
    private var people: [[Double]] = []
    private let keepsPeople: Bool
    private var rowCounts: [Int] = []
    private var patternSums: [UInt64: Moments.PatternSums] = [:]
    private var folded = false
    private var records: [Double] = []
    private var places: [Int] = []
    private var starts: [Int] = []

    /// - `keepsPeople`: whether the sums in which each person counts once are kept beside weighted ones.
    package init(keepsPeople: Bool = false) { self.keepsPeople = keepsPeople }

    /// Adds a block of rows.
    ///
    /// - `base`: `columnCount` columns, `stride` apart, of `rowCount` numbers each.
    /// - `weights`: nil for ones. Weights are zero or more.
    /// - `counts`: how many people each row stands for, whose weights together are in `weights`; nil for one each.
    /// - `clusters`: cluster number of each row as a whole double, nil for one cluster.
    /// - `patterns`: exposure pattern of each row, nil where no exposures are declared.
    /// - Complexity: O(rowCount · q²).
    package mutating func add(
        base: UnsafePointer<Double>,
        stride: Int,
        rowCount: Int,
        columnCount: Int,
        weights: UnsafePointer<Double>? = nil,
        counts: UnsafePointer<Double>? = nil,
        clusters: UnsafePointer<Double>? = nil,
        patterns: [UInt64]? = nil
    ) {
        guard rowCount > 0 else { return }
        if origin.isEmpty {
            origin = (0..<columnCount).map { column in
                (0..<rowCount).reduce(0) { $0 + base[column * stride + $1] } / Double(rowCount)
            }
        }
        if !folded, let clusters, wouldHoldTooMuch(clusters, rowCount) { fold() }
        let clusters = folded ? nil : clusters
        sort(rowCount, clusters)
        gather(base, stride, rowCount, weights)
        for cluster in 0..<(starts.count - 1) {
            let count = starts[cluster + 1] - starts[cluster]
            guard count > 0 else { continue }
            if products[cluster].isEmpty {
                products[cluster] = [Double](repeating: 0, count: order * order)
            }
            rowCounts[cluster] += weights == nil ? count : 0
            Self.addGroup(
                of: records,
                order: order,
                to: &products[cluster],
                first: starts[cluster] * order,
                count: count
            )
        }
        if let weights {
            for row in 0..<rowCount where weights[row] > 0 {
                rowCounts[clusters.map { Int($0[row]) } ?? 0] += counts.map { Int($0[row]) } ?? 1
            }
        }
        if let patterns { addPatterns(patterns, rowCount, weights, counts) }
        if weights != nil, keepsPeople { addPeople(base, stride, rowCount, counts, patterns) }
    }

    private mutating func addPeople(
        _ base: UnsafePointer<Double>,
        _ stride: Int,
        _ rowCount: Int,
        _ counts: UnsafePointer<Double>?,
        _ patterns: [UInt64]?
    ) {
        gather(base, stride, rowCount, counts)
        if let patterns { addPeople(patterns, counts) }
        while people.count < products.count { people.append([]) }
        for cluster in 0..<(starts.count - 1) {
            let count = starts[cluster + 1] - starts[cluster]
            guard count > 0 else { continue }
            if people[cluster].isEmpty {
                people[cluster] = [Double](repeating: 0, count: order * order)
            }
            Self.addGroup(
                of: records,
                order: order,
                to: &people[cluster],
                first: starts[cluster] * order,
                count: count
            )
        }
    }

    /// Whether the products of the clusters up to the highest one of a block are more than may be kept.
    private func wouldHoldTooMuch(_ clusters: UnsafePointer<Double>, _ rowCount: Int) -> Bool {
        var highest = products.count - 1
        for row in 0..<rowCount { highest = max(highest, Int(clusters[row])) }
        return Double(highest + 1) * Double(order) * Double(order)
            > Double(MomentsAccumulator.mostClusterNumbers)
    }

    /// The moments, each cluster under its label.
    ///
    /// - `labels`: label of each cluster number; empty for one unlabelled cluster.
    package func moments(columns: [String], labels: [String]) -> Moments {
        var sums: [Moments.ClusterSums] = []
        for (number, product) in products.enumerated() where !product.isEmpty {
            sums.append(
                .init(
                    label: folded || labels.isEmpty ? "" : labels[number],
                    rowCount: rowCounts[number],
                    products: product,
                    people: people.isEmpty ? [] : people[number]
                )
            )
        }
        return Moments(
            columns: columns,
            origin: origin,
            // Two numbers may have one label: `1` and `1.0` are the same cluster.
            clusters: Moments.addClusters(sums, []),
            patterns: patternSums.sorted { $0.key < $1.key }.map(\.value),
            clustersFolded: folded
        )
    }

    /// Adds `count` gathered records to products.
    ///
    /// Of no accumulator: one that is read while its own products are written is copied first, with the products of every cluster.
    private static func addGroup(
        of records: [Double],
        order: Int,
        to products: inout [Double],
        first: Int,
        count: Int
    ) {
        records.withUnsafeBufferPointer { source in
            products.withUnsafeMutableBufferPointer { target in
                guard let into = target.baseAddress, let from = source.baseAddress else { return }
                addRecordGram(of: from + first, rowCount: count, columnCount: order, to: into)
            }
        }
    }

    /// Counting sort: `places[i]` is where row i goes, `starts[c]` where cluster c begins.
    private mutating func sort(_ rowCount: Int, _ clusters: UnsafePointer<Double>?) {
        if places.count < rowCount { places = [Int](repeating: 0, count: rowCount) }
        guard let clusters else {
            starts = [0, rowCount]
            for row in 0..<rowCount { places[row] = row }
            ensureClusters(1)
            return
        }
        var highest = 0
        for row in 0..<rowCount { highest = max(highest, Int(clusters[row])) }
        ensureClusters(highest + 1)
        starts = [Int](repeating: 0, count: products.count + 1)
        for row in 0..<rowCount { starts[Int(clusters[row]) + 1] += 1 }
        for cluster in 1..<starts.count { starts[cluster] += starts[cluster - 1] }
        var next = starts
        for row in 0..<rowCount {
            let cluster = Int(clusters[row])
            places[row] = next[cluster]
            next[cluster] += 1
        }
    }

    private mutating func ensureClusters(_ count: Int) {
        while products.count < count {
            products.append([])
            rowCounts.append(0)
        }
    }

    /// Writes √w · z of every row, record after record, in cluster order.
    private mutating func gather(
        _ base: UnsafePointer<Double>,
        _ stride: Int,
        _ rowCount: Int,
        _ weights: UnsafePointer<Double>?
    ) {
        if records.count < rowCount * order {
            records = [Double](repeating: 0, count: rowCount * order)
        }
        let order = order
        records.withUnsafeMutableBufferPointer { records in
            places.withUnsafeBufferPointer { places in
                for row in 0..<rowCount { records[places[row] * order] = 1 }
                // Some rows at a time, so that their records are still at hand when the next column comes.
                for first in Swift.stride(from: 0, to: rowCount, by: Self.rowsAtHand) {
                    let rows = first..<min(first + Self.rowsAtHand, rowCount)
                    for index in 0..<(order - 1) {
                        let column = base + index * stride
                        let shift = origin[index]
                        for row in rows {
                            records[places[row] * order + index + 1] = column[row] - shift
                        }
                    }
                }
                guard let weights else { return }
                for row in 0..<rowCount {
                    let root = weights[row].squareRoot()
                    let start = places[row] * order
                    for index in start..<(start + order) { records[index] *= root }
                }
            }
        }
    }

    private mutating func addPatterns(
        _ patterns: [UInt64],
        _ rowCount: Int,
        _ weights: UnsafePointer<Double>?,
        _ counts: UnsafePointer<Double>?
    ) {
        let (order, records) = (order, records)
        for row in 0..<rowCount {
            let root = weights.map { $0[row].squareRoot() } ?? 1
            let start = places[row] * order
            let pattern = patterns[row]
            Self.addRecord(
                records[start..<(start + order)],
                root,
                to: &patternSums[pattern, default: .init(pattern: pattern, order: order)].sums
            )
            guard root > 0 else { continue }
            patternSums[pattern]?.rowCount += counts.map { Int($0[row]) } ?? 1
        }
    }

    /// The same with each person once, after their records were gathered so.
    private mutating func addPeople(_ patterns: [UInt64], _ counts: UnsafePointer<Double>?) {
        let (order, records) = (order, records)
        for (row, pattern) in patterns.enumerated() {
            let start = places[row] * order
            Self.addRecord(
                records[start..<(start + order)],
                counts.map { $0[row].squareRoot() } ?? 1,
                to: &patternSums[pattern, default: .init(pattern: pattern, order: order)].people
            )
        }
    }

    private static func addRecord(
        _ record: ArraySlice<Double>,
        _ root: Double,
        to sums: inout [Double]
    ) {
        if sums.isEmpty { sums = [Double](repeating: 0, count: record.count) }
        for (index, value) in zip(sums.indices, record) { sums[index] += root * value }
    }

    private mutating func fold() {
        guard !products.isEmpty else {
            folded = true
            return
        }
        func total(_ products: [[Double]]) -> [Double] {
            var total = [Double](repeating: 0, count: order * order)
            for product in products where !product.isEmpty {
                for index in total.indices { total[index] += product[index] }
            }
            return total
        }
        products = [total(products)]
        if !people.isEmpty { people = [total(people)] }
        rowCounts = [rowCounts.reduce(0, +)]
        folded = true
    }
}
