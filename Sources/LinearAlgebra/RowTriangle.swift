/// The triangle R of the QR factorisation of rows that arrive in blocks, in double-double arithmetic.
///
/// Each block of rows is stacked under the triangle so far and reduced by Householder reflections, so the
/// cross-products RᵀR = ZᵀZ are never formed and no digits are squared away: with 32 working digits a design
/// whose condition number is 10¹⁵ still keeps more than 9. Golub and Van Loan (2013), section 5.3 and 6.5.
///
/// - Memory: O(columnCount²), whatever the number of rows.
/// - Complexity: O(rowCount · columnCount²) double-double operations.
package struct RowTriangle: Sendable {
    package let columnCount: Int
    /// R, upper triangle, row-major: element (i, j) at `i * columnCount + j`.
    package private(set) var upper: [DoubleDouble]

    package init(columnCount: Int) {
        self.columnCount = columnCount
        upper = [DoubleDouble](repeating: .zero, count: columnCount * columnCount)
    }

    init(columnCount: Int, upper: [DoubleDouble]) {
        self.columnCount = columnCount
        self.upper = upper
    }

    package subscript(row: Int, column: Int) -> DoubleDouble {
        upper[row * columnCount + column]
    }

    /// Folds a block of rows into the triangle; `block[j][i]` is row i of column j, and is used as scratch.
    package mutating func add(_ block: inout [[DoubleDouble]], rowCount: Int) {
        guard rowCount > 0 else { return }
        for column in 0..<columnCount {
            reflect(column, &block, rowCount)
        }
    }

    /// Folds another triangle over the same columns into this one: QR of the stacked triangles.
    package mutating func merge(_ other: RowTriangle) {
        var block = (0..<columnCount).map { column in
            (0..<columnCount).map { row in row <= column ? other[row, column] : .zero }
        }
        add(&block, rowCount: columnCount)
    }

    /// One Householder reflection that clears `column` of the block against the triangle's diagonal.
    private mutating func reflect(
        _ column: Int,
        _ block: inout [[DoubleDouble]],
        _ rowCount: Int
    ) {
        let diagonal = upper[column * columnCount + column]
        var below = DoubleDouble.zero
        for row in 0..<rowCount { below += block[column][row] * block[column][row] }
        guard below.high > 0 else { return }
        let norm = (diagonal * diagonal + below).squareRoot()
        let target = diagonal.high > 0 ? -norm : norm
        let head = diagonal - target
        // v = (head, block column); H = I − v vᵀ / (−target · head).
        let divisor = -(target * head)
        upper[column * columnCount + column] = target
        let reflector = block[column]
        for other in (column + 1)..<max(columnCount, column + 1) {
            var product = head * upper[column * columnCount + other]
            block[other].withUnsafeMutableBufferPointer { values in
                reflector.withUnsafeBufferPointer { vector in
                    for row in 0..<rowCount { product += vector[row] * values[row] }
                    let factor = product / divisor
                    upper[column * columnCount + other] -= factor * head
                    for row in 0..<rowCount { values[row] -= factor * vector[row] }
                }
            }
        }
    }
}
