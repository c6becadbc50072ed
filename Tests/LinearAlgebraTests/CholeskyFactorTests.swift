import TopsliceLinearAlgebra
import TopsliceTestSupport
import Testing

/// The factor of cross-products: solutions, inverse, and columns that depend on earlier ones.
struct CholeskyFactorTests {
    /// Products of well-conditioned columns keep about fourteen digits.
    static let tolerance = 1e-12

    @Test(arguments: 1...12)
    func solvingUndoesMultiplying(size: Int) {
        var random = SeededGenerator(seed: UInt64(size))
        let matrix = gram(random: &random, rows: 3 * size, columns: size)
        let factor = CholeskyFactor(matrix, tolerance: 1e-13)
        #expect(factor.dependent.isEmpty)
        let known = (0..<size).map { _ in random.signed() }
        let solved = factor.solve(matrix.multiplied(by: known))
        for (found, expected) in zip(solved, known) {
            #expect(abs(found - expected) <= 1e3 * Self.tolerance)
        }
        let identity = matrix.multiplied(by: factor.inverse())
        for column in 0..<size {
            for row in 0..<size {
                let expected = row == column ? 1.0 : 0
                #expect(abs(identity[row, column] - expected) <= 1e3 * Self.tolerance)
            }
        }
    }

    @Test func scalesOfColumnsDoNotMatter() {
        var random = SeededGenerator(seed: 3)
        let matrix = gram(random: &random, rows: 40, columns: 4)
        let scales = [1e-150, 1, 1e12, 1e150]
        var scaled = matrix
        for column in 0..<4 {
            for row in 0..<4 { scaled[row, column] *= scales[row] * scales[column] }
        }
        let plain = CholeskyFactor(matrix, tolerance: 1e-13)
        let other = CholeskyFactor(scaled, tolerance: 1e-13)
        #expect(other.kept == [0, 1, 2, 3])
        #expect(abs(other.smallestPivot / plain.smallestPivot - 1) <= Self.tolerance)
    }

    @Test func dependentColumnsAreSetAsideWithTheirCombination() {
        var random = SeededGenerator(seed: 11)
        let rows = 50
        let first = (0..<rows).map { _ in random.signed() }
        let second = (0..<rows).map { _ in random.signed() }
        let zero = [Double](repeating: 0, count: rows)
        let sum = zip(first, second).map { 2 * $0 - 3 * $1 }
        let fifth = (0..<rows).map { _ in random.signed() }
        let matrix = gram([first, second, zero, sum, fifth, first])
        let factor = CholeskyFactor(matrix, tolerance: 1e-13)
        #expect(factor.kept == [0, 1, 4])
        #expect(factor.dependent == [2, 3, 5])
        let weights = factor.combination(of: 3, in: matrix)
        #expect(weights.map(\.column) == [0, 1, 4])
        for (part, expected) in zip(weights, [2.0, -3, 0]) {
            #expect(abs(part.weight - expected) <= Self.tolerance * 10)
        }
    }

    @Test func anEmptyMatrixHasAnEmptyFactor() {
        let factor = CholeskyFactor(Matrix(rowCount: 0, columnCount: 0), tolerance: 1e-13)
        #expect(factor.kept.isEmpty && factor.smallestPivot == 1)
        #expect(factor.solve([Double]()).isEmpty)
        #expect(factor.inverse().elements.isEmpty)
    }

    private func gram(random: inout SeededGenerator, rows: Int, columns: Int) -> Matrix {
        gram((0..<columns).map { _ in (0..<rows).map { _ in random.signed() } })
    }

    /// The plain definition of the cross-products, summed by hand.
    private func gram(_ columns: [[Double]]) -> Matrix {
        var result = Matrix(rowCount: columns.count, columnCount: columns.count)
        for column in columns.indices {
            for row in columns.indices {
                let pairs = zip(columns[row], columns[column])
                result[row, column] = pairs.reduce(0) { $0 + $1.0 * $1.1 }
            }
        }
        return result
    }
}
