extension RowTriangle {
    /// The triangle of some of the columns, in the given order.
    package func selecting(_ columns: [Int]) -> RowTriangle {
        var result = RowTriangle(columnCount: columns.count)
        var block = columns.map { column in
            (0..<columnCount).map { row in row <= column ? self[row, column] : .zero }
        }
        result.add(&block, rowCount: columnCount)
        return result
    }

    /// The length of a column of the rows: the square root of its sum of squares.
    package func length(of column: Int) -> Double {
        var sum = DoubleDouble.zero
        for row in 0...column { sum += self[row, column] * self[row, column] }
        return sum.squareRoot().value
    }

    /// Least-squares coefficients of `column` on the first `size` columns, by back substitution.
    package func solve(column: Int, size: Int) -> [DoubleDouble] {
        var result = (0..<size).map { self[$0, column] }
        for row in stride(from: size - 1, through: 0, by: -1) {
            for other in (row + 1)..<max(size, row + 1) {
                result[row] -= self[row, other] * result[other]
            }
            result[row] = result[row] / self[row, row]
        }
        return result
    }

    /// (RᵀR)⁻¹ of the first `size` columns: the unscaled covariance of the coefficients.
    package func inverseGram(size: Int) -> Matrix {
        // Columns of R⁻¹ by back substitution on unit vectors.
        var inverse: [[DoubleDouble]] = []
        for column in 0..<size {
            var values = [DoubleDouble](repeating: .zero, count: size)
            values[column] = DoubleDouble(1)
            for row in stride(from: column, through: 0, by: -1) {
                for other in (row + 1)..<max(column + 1, row + 1) {
                    values[row] -= self[row, other] * values[other]
                }
                values[row] = values[row] / self[row, row]
            }
            inverse.append(values)
        }
        var result = Matrix(rowCount: size, columnCount: size)
        for column in 0..<size {
            for row in 0..<size {
                var sum = DoubleDouble.zero
                for inner in max(row, column)..<max(size, max(row, column)) {
                    sum += inverse[inner][row] * inverse[inner][column]
                }
                result[row, column] = sum.value
            }
        }
        return result
    }
}
