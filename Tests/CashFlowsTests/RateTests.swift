import Testing
import TopsliceCashFlows
import TopsliceExactArithmetic
import TopsliceMoney

@Suite struct RateTests {
    private func yearly(_ flows: [Int]) -> RateOfReturn {
        RateOfReturn(ofYearly: flows.map { Rational($0) })
    }

    /// A bond of several draws with interim payments, solved apart by two independent routines.
    @Test func severalDrawsWithInterimPayments() throws {
        let found = yearly([-400_000, -300_000, -300_000, 150_000, 350_000, 400_000, 350_000])
        #expect(found.diagnosis == .unique)
        let rate = try #require(found.rate)
        let expected = try Rational(parsing: "0.059650605105250346")
        #expect((rate - expected).magnitude < Rational(1) / 1_000_000_000_000_000)
    }

    /// (u−1/1.1)(u−1/1.2): rates of 10% and 20%, known from the factors.
    @Test func bothRatesAreListed() throws {
        let found = yearly([-100, 230, -132])
        #expect(found.diagnosis == .several(2))
        let shown = found.rates.map { $0.value.decimal(places: 12, rounding: .nearestOrEven) }
        #expect(shown == ["0.100000000000", "0.200000000000"])
    }

    @Test func touchingZeroIsSaid() {
        let found = yearly([-100, 220, -121])
        #expect(found.rates.map(\.isTouching) == [true])
    }

    @Test func noRateIsDiagnosed() {
        #expect(yearly([100, 50]).diagnosis == .onlyReceived)
        #expect(yearly([-100, -50]).diagnosis == .onlyPaid)
        #expect(yearly([100, -100, 100]).diagnosis == .none)
        #expect(yearly([0, 0]).diagnosis == .nothing)
        #expect(yearly([-100, 100]).rates.map(\.value) == [.zero])
        #expect(yearly([-100, 25]).rates.first?.value == Rational(-3) / 4)
    }

    /// Nine of eighteen placements failed: 2.00, and 3.84 and 1.35 at the ends of the exact 95% interval, as the worked example states.
    @Test func fosterCareBond() throws {
        let tariff = try BreakEvenTariff(
            people: 18,
            achieved: 9,
            costPerPerson: Money(minorUnits: 100),
            confidence: Rational(95) / 100
        )
        let multiples = [tariff.observed, tariff.atLow, tariff.atHigh].map {
            $0?.multiple.decimal(places: 2, rounding: .nearestOrAwayFromZero)
        }
        #expect(multiples == ["2.00", "3.84", "1.35"])
    }
}
