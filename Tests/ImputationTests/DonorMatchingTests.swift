import Testing
import TopsliceRandomness
@testable import TopsliceImputation

@Suite struct DonorMatchingTests {
    /// Brute force: the chance of each donor by sorting all distances, the places left shared among those at the distance of the fifth.
    private func chances(_ predictions: [Double], _ target: Double) -> [Double] {
        let distances = predictions.map { abs($0 - target) }
        let fifth = distances.sorted()[min(4, predictions.count - 1)]
        let wanted = Double(min(5, predictions.count))
        let nearer = Double(distances.count { $0 < fifth })
        let level = Double(distances.count { $0 == fifth })
        return distances.map {
            $0 < fifth ? 1 / wanted : $0 == fifth ? (wanted - nearer) / wanted / level : 0
        }
    }

    @Test(arguments: [0.0, 2.5, 3, 9, -40, 100])
    func everyDonorHasItsChance(_ target: Double) {
        let predictions: [Double] = [3, 1, 2, 3, 3, 8, 3, 3, 3, 0, 3, 2.5, 4, 11, 3.5]
        let matching = DonorMatching(predictions)
        let wanted = chances(predictions, target)
        var counts = [Double](repeating: 0, count: predictions.count)
        var generator = Xoshiro256PlusPlus(seed: 7, stream: 1)
        let draws = 40_000
        for _ in 0..<draws { counts[matching.donor(of: target, &generator)] += 1 }
        for (count, chance) in zip(counts, wanted) {
            let error = (chance * (1 - chance) / Double(draws)).squareRoot()
            #expect(abs(count / Double(draws) - chance) <= 4.5 * error)
        }
    }

    @Test func fewDonorsAllServe() {
        let matching = DonorMatching([2, 1])
        var generator = Xoshiro256PlusPlus(seed: 1, stream: 1)
        #expect(Set((0..<50).map { _ in matching.donor(of: 5, &generator) }) == [0, 1])
    }
}
