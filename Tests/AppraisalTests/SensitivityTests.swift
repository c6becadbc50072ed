import Foundation
import Testing
import TopsliceAppraisal
import TopsliceExactArithmetic
import TopsliceMoney

/// What a result hangs on, against the same case written anew with the number changed.
@Suite struct SensitivityTests {
    private func text(
        impact: String = "20",
        deadweight: String = "25",
        cost: String = "90000.00",
        rate: String = "3.5"
    ) -> String {
        """
        appraisal: A case
        years: 4
        discounting:
          rates: own
          vintage: test
          timing: mid_years
          bands: [{from: 1, rate: \(rate)}]
        costs:
          - {id: c, agency: A, amount: \(cost), years: 0}
          - {id: d, agency: B, amount: 1000.00}
        benefits:
          - {id: b, agency: A, population: 1000, impact: \(impact), deadweight: \(deadweight), amount: 210.00}
          - {id: e, agency: B, amount: 12.34}
        """
    }

    private func appraised(_ text: String) throws -> Appraisal { try WrittenCase(text).appraised() }

    @Test func everyBarIsTheCaseWrittenAnew() throws {
        let result = try appraised(text())
        func bar(_ number: AppraisalNumber) throws -> Sensitivity {
            try #require(result.tornado.first { $0.number == number })
        }
        let impact = try bar(.benefit("b", .impact))
        #expect(impact.atLow == (try appraised(text(impact: "16"))).present)
        #expect(impact.atHigh == (try appraised(text(impact: "24"))).present)
        let deadweight = try bar(.benefit("b", .deadweight))
        #expect(deadweight.atLow == (try appraised(text(deadweight: "20"))).present)
        #expect(deadweight.atHigh == (try appraised(text(deadweight: "30"))).present)
        let cost = try bar(.cost("c"))
        #expect(cost.atLow == (try appraised(text(cost: "72000.00"))).present)
        #expect(cost.atHigh == (try appraised(text(cost: "108000.00"))).present)
        let rates = try bar(.discountRates)
        #expect(rates.atLow == (try appraised(text(rate: "2.5"))).present)
        #expect(rates.atHigh == (try appraised(text(rate: "4.5"))).present)
    }

    @Test func barsStandWidestFirst() throws {
        let widths = try appraised(text()).tornado.map {
            abs($0.atHigh.net.minorUnits - $0.atLow.net.minorUnits)
        }
        #expect(widths == widths.sorted(by: >))
        #expect(widths.count == 8)
    }

    /// At its switching value a number leaves nothing: the case written anew is worth zero.
    @Test func switchingValuesSwitch() throws {
        let result = try appraised(text())
        func switching(_ number: AppraisalNumber) throws -> String {
            let value = try #require(result.switching.first { $0.number == number }?.switching)
            return (value * 100).decimal(places: 30, rounding: .nearestOrAwayFromZero)
        }
        let impact = try appraised(text(impact: try switching(.benefit("b", .impact))))
        #expect(impact.present.net.isZero)
        let deadweight = try appraised(text(deadweight: try switching(.benefit("b", .deadweight))))
        #expect(deadweight.present.net.isZero)
        let part = try #require(result.attributableForOne)
        #expect(part * (try #require(result.present.ratio)) == 1)
    }

    @Test func aShareAboveTheWholeIsSaidToBeImpossible() throws {
        let result = try appraised(text(cost: "900000.00"))
        let deadweight = try #require(
            result.switching.first { $0.number == .benefit("b", .deadweight) }
        )
        #expect(deadweight.switching.map(\.isNegative) == true)
        #expect(!deadweight.isPossible)
    }

    /// Two intervals are at their worse ends together: the case written anew with both there.
    @Test func theIntervalIsTheCaseAtItsEnds() throws {
        let interval = try appraised(text(impact: "{value: 20, low: -5, high: 31}")).interval
        #expect(interval?.low == (try appraised(text(impact: "-5"))).present)
        #expect(interval?.high == (try appraised(text(impact: "31"))).present)
    }
}
