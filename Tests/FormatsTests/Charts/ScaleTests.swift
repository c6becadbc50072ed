import Testing

@testable import TopsliceFormats

@Suite struct ScaleTests {
    @Test(arguments: SampleCharts.awkward.indices)
    func anAxisCoversItsValuesWithFewRoundTicks(set: Int) {
        let values = SampleCharts.awkward[set].values
        let scale = LinearScale(covering: values, from: 0, to: 100)
        for value in values {
            // Beyond 1e290 an axis ends where doubles still have room.
            let shown = min(max(value, -1e290), 1e290)
            #expect(scale.low <= shown && shown <= scale.high)
            #expect((0...100).contains(scale.position(value)))
        }
        #expect((2...12).contains(scale.ticks.count))
        #expect(scale.ticks.allSatisfy { $0.isFinite })
    }

    @Test func positionsAreInProportion() {
        let scale = LinearScale(covering: [0, 10], from: 20, to: 120)
        #expect(scale.position(0) == 20)
        #expect(scale.position(5) == 70)
        #expect(scale.position(10) == 120)
        #expect(scale.ticks == [0, 2, 4, 6, 8, 10])
    }

    @Test func ticksOfATenthHaveOneDecimal() {
        let scale = LinearScale(covering: [0, 0.5], from: 0, to: 1)
        #expect(
            scale.ticks.map { scale.format().text($0) } == [
                "0.0", "0.1", "0.2", "0.3", "0.4", "0.5",
            ]
        )
    }

    @Test func powersOfTenAreEvenlySpacedOnALogarithmicAxis() {
        let scale = LogScale(covering: [0.001, 1000], from: 0, to: 60)
        #expect(scale.ticks.count == 7)
        for (power, tick) in scale.ticks.enumerated() {
            #expect(abs(scale.position(tick) - Double(power) * 10) < 1e-9)
        }
        #expect(LogScale.text(0.001) == "0.001")
        #expect(LogScale.text(1e6) == "1,000,000")
        #expect(LogScale.text(1e9) == "1\u{A0}×\u{A0}10⁹")
    }

    @Test func aLogarithmicAxisIgnoresWhatItCannotShow() {
        let scale = LogScale(covering: [0, -5, .nan, .infinity], from: 0, to: 1)
        #expect(scale.ticks.allSatisfy { $0 > 0 && $0.isFinite })
    }
}
