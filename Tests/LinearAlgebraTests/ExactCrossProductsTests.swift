import TopsliceLinearAlgebra
import TopsliceTestSupport
import Testing

/// Cross-products with 32 digits: against sums in double-double arithmetic, and against the triangle of the rows.
struct ExactCrossProductsTests {
    @Test(arguments: [1, 3, 4, 255, 256, 257, 1_000])
    func theTriangleIsThatOfTheRows(rowCount: Int) {
        var random = SeededGenerator(seed: UInt64(rowCount))
        let columns = 4
        var block = (0..<columns).map { _ in (0..<rowCount).map { _ in random.pair() } }
        var products = ExactCrossProducts(columnCount: columns)
        products.add(block, rowCount: rowCount)
        let (found, share) = products.triangle(dependence: 1e-24)
        var expected = RowTriangle(columnCount: columns)
        expected.add(&block, rowCount: rowCount)
        for row in 0..<min(columns, rowCount) {
            let sign = DoubleDouble(expected[row, row].high < 0 ? -1 : 1)
            for column in row..<columns {
                let difference = found[row, column] - sign * expected[row, column]
                // Of 31 digits the squares take twice the condition away.
                let limit = 1e-29 / share * expected.length(of: column)
                #expect(difference.value.magnitude <= limit)
            }
        }
    }

    @Test func mergingEqualsOnePass() {
        var random = SeededGenerator(seed: 77)
        let block = (0..<3).map { _ in (0..<700).map { _ in random.pair() } }
        var whole = ExactCrossProducts(columnCount: 3)
        whole.add(block, rowCount: 700)
        var first = ExactCrossProducts(columnCount: 3)
        first.add(block.map { Array($0[..<300]) }, rowCount: 300)
        var second = ExactCrossProducts(columnCount: 3)
        second.add(block.map { Array($0[300...]) }, rowCount: 400)
        first.merge(second)
        let (one, other) = (whole.triangle(dependence: 0), first.triangle(dependence: 0))
        for row in 0..<3 {
            for column in row..<3 {
                let difference = one.triangle[row, column] - other.triangle[row, column]
                let limit = 1e-28 * one.triangle.length(of: column)
                #expect(difference.value.magnitude <= limit)
            }
        }
    }

    @Test func aDependentColumnHasAnEmptyRow() {
        var random = SeededGenerator(seed: 8)
        let first = (0..<50).map { _ in random.pair() }
        let second = (0..<50).map { _ in random.pair() }
        let sum = zip(first, second).map { $0 + $1 }
        var products = ExactCrossProducts(columnCount: 3)
        products.add([first, second, sum], rowCount: 50)
        let (triangle, _) = products.triangle(dependence: 1e-24)
        #expect(triangle[2, 2] == .zero)
        #expect(triangle[1, 1] != .zero)
    }
}
