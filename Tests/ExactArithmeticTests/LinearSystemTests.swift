import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct LinearSystems {
    @Test func solutionsSatisfyTheirEquations() throws {
        var solved = 0
        for seed in UInt64(1)...400 {
            var random = SeededGenerator(seed: seed)
            let size = random.from(1, through: 6)
            let columns = random.from(1, through: 3)
            func number() -> Rational {
                // Zeros are frequent, so that pivots must be searched for.
                random.below(3) == 0
                    ? 0
                    : Rational(random.from(-9, through: 9), over: random.from(1, through: 7)) ?? 0
            }
            let matrix = (0..<size).map { _ in (0..<size).map { _ in number() } }
            let right = (0..<size).map { _ in (0..<columns).map { _ in number() } }
            guard let solution = LinearSystem.solve(matrix, right) else { continue }
            solved += 1
            for (row, expected) in zip(matrix, right) {
                for column in 0..<columns {
                    let product = zip(row, solution).map { $0 * $1[column] }.sum()
                    #expect(product == expected[column], "seed \(seed)")
                }
            }
        }
        #expect(solved > 200)
    }

    @Test func aSingularSystemHasNoSolution() {
        #expect(LinearSystem.solve([[1, 2], [2, 4]], [[1], [2]]) == nil)
        #expect(LinearSystem.solve([[0]], [[1]]) == nil)
        #expect(LinearSystem.solve([[0, 1], [1, 0]], [[3], [4]]) == [[4], [3]])
    }

    /// The inverse of the Hilbert matrix of order 5 is known in whole numbers (Choi 1983).
    @Test func theHilbertMatrixInvertsExactly() {
        let hilbert = (1...5).map { i in
            (1...5).map { j in Rational(1) / Rational(i + j - 1) }
        }
        let identity = (0..<5).map { i in (0..<5).map { j in Rational(i == j ? 1 : 0) } }
        let inverse = LinearSystem.solve(hilbert, identity)
        #expect(inverse?[0] == [25, -300, 1_050, -1_400, 630])
        #expect(inverse?[4][4] == 44_100)
    }
}
