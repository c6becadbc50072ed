import Testing
import TopsliceRandomness

@Suite struct ChiSquareTests {
    /// Mean ν and variance 2ν, and the share below the 95% points of the usual tables.
    @Test(arguments: [(1.0, 3.841459), (2, 5.991465), (7, 14.06714), (100, 124.3421)])
    func drawsFollowTheTables(_ degrees: Double, _ point: Double) {
        var generator = Xoshiro256PlusPlus(seed: 21, stream: 0)
        let draws = (0..<40_000).map { _ in generator.chiSquare(degrees) }
        let count = Double(draws.count)
        let mean = draws.reduce(0, +) / count
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let below = Double(draws.count { $0 < point }) / count
        #expect(abs(mean - degrees) < 4.5 * (2 * degrees / count).squareRoot())
        #expect(abs(variance / (2 * degrees) - 1) < 0.1)
        #expect(abs(below - 0.95) < 4.5 * (0.95 * 0.05 / count).squareRoot())
    }
}
