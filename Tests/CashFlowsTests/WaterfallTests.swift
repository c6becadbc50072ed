import Testing
import TopsliceCashFlows
import TopsliceMoney
import TopsliceTestSupport

@Suite struct WaterfallTests {
    /// By hand. Senior £1,000 at 5% and junior £500 at 10% are drawn on 1 January 2025 and pay for work of £1,500. A
    /// year (365 days) later £900 comes: £50 senior return and £850 capital. Another year later £1,000 comes: senior
    /// return 5% of £150, £7.50, and its last £150; junior return 10% of £500 for two years, £100, and £500; £242.50
    /// is left, 60 to 40.
    @Test func seniorIsPaidFirst() throws {
        let forecast = try WrittenTerms(
            """
            cashflow: Bond
            flows:
              - {id: work, from: V, to: P, amount: 1500.00, on: 2025-01-01}
              - {id: first, from: C, to: V, amount: 900.00, on: 2026-01-01}
              - {id: second, from: C, to: V, amount: 1000.00, on: 2027-01-01}
            bond:
              vehicle: V
              tranches:
                - {id: senior, investor: S, commitment: 1000.00, preferred_return: 5, draws: [{on: 2025-01-01, amount: 1000.00}]}
                - {id: junior, investor: J, commitment: 500.00, preferred_return: 10}
              distributions: [2026-01-01, 2027-01-01]
              surplus: {J: 60, P: 40}
            """
        ).forecast()
        let waterfall = try #require(forecast.waterfall)
        #expect(waterfall.tranches.map(\.preferredReturn.decimalText) == ["57.50", "100.00"])
        #expect(waterfall.tranches.map(\.repaid.decimalText) == ["1000.00", "500.00"])
        #expect(waterfall.surplus.decimalText == "242.50")
        let junior = try #require(forecast.parties.first { $0.party == "J" })
        #expect(junior.received.decimalText == "745.50")
    }

    /// Unpaid returns bear returns only where they compound: 10% of 1,000 for a year, then 10% of 1,100 or of 1,000.
    @Test(arguments: [("true", "210.00"), ("false", "200.00")])
    func compounding(isCompound: String, expected: String) throws {
        let forecast = try WrittenTerms(
            """
            cashflow: Bond
            flows:
              - {id: work, from: V, to: P, amount: 1000.00, on: 2025-01-01}
              - {id: pay, from: C, to: V, amount: 5000.00, on: 2027-01-01}
            bond:
              vehicle: V
              tranches: [{id: a, investor: I, commitment: 1000.00, preferred_return: 10, compound: \(isCompound)}]
              distributions: [2026-01-01, 2027-01-01]
            """
        ).forecast()
        #expect(forecast.waterfall?.tranches.first?.preferredReturn.decimalText == expected)
    }

    /// Half of what is lost is made good by the guarantor: 1,000 drawn, 300 back, 350 of the missing 700.
    @Test func guarantee() throws {
        let forecast = try WrittenTerms(
            """
            cashflow: Bond
            flows:
              - {id: work, from: V, to: P, amount: 1000.00, on: 2025-01-01}
              - {id: pay, from: C, to: V, amount: 300.00, on: 2026-01-01}
            bond:
              vehicle: V
              tranches: [{id: a, investor: I, commitment: 1000.00, guarantee: {guarantor: G, percent: 50}}]
              distributions: [2026-01-01]
            """
        ).forecast()
        let tranche = try #require(forecast.waterfall?.tranches.first)
        #expect(tranche.repaid.decimalText == "300.00")
        #expect(tranche.guaranteed.decimalText == "350.00")
        #expect(tranche.lost.decimalText == "350.00")
    }

    /// Outcome payments that come while money is recycled pay for the work: 1,000 of work needs 600 less of drawdown.
    @Test func recycling() throws {
        func drawn(_ recycles: String) throws -> String? {
            try WrittenTerms(
                """
                cashflow: Bond
                flows:
                  - {id: w1, from: V, to: P, amount: 1000.00, on: 2025-01-01}
                  - {id: p1, from: C, to: V, amount: 600.00, on: 2025-06-30}
                  - {id: w2, from: V, to: P, amount: 1000.00, on: 2025-07-01}
                  - {id: p2, from: C, to: V, amount: 2000.00, on: 2026-01-01}
                bond:
                  vehicle: V
                  tranches: [{id: a, investor: I, commitment: 2000.00}]
                  distributions: [2025-06-30, 2026-01-01]
                  \(recycles)
                """
            ).forecast().waterfall?.tranches.first?.drawn.decimalText
        }
        #expect(try drawn("recycles_until: 2025-12-31") == "1400.00")
        #expect(try drawn("reserve: 0.00") == "2000.00")
    }

    /// Of bonds of every kind: what parties hold together never changes, the vehicle goes below zero only where that is
    /// said, no tranche gives more than it committed or has more capital back than it gave, and investors together get
    /// no more than came into the vehicle and from guarantors.
    @Test func moneyIsConserved() throws {
        var random = SeededGenerator(seed: 20_250_401)
        for _ in 0..<40 {
            let forecast = try WrittenTerms(Self.bond(&random)).forecast()
            let waterfall = try #require(forecast.waterfall)
            for place in forecast.parties[0].months.indices {
                let held = forecast.parties.map { $0.months[place].balance.minorUnits }
                #expect(held.reduce(0, +) == 0)
            }
            let vehicle = try #require(forecast.parties.first { $0.party == "V" })
            if waterfall.shortfalls.isEmpty { #expect(vehicle.peak == nil) }
            for result in waterfall.tranches {
                #expect(result.drawn <= result.tranche.commitment || result.tranche.redraws)
                #expect(
                    result.repaid.minorUnits + result.guaranteed.minorUnits
                        <= result.drawn.minorUnits
                )
                #expect(
                    result.repaid.minorUnits + result.guaranteed.minorUnits + result.lost.minorUnits
                        == result.drawn.minorUnits
                )
            }
            let got = waterfall.tranches.map {
                $0.repaid.minorUnits + $0.preferredReturn.minorUnits
            }
            #expect(got.reduce(0, +) + waterfall.surplus.minorUnits <= vehicle.received.minorUnits)
        }
    }

    private static func bond(_ random: inout SeededGenerator) -> String {
        func amount(_ most: Int) -> String {
            let pence = Int.random(in: 1...most * 100, using: &random)
            return "\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)"
        }
        func day() -> String {
            let (year, month, day) = (
                Int.random(in: 2025...2028, using: &random), Int.random(in: 1...12, using: &random),
                Int.random(in: 1...28, using: &random)
            )
            return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
        var lines = ["cashflow: Generated", "flows:"]
        for place in 0..<Int.random(in: 2...6, using: &random) {
            lines.append(
                "  - {id: w\(place), from: V, to: P, amount: \(amount(900)), on: \(day())}"
            )
            lines.append(
                "  - {id: r\(place), from: C, to: V, amount: \(amount(1_200)), on: \(day())}"
            )
        }
        lines += ["bond:", "  vehicle: V", "  tranches:"]
        for place in 0..<Int.random(in: 1...3, using: &random) {
            var terms = "id: t\(place), investor: I\(place % 2), commitment: \(amount(2_000))"
            terms += ", preferred_return: \(Int.random(in: 0...12, using: &random))"
            if Bool.random(using: &random) { terms += ", compound: true" }
            if Bool.random(using: &random) { terms += ", redraws: true" }
            if Bool.random(using: &random) {
                terms +=
                    ", guarantee: {guarantor: G, percent: \(Int.random(in: 1...100, using: &random))}"
            }
            lines.append("    - {\(terms)}")
        }
        lines.append("  distributions: {on: 2026-03-31, every_months: 6, times: 7}")
        if Bool.random(using: &random) { lines.append("  recycles_until: 2026-09-30") }
        if Bool.random(using: &random) { lines.append("  reserve: \(amount(200))") }
        if Bool.random(using: &random) { lines.append("  surplus: {I0: 55, P: 45}") }
        return lines.joined(separator: "\n")
    }
}
