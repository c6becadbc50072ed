import TopsliceRandomness
import Testing

@testable import TopsliceAttribution

/// Labels change hands among people alike, and only there.
@Suite struct LabelStrataTests {
    @Test func equalScoresStandTogetherAndFifthsAreEven() {
        let even = LabelStrata(expected: (0..<100).map { Double(99 - $0) })
        #expect(even.members.map(\.count) == [20, 20, 20, 20, 20])
        #expect(even.members[0].allSatisfy { $0 >= 80 })
        let tied = LabelStrata(expected: (0..<100).map { $0 < 70 ? 1 : 2 })
        #expect(tied.members.map(\.count).filter { $0 > 0 } == [70, 30])
    }

    @Test func labelsStayInTheirStratumAndAreAllThere() {
        let strata = LabelStrata(expected: (0..<50).map { Double($0 % 5) })
        let labels = (0..<50).map { UInt64($0) }
        var generator = Xoshiro256PlusPlus(seed: 3, stream: 1)
        let dealt = strata.permuted(labels, &generator)
        #expect(dealt != labels)
        #expect(dealt.sorted() == labels)
        #expect(dealt.enumerated().allSatisfy { Int($0.element) % 5 == $0.offset % 5 })
    }

    /// Of three people alike all six orders come about as often: 600 each of 3,600 within four standard errors of 22.4.
    @Test func everyOrderIsEquallyLikely() {
        let strata = LabelStrata(expected: [1, 1, 1])
        var generator = Xoshiro256PlusPlus(seed: 1, stream: 0)
        var counts: [[UInt64]: Int] = [:]
        for _ in 0..<3_600 { counts[strata.permuted([1, 2, 3], &generator), default: 0] += 1 }
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { (510...690).contains($0) }, "\(counts)")
    }
}
