import TopsliceLinearAlgebra
import TopsliceTestSupport
import Testing

/// The triangle of the rows: the same whatever the blocks, and accurate where cross-products are not.
struct RowTriangleTests {
    /// Thirty-two working digits leave at least 28 after a hundred rows.
    static let tolerance = 1e-28

    @Test(arguments: [1, 3, 7, 50, 99])
    func mergingTrianglesEqualsOnePass(cut: Int) {
        let rows = randomRows(count: 100, columns: 5)
        let whole = triangle(of: rows[...])
        var merged = triangle(of: rows[..<cut])
        merged.merge(triangle(of: rows[cut...]))
        for row in 0..<5 {
            // The sign of a row of R is free.
            let sign = whole[row, row].high * merged[row, row].high < 0 ? -1.0 : 1.0
            for column in row..<5 {
                let difference = merged[row, column] * DoubleDouble(sign) - whole[row, column]
                #expect(difference.value.magnitude <= Self.tolerance * 100)
            }
        }
    }

    @Test func itsSquareIsTheCrossProductMatrix() {
        let rows = randomRows(count: 60, columns: 4)
        let whole = triangle(of: rows[...])
        for first in 0..<4 {
            for second in first..<4 {
                var expected = DoubleDouble.zero
                for row in rows { expected += DoubleDouble.exactProduct(row[first], row[second]) }
                var found = DoubleDouble.zero
                for row in 0...first { found += whole[row, first] * whole[row, second] }
                #expect((found - expected).value.magnitude <= Self.tolerance * 100)
            }
        }
    }

    @Test func thePolynomialOfLauchliKeepsItsDigits() {
        // Läuchli (1961): columns (1, ε, 0), (1, 0, ε) with ε = 2⁻⁴⁰ have cross-products that round to a singular matrix.
        // With y = x₁ + 2 x₂ the coefficients are 1 and 2 exactly.
        let small = 0x1p-40
        let rows = [[1, 1, 3], [small, 0, small], [0, small, 2 * small]]
        let solved = triangle(of: rows[...]).solve(column: 2, size: 2)
        #expect(abs(solved[0].value - 1) <= 1e-6 * small)
        #expect(abs(solved[1].value - 2) <= 1e-6 * small)
    }

    @Test func theInverseGramIsTheInverse() {
        let rows = randomRows(count: 30, columns: 4)
        let inverse = triangle(of: rows[...]).inverseGram(size: 3)
        var gram = Matrix(rowCount: 3, columnCount: 3)
        for row in rows {
            for first in 0..<3 {
                for second in 0..<3 { gram[first, second] += row[first] * row[second] }
            }
        }
        let identity = gram.multiplied(by: inverse)
        for first in 0..<3 {
            for second in 0..<3 {
                // Rounded once to doubles, times a condition number of about ten.
                #expect(abs(identity[first, second] - (first == second ? 1 : 0)) <= 1e-13)
            }
        }
    }

    private func randomRows(count: Int, columns: Int) -> [[Double]] {
        var random = SeededGenerator(seed: UInt64(count * 31 + columns))
        return (0..<count).map { _ in (0..<columns).map { _ in random.signed() } }
    }

    private func triangle(of rows: ArraySlice<[Double]>) -> RowTriangle {
        let columns = rows.first?.count ?? 0
        var result = RowTriangle(columnCount: columns)
        var block = (0..<columns).map { column in rows.map { DoubleDouble($0[column]) } }
        result.add(&block, rowCount: rows.count)
        return result
    }
}
