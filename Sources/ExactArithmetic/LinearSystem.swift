import BigInt

/// Exact solutions of square systems of linear equations.
public enum LinearSystem {
    /// Solves A·X = B for all columns of B at once, or returns nil where A is singular.
    ///
    /// Fraction-free Gauss-Jordan elimination (Bareiss 1968): rows are scaled to whole numbers,
    /// every division is exact, and no entry grows beyond a determinant.
    ///
    /// - Parameters:
    ///   - matrix: A, shape (n, n), by rows.
    ///   - rightHandSides: B, shape (n, m), by rows.
    /// - Returns: X, shape (n, m), by rows.
    /// - Complexity: O(n² (n + m)) products of numbers of O(n) digits.
    public static func solve(
        _ matrix: [[Rational]],
        _ rightHandSides: [[Rational]]
    ) -> [[Rational]]? {
        let size = matrix.count
        precondition(
            rightHandSides.count == size && matrix.allSatisfy { $0.count == size },
            "a system of \(size) equations needs \(size) unknowns and right-hand sides"
        )
        var rows = zip(matrix, rightHandSides).map { wholeMultiple(of: $0 + $1) }
        var previousPivot = BigInt(1)
        for column in 0..<size {
            guard let pivotRow = (column..<size).first(where: { !rows[$0][column].isZero }) else {
                return nil
            }
            rows.swapAt(column, pivotRow)
            let pivot = rows[column][column]
            for row in 0..<size where row != column {
                let factor = rows[row][column]
                for entry in column..<rows[row].count {
                    let product = rows[row][entry] * pivot - rows[column][entry] * factor
                    rows[row][entry] = product / previousPivot
                }
                // Entries left of the column are zero but for this row's own pivot.
                if row < column { rows[row][row] = rows[row][row] * pivot / previousPivot }
            }
            previousPivot = pivot
        }
        return rows.enumerated().map { index, row in
            row[size...].map { entry in
                guard let value = Rational(entry, over: row[index]) else {
                    preconditionFailure("pivot \(index) of an eliminated system is zero")
                }
                return value
            }
        }
    }

    private static func wholeMultiple(of row: [Rational]) -> [BigInt] {
        var multiple = BigInt(1)
        for value in row {
            let denominator = value.denominator
            multiple *= denominator / multiple.greatestCommonDivisor(with: denominator)
        }
        return row.map { $0.numerator * (multiple / $0.denominator) }
    }
}
