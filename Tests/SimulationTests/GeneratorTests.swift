import TopsliceProbability
import TopsliceRandomness
import Testing

@testable import TopsliceSimulation

/// The generators against published sequences, the normal quantile against published points, and the laws they
/// are to follow.
struct GeneratorTests {
    /// Test data of github.com/DSCF-1224/xoshiro-fortran (test/README.md), state (0, 0, 0, 1), made with the C
    /// of Blackman and Vigna.
    @Test func xoshiroGivesThePublishedSequence() {
        let published: [UInt64] = [
            0x0000_0000_0080_0000, 0x0000_0000_0080_0011, 0x0002_2000_0080_0011,
            0x0002_2000_4400_0020, 0x0002_2000_4480_08A1, 0x0110_2100_8022_08A0,
            0x0114_0022_8420_0880, 0x0402_8966_44A6_4095, 0x8A14_A0A2_44AC_C891,
            0x8C88_BA46_80B2_0495,
        ]
        var generator = Xoshiro256PlusPlus(state: (0, 0, 0, 1))
        #expect(published.map { _ in generator.next() } == published)
    }

    /// The sequence that several implementations document for this seed.
    @Test func splitMixGivesThePublishedSequence() {
        var generator = SplitMix64(seed: 0x0123_4567_89AB_CDEF)
        #expect(generator.next() == 0x157A_3807_A48F_AA9D)
    }

    @Test func streamsOfNeighbouringSeedsAndNumbersDiffer() {
        var seen: Set<UInt64> = []
        for seed in 0..<30 as Range<UInt64> {
            for stream in 0..<30 as Range<UInt64> {
                var generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
                seen.insert(generator.next())
            }
        }
        #expect(seen.count == 900)
    }

    /// Wichura (1988), table of check values, and the usual two-sided 5% point.
    @Test(arguments: [
        (0.25, -0.674_489_750_196_081_7), (0.001, -3.090_232_306_167_814),
        (1e-20, -9.262_340_089_798_408), (0.975, 1.959_963_984_540_054), (0.5, 0),
    ])
    func normalQuantileMeetsPublishedPoints(p: Double, expected: Double) {
        // The algorithm promises about 1 part in 10¹⁶; a few roundings are added in evaluating it.
        let tolerance = 1e-15 * max(1, abs(expected))
        #expect(abs(standardNormalQuantile(p) - expected) <= tolerance)
    }

    @Test func normalsHaveTheMomentsOfTheNormalDistribution() {
        var generator = Xoshiro256PlusPlus(seed: 11, stream: 0)
        let count = 200_000
        let draws = (0..<count).map { _ in generator.normal() }
        func moment(_ power: Int) -> Double {
            let powers = draws.map { draw in
                (0..<power).reduce(1.0) { product, _ in product * draw }
            }
            return powers.reduce(0, +) / Double(count)
        }
        // Five standard errors of a mean of draws whose powers have variances 1, 2 and 96.
        let errors = 5 / Double(count).squareRoot()
        #expect(abs(moment(1)) < errors)
        #expect(abs(moment(2) - 1) < 2.0.squareRoot() * errors)
        #expect(abs(moment(4) - 3) < 96.0.squareRoot() * errors)
    }

    @Test(arguments: [0.05, 3.7, 60, 480])
    func countsHaveTheMomentsOfThePoissonDistribution(mean: Double) {
        var generator = Xoshiro256PlusPlus(seed: 12, stream: 0)
        let count = 50_000
        let draws = (0..<count).map { _ in Double(generator.poisson(mean: mean)) }
        let average = draws.reduce(0, +) / Double(count)
        let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        // Five standard errors; the fourth central moment of a Poisson count is m(1 + 3m).
        let errors = 5 / Double(count).squareRoot()
        #expect(abs(average - mean) < mean.squareRoot() * errors)
        #expect(abs(squares - mean) < (mean * (1 + 2 * mean)).squareRoot() * errors)
    }
}
