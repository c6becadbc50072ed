internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// Finds how far services go together given the covariates, from all rows or enough of them.
///
/// Services are taken on the covariates' columns of the model, and within clusters, by least squares: one sum of cross-products.
struct SharedReasonsScan {
    let model: AgencyModel
    let centre: [Double]
    let clusterCount: Int?

    private var covariates: [Int] {
        model.terms.indices.filter { model.terms[$0] == .fixed }.map { $0 + 1 }
    }

    private var agencies: [Int] {
        model.terms.indices.filter {
            if case .agencies(let mask, nil) = model.terms[$0] {
                return mask.nonzeroBitCount == 1
            }
            return false
        }.map { $0 + 1 }
    }

    struct Sums: Sendable {
        var people = 0
        var products: [Double]
        /// Of each cluster: the sums of the columns.
        var clusters: [Double]
        var scratch: [Double] = []
    }

    /// - Complexity: O(rows · columns²); nil for one agency, and where no two agencies differ within clusters.
    func find(_ rows: CohortRows) throws -> SharedReasons? {
        // The ones stand among the columns of the covariates, the services last.
        let columns = [0] + covariates + agencies
        let (width, count) = (columns.count, agencies.count)
        guard count > 1 else { return nil }
        let empty = Sums(
            products: [Double](repeating: 0, count: width * width),
            clusters: [Double](repeating: 0, count: (clusterCount ?? 0) * width)
        )
        let (model, centre) = (model, centre)
        let isClustered = clusterCount != nil
        let states = try rows.forEachBlock(
            makeState: { _ in (sums: empty, design: DesignRows(model.design)) },
            body: { state, block in
                state.design.fill(block, origin: centre, constant: true)
                state.sums.add(
                    state.design,
                    columns,
                    block,
                    clusters: isClustered ? model.clusterRequest.map { block.column($0) } : nil
                )
            }
        )
        var sums = empty
        for state in states { sums.merge(state.sums) }
        return sums.correlation(width: width, services: count)
    }
}

extension SharedReasonsScan.Sums {
    mutating func add(
        _ design: DesignRows,
        _ columns: [Int],
        _ block: RowBlock,
        clusters ofRow: UnsafeMutablePointer<Double>?
    ) {
        let (width, rowCount, counts) = (columns.count, block.rowCount, block.counts)
        people += block.people
        if scratch.count < rowCount * width {
            scratch = [Double](repeating: 0, count: rowCount * width)
        }
        scratch.withUnsafeMutableBufferPointer { scratch in
            guard let base = scratch.baseAddress else { return }
            for (place, column) in columns.enumerated() {
                (base + place * rowCount).update(
                    from: design.base + column * design.stride,
                    count: rowCount
                )
            }
            if let ofRow {
                for place in 0..<width {
                    for row in 0..<rowCount {
                        clusters[Int(ofRow[row]) * width + place] +=
                            (counts?[row] ?? 1) * base[place * rowCount + row]
                    }
                }
            }
            if let counts {
                for place in 0..<width {
                    for row in 0..<rowCount {
                        base[place * rowCount + row] *= counts[row].squareRoot()
                    }
                }
            }
            products.withUnsafeMutableBufferPointer { products in
                guard let into = products.baseAddress else { return }
                addGram(
                    of: base,
                    rowCount: rowCount,
                    columnCount: width,
                    stride: rowCount,
                    to: into
                )
            }
        }
    }

    mutating func merge(_ other: Self) {
        people += other.people
        for index in products.indices { products[index] += other.products[index] }
        for index in clusters.indices { clusters[index] += other.clusters[index] }
    }

    /// - `services`: of the columns, those that stand last.
    func correlation(width: Int, services: Int) -> SharedReasons? {
        var matrix = Matrix(rowCount: width, columnCount: width)
        for column in 0..<width {
            for row in column..<width { matrix[row, column] = products[column * width + row] }
        }
        var met = 0
        for start in stride(from: 0, to: clusters.count, by: width) where clusters[start] > 0 {
            met += 1
            for column in 0..<width {
                let part = clusters[start + column] / clusters[start]
                for row in column..<width { matrix[row, column] -= part * clusters[start + row] }
            }
        }
        matrix.symmetriseFromLower()
        let first = width - services
        // With clusters the ones are nothing within them.
        let own = Array((clusters.isEmpty ? 0 : 1)..<first)
        let factor = CholeskyFactor(
            matrix.selecting(own),
            tolerance: LeastSquares.dependenceTolerance
        )
        let kept = factor.kept.map { own[$0] }
        var left = Matrix(rowCount: services, columnCount: services)
        for column in 0..<services {
            let solution = factor.solve(kept.map { matrix[$0, first + column] })
            for row in 0..<services {
                left[row, column] = matrix[first + row, first + column]
                for (place, other) in kept.enumerated() {
                    left[row, column] -= solution[place] * matrix[other, first + row]
                }
            }
        }
        let free = Double(people - kept.count - met)
        var (sum, pairs) = (0.0, 0)
        for one in 0..<services {
            for other in 0..<one {
                let scale = (left[one, one] * left[other, other]).squareRoot()
                // An agency of whole clusters, or one that the covariates decide, has nothing left.
                guard left[one, one] > 1e-6 * free, left[other, other] > 1e-6 * free else {
                    continue
                }
                sum += left[one, other] / scale
                pairs += 1
            }
        }
        guard pairs > 0, free > 0 else { return nil }
        let mean = sum / Double(pairs)
        return SharedReasons(
            correlation: mean,
            statistic: mean * (free * Double(pairs)).squareRoot()
        )
    }
}
