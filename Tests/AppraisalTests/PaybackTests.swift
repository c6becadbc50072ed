import Testing
import TopsliceAppraisal
import TopsliceExactArithmetic

@Suite struct PaybackTests {
    private func payback(costs: String, benefits: String) throws -> Payback? {
        try WrittenCase(
            """
            appraisal: Payback
            years: 4
            discounting: {rates: standard, timing: year_ends}
            costs: [{id: c, agency: A, by_year: \(costs)}]
            benefits: [{id: b, agency: A, amount: 100.00, by_year: \(benefits)}]
            """
        ).appraised().payback
    }

    /// 100 spent, 40 a year: 60 are open after a year, 20 after two, half a year of 40 pays the rest.
    @Test func withinAYear() throws {
        let found = try payback(costs: "{0: 100.00}", benefits: "{1: 40, 2: 40, 3: 40}")
        #expect(found?.years == Rational(5) / 2)
        #expect(found?.year == 3)
        #expect(found?.isLostAgain == false)
    }

    @Test func never() throws {
        #expect(try payback(costs: "{0: 100.00}", benefits: "{1: 99}") == nil)
    }

    @Test func nothingIsEverOutstanding() throws {
        let found = try payback(costs: "{2: 10.00}", benefits: "{1: 40}")
        #expect(found?.years == 0)
    }

    /// Spent in year 1, not before: the day of the decision is no payback.
    @Test func spendingMayBeginLater() throws {
        let found = try payback(costs: "{1: 100.00}", benefits: "{2: 200}")
        #expect(found?.years == Rational(3) / 2)
    }

    @Test func whatIsLostAgainIsSaid() throws {
        let found = try payback(costs: "{0: 100.00, 3: 500.00}", benefits: "{1: 200}")
        #expect(found?.years == Rational(1) / 2)
        #expect(found?.isLostAgain == true)
    }
}
