internal import Glibc

/// Cholesky factor of a correlation matrix in the order given, columns the earlier ones make up being
/// passed over and named.
///
/// The matrix is bordered: its last row and column, the response, are never pivoted on. Complexity: O(n³).
struct OrderedCholesky {
    private(set) var dependencies: [LinearDependency] = []
    /// Smallest 1 − R² of one column on all the others; 0 where columns are dependent.
    private(set) var smallestTolerance = 0.0

    /// - Parameter order: of the columns, the response (the last) not among them.
    /// - Throws: `VarianceSharesError.notACovariance` where a pivot, or what is left of the response, is
    ///   negative beyond rounding.
    init(
        _ matrix: [Double],
        order: [Int],
        names: [String],
        response: String
    ) throws(VarianceSharesError) {
        let count = names.count, size = count + 1
        let smallest = StandardisedProducts.smallestPivot
        // lower[j] holds row j of the factor over the pivots used before it.
        var lower = [[Double]](repeating: [], count: size)
        var pivots: [Int] = []
        for row in order + [count] {
            var entries: [Double] = []
            entries.reserveCapacity(pivots.count + 1)
            for (index, pivot) in pivots.enumerated() {
                let earlier = lower[pivot]
                var sum = matrix[row * size + pivot]
                for k in 0..<index { sum -= entries[k] * earlier[k] }
                entries.append(sum / earlier[index])
            }
            var left = matrix[row * size + row]
            for entry in entries { left -= entry * entry }
            let name = row < count ? names[row] : response
            guard left > -1e-8 else { throw .notACovariance(name) }
            if row < count {
                if left > smallest {
                    entries.append(left.squareRoot())
                    pivots.append(row)
                } else {
                    let weights = Self.solve(lower, pivots, entries)
                    let combination = zip(pivots, weights).filter { $0.1.magnitude > 1e-6 }
                    dependencies.append(
                        LinearDependency(
                            regressor: name,
                            combination: combination.map { names[$0.0] }
                        )
                    )
                }
            }
            lower[row] = entries
        }
        guard dependencies.isEmpty else { return }
        smallestTolerance = Self.smallestTolerance(order.map { lower[$0] })
    }

    /// Back substitution: the coefficients on the pivots of a column with these factor entries.
    private static func solve(
        _ lower: [[Double]],
        _ pivots: [Int],
        _ entries: [Double]
    ) -> [Double] {
        var weights = entries
        for index in pivots.indices.reversed() {
            let row = lower[pivots[index]]
            weights[index] /= row[index]
            for k in 0..<index { weights[k] -= row[k] * weights[index] }
        }
        return weights
    }

    /// One over the largest diagonal entry of the inverse, from the inverse of the factor.
    private static func smallestTolerance(_ lower: [[Double]]) -> Double {
        var diagonal = [Double](repeating: 0, count: lower.count)
        var inverse: [[Double]] = []
        for (row, entries) in lower.enumerated() {
            var next = [Double](repeating: 0, count: row + 1)
            for k in 0..<row where entries[k] != 0 {
                let earlier = inverse[k], weight = entries[k]
                for column in 0...k { next[column] -= weight * earlier[column] }
            }
            for column in 0..<row { next[column] /= entries[row] }
            next[row] = 1 / entries[row]
            for column in 0...row { diagonal[column] += next[column] * next[column] }
            inverse.append(next)
        }
        return 1 / (diagonal.max() ?? 1)
    }
}
