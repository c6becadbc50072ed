import Testing
import TopsliceAppraisal
import TopsliceExactArithmetic

@Suite struct DiscountingTests {
    private func factors(
        _ kind: DiscountSchedule.Kind,
        _ timing: DiscountTiming,
        through last: Int
    ) -> [RootSum] {
        Discounting(
            schedule: DiscountSchedule(kind, vintage: DiscountSchedule.published),
            timing: timing
        ).factors(through: last)
    }

    /// HM Treasury's Green Book, table of long-term discount factors, as computed by `gb_discount_factor()` of the R
    /// package greenbook 0.1.0.
    @Test(arguments: [
        (0, "1"), (1, "0.9661835748792"), (5, "0.8419731668585"), (10, "0.7089188137098"),
        (29, "0.3687481549734"), (30, "0.3562784106023"), (31, "0.3459013695168"),
        (50, "0.1972627176905"), (60, "0.1467819878695"), (75, "0.0942137725767"),
        (76, "0.0919158756846"), (100, "0.0508180223244"), (125, "0.0274107630162"),
        (126, "0.0268732970747"), (200, "0.0062073787157"), (201, "0.0061156440549"),
        (300, "0.0014005674144"), (301, "0.0013867004103"), (400, "0.0005178054767"),
    ])
    func standardFactorsAreThePublishedOnes(year: Int, expected: String) throws {
        let factor = try #require(factors(.standard, .yearEnds, through: year).last?.rational)
        let difference = (factor - (try Rational(parsing: expected))).magnitude
        #expect(difference < Rational(1) / 10_000_000_000_00)
    }

    /// The rates for health and life: 1.5% for 30 years, then 1.29, 1.07, 0.86, 0.64 and 0.43.
    @Test func healthRatesFallAtTheSameYears() {
        let schedule = DiscountSchedule(.health, vintage: "2022")
        let shown = [1, 30, 31, 75, 76, 125, 126, 200, 201, 300, 301, 400].map {
            (schedule.rate(ofYear: $0) * 100).exactDecimal
        }
        #expect(
            shown == [
                "1.5", "1.5", "1.29", "1.29", "1.07", "1.07", "0.86", "0.86", "0.64", "0.64",
                "0.43", "0.43",
            ]
        )
    }

    /// Two half years are a year: the factor at mid-year squared is the product of those at its ends.
    @Test func halfAYearIsASquareRoot() throws {
        let ends = factors(.standard, .yearEnds, through: 40)
        let middles = factors(.standard, .midYears, through: 40)
        for year in 1...40 {
            let begin = try #require(ends[year - 1].rational)
            let end = try #require(ends[year].rational)
            #expect(middles[year] == RootSum(squareRootOf: begin * end))
        }
    }

    @Test func theFirstYearMayBeUndiscounted() {
        let ends = factors(.standard, .yearEnds, through: 4)
        let first = factors(.standard, .firstYearUndiscounted, through: 5)
        #expect(first[0] == RootSum(.one))
        #expect(Array(first.dropFirst()) == ends)
    }
}
