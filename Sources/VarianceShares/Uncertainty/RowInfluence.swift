internal import TopsliceLinearAlgebra

/// Intervals of shares of R² from influence functions, every row being independent of the others.
///
/// The influence of a row on a share is a quadratic form in the row (see `InfluenceIntervals`), so one more pass
/// over the rows gives the standard errors of any number of them, in memory that does not grow with it.
///
/// Complexity: n²/16 walks over all subsets once, then about n² (p + 2) operations a row, n columns, p players.
package struct RowInfluence: Sendable {
    private let estimate: VarianceSharesResult
    /// Of the columns as rows bring them.
    private let means: [Double]
    private let scales: [Double]
    /// Coefficients of the forms: shape (pairs, quantities), column-major; pairs of columns r ≥ c, c = 0 first.
    private let forms: [Double]
    private let quantities: Int
    private let pairs: Int
    private let columnCount: Int

    /// - Parameters:
    ///   - products: of all rows, about their means.
    ///   - means: of the columns in the order of `products.names`, then of the response.
    /// - Throws: `VarianceSharesError` on unusable data; `.linearlyDependent` where coefficients are not
    ///   defined.
    package init(
        _ products: RegressorProducts,
        means: [Double],
        players structure: PlayerStructure = PlayerStructure(),
        control: WalkControl = WalkControl()
    ) throws {
        let standardised = try StandardisedProducts(products)
        guard standardised.dependencies.isEmpty else {
            throw VarianceSharesError.linearlyDependent(standardised.dependencies)
        }
        let size = products.names.count + 1
        guard means.count == size else {
            throw VarianceSharesError.wrongSize(columns: size, entries: means.count)
        }
        estimate = try ExactShares.compute(products, players: structure, control: control)
        let measured = MeasuredShares(
            products: standardised,
            players: try ResolvedPlayers(structure, columns: products.names),
            threads: control.threads
        )
        var gradient = try measured.gradient()
        // The last pair is the response with itself: its share of the variance of y.
        let shares =
            estimate.shares.map(\.lmg) + [estimate.rSquared - estimate.alwaysRSquared]
        let last = gradient.count - 1
        for pair in gradient.indices {
            gradient[pair][shares.count] *= -1
            guard pair == last else { continue }
            for (quantity, share) in shares.enumerated() { gradient[pair][quantity] -= share }
            gradient[pair][shares.count] += 1 - estimate.rSquared
        }
        quantities = shares.count + 1
        pairs = gradient.count
        forms = (0..<quantities).flatMap { quantity in gradient.map { $0[quantity] } }
        self.means = means
        scales = (0..<size).map { 1 / products.matrix[$0 * size + $0].squareRoot() }
        columnCount = size
    }

    /// What one worker has gathered.
    package struct Sums: Sendable {
        fileprivate var sums: InfluenceSums
        fileprivate var scratch: [Double]
    }

    /// Rows worked on at once, so that everything stays in the nearest caches.
    private static let chunk = 256

    package func makeSums() -> Sums {
        Sums(
            sums: InfluenceSums(players: estimate.shares.count),
            scratch: Array(repeating: 0, count: (columnCount + pairs + quantities) * Self.chunk)
        )
    }

    /// Adds rows: column `j` at `base + j * stride`, the response last; rows of weight zero do not count.
    ///
    /// - `counts`: how many people each row stands for, whose weights together are in `weights`; nil for one each.
    package func add(
        _ base: UnsafePointer<Double>,
        stride: Int,
        rows: Int,
        weights: UnsafePointer<Double>?,
        counts: UnsafePointer<Double>? = nil,
        to sums: inout Sums
    ) {
        for first in Swift.stride(from: 0, to: rows, by: Self.chunk) {
            let count = min(Self.chunk, rows - first)
            add(
                base + first,
                stride: stride,
                count: count,
                weights: weights.map { $0 + first },
                counts: counts.map { $0 + first },
                to: &sums
            )
        }
    }

    /// - Parameter parts: in the order of the workers, so that the same threads give the same bytes.
    package func intervals(_ parts: [Sums], level: Double) -> ShareIntervals {
        var sums = InfluenceSums(players: estimate.shares.count)
        for part in parts { sums.add(part.sums) }
        return sums.intervals(of: estimate, level: level)
    }

    private func add(
        _ base: UnsafePointer<Double>,
        stride: Int,
        count: Int,
        weights: UnsafePointer<Double>?,
        counts: UnsafePointer<Double>?,
        to sums: inout Sums
    ) {
        let chunk = Self.chunk, quantities = quantities
        for row in 0..<count where weights.map({ $0[row] > 0 }) ?? true {
            sums.sums.units += counts.map { Int($0[row]) } ?? 1
        }
        sums.scratch.withUnsafeMutableBufferPointer { scratch in
            guard let centred = scratch.baseAddress else { return }
            let products = centred + columnCount * chunk
            let influence = products + pairs * chunk
            for column in 0..<columnCount {
                let source = base + column * stride, target = centred + column * chunk
                let mean = means[column], scale = scales[column]
                for row in 0..<count { target[row] = (source[row] - mean) * scale }
            }
            var product = products
            for column in 0..<columnCount {
                let first = centred + column * chunk
                for other in column..<columnCount {
                    let second = centred + other * chunk
                    for row in 0..<count { product[row] = first[row] * second[row] }
                    product += chunk
                }
            }
            forms.withUnsafeBufferPointer { forms in
                guard let map = forms.baseAddress else { return }
                multiplyRows(
                    of: products,
                    stride: chunk,
                    rowCount: count,
                    columnCount: pairs,
                    by: map,
                    columns: quantities,
                    into: influence,
                    resultStride: chunk
                )
            }
            if let weights {
                for quantity in 0..<quantities {
                    let target = influence + quantity * chunk
                    for row in 0..<count { target[row] *= weights[row] }
                    // The squares of people's influences are summed: that of a row is of √count people.
                    guard let counts else { continue }
                    for row in 0..<count { target[row] /= counts[row].squareRoot() }
                }
            }
            sums.sums.add(influence, stride: chunk, count: count)
        }
    }
}
