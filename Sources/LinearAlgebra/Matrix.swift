/// A dense real matrix, column-major: element (i, j) is `elements[i + j * rowCount]`.
package struct Matrix: Sendable, Equatable {
    package let rowCount: Int
    package let columnCount: Int
    package var elements: [Double]

    /// The zero matrix of this shape.
    package init(rowCount: Int, columnCount: Int) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        elements = [Double](repeating: 0, count: rowCount * columnCount)
    }

    /// A matrix from its columns laid end to end. A wrong count is a bug of the caller and traps.
    package init(rowCount: Int, columnCount: Int, elements: [Double]) {
        precondition(
            elements.count == rowCount * columnCount,
            "\(elements.count) elements for a \(rowCount) × \(columnCount) matrix"
        )
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.elements = elements
    }

    package subscript(row: Int, column: Int) -> Double {
        get { elements[row + column * rowCount] }
        set { elements[row + column * rowCount] = newValue }
    }

    package var transposed: Matrix {
        var result = Matrix(rowCount: columnCount, columnCount: rowCount)
        for column in 0..<columnCount {
            for row in 0..<rowCount {
                result[column, row] = self[row, column]
            }
        }
        return result
    }

    /// The matrix of rows and columns with the given numbers, in the given order.
    package func selecting(_ indices: [Int]) -> Matrix {
        var result = Matrix(rowCount: indices.count, columnCount: indices.count)
        for (newColumn, column) in indices.enumerated() {
            for (newRow, row) in indices.enumerated() {
                result[newRow, newColumn] = self[row, column]
            }
        }
        return result
    }

    /// Copies the lower triangle onto the upper one.
    package mutating func symmetriseFromLower() {
        for column in 0..<columnCount {
            for row in 0..<column {
                self[row, column] = self[column, row]
            }
        }
    }
}
