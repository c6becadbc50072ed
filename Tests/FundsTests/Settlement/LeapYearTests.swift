import TopsliceFunds
import TopsliceMoney
import Testing

/// A term that begins on 29 February: its anniversary is 1 March in years without that day.
struct LeapYearTests {
    private func agreement(second: String, third: String) -> String {
        """
        agreement: From a leap day
        term: {from: 2024-02-29, to: 2027-02-27}
        phases:
          - {id: y1, from: 2024-02-29, to: 2025-02-\(second == "02-28" ? "27" : "28")}
          - {id: y2, from: 2025-\(second), to: 2026-02-\(third == "02-28" ? "27" : "28")}
          - {id: y3, from: 2026-\(third), to: 2027-02-27}
        partners:
          - {id: a, role: host}
          - {id: b, role: funder}
        contributions:
          - {id: h, rule: fixed, partner: b, amount: 100.00, due: phase, uplift_percent: 10, uplift_each: year}

        """
    }

    /// 10% on every anniversary: 100.00, 110.00 and 121.00 where phases begin on it; a day before it the
    /// year is not yet over.
    @Test(
        arguments: [
            ("03-01", "03-01", 33_100, [String]()), ("02-28", "02-28", 31_000, ["y2", "y3"]),
            ("03-01", "02-28", 32_000, ["y3"]),
        ]
    )
    func theAnniversaryIsTheFirstOfMarchAndIsSaid(
        _ second: String,
        _ third: String,
        _ pence: Int,
        _ before: [String]
    ) throws {
        let settlement = try TemporaryFund.settle(agreement(second: second, third: third), [])
        #expect(settlement["b"].contribution.minorUnits == pence)
        #expect(
            settlement.agreement.notices.map(\.subject) == [
                .leapAnniversary(contribution: "h", phasesDayBefore: before)
            ]
        )
    }

    @Test func otherTermsAreNotWarnedOf() throws {
        let text = agreement(second: "03-01", third: "03-01")
            .replacing("2024-02-29", with: "2024-03-01")
        #expect(try TemporaryFund.settle(text, []).agreement.notices.isEmpty)
    }
}
