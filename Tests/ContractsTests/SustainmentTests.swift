import Testing
import TopsliceContracts

/// What lasts, in calendar months and weeks, with gaps.
@Suite struct SustainmentTests {
    private static let home =
        "  - {id: h, rule: sustainment, outcome: home, payee: p1, payer: council, tariff: 1000.00, sustained: {months: 6}"

    private func paid(
        _ started: String,
        _ ended: String,
        _ more: String = "",
        asAt: String? = nil
    ) throws -> String {
        try Worked(
            Self.home + more + "}",
            outcomes:
                "person_id,outcome,date,started,ended\na,home,\(started),\(started),\(ended)\n",
            asAt: asAt
        ).net("p1")
    }

    /// Five months and thirty days are not six months.
    @Test(arguments: [
        ("2025-03-01", "2025-08-31", "0.00"), ("2025-03-01", "2025-09-01", "1000.00"),
        // From the 31st of August six months are up on the last day of February.
        ("2025-08-31", "2026-02-27", "0.00"), ("2025-08-31", "2026-02-28", "1000.00"),
    ])
    func sixMonthsAreCalendarMonths(started: String, ended: String, amount: String) throws {
        #expect(try paid(started, ended) == amount)
    }

    /// 2028 has a 29 February, so that six months from 31 August 2027 are up a day later.
    @Test(arguments: [("2028-02-28", "0.00"), ("2028-02-29", "1000.00")])
    func leapYearsHaveADayMore(ended: String, amount: String) throws {
        let worked = try Worked(
            Self.home + "}",
            outcomes:
                "person_id,outcome,date,started,ended\na,home,2027-08-31,2027-08-31,\(ended)\n",
            term: "{from: 2027-01-01, to: 2028-12-31}"
        )
        #expect(try worked.net("p1") == amount)
    }

    /// Where the last day counts, 1 March to 31 August are six months.
    @Test func theLastDayMayCount() throws {
        #expect(try paid("2025-03-01", "2025-08-31", ", last_day: counts") == "1000.00")
        #expect(try paid("2025-03-01", "2025-08-30", ", last_day: counts") == "0.00")
    }

    @Test func weeksAreSevenDays() throws {
        let clause =
            "  - {id: h, rule: sustainment, outcome: home, payee: p1, payer: council, tariff: 1.00, sustained: {weeks: 13}}"
        for (ended, amount) in [("2025-06-01", "0.00"), ("2025-06-02", "1.00")] {
            let worked = try Worked(
                clause,
                outcomes:
                    "person_id,outcome,date,started,ended\na,home,2025-03-03,2025-03-03,\(ended)\n"
            )
            // 91 days after 3 March is 2 June.
            #expect(try worked.net("p1") == amount)
        }
    }

    /// A gap of ten days with a tolerance of fourteen does not break it; one of fifteen does.
    @Test(arguments: [("2025-05-11", "1000.00"), ("2025-05-15", "1000.00"), ("2025-05-16", "0.00")])
    func gapsWithinToleranceDoNotBreakIt(again: String, amount: String) throws {
        let worked = try Worked(
            Self.home + ", gap_days: 14}",
            outcomes: """
                person_id,outcome,date,started,ended
                a,home,2025-03-01,2025-03-01,2025-05-01
                a,home,\(again),\(again),2025-09-01

                """
        )
        #expect(try worked.net("p1") == amount)
    }

    /// Where the days of a gap do not count, ten days of gap take ten days more.
    @Test(arguments: [("2025-09-10", "0.00"), ("2025-09-11", "1000.00")])
    func gapsMayExtendTheTime(ended: String, amount: String) throws {
        let worked = try Worked(
            Self.home + ", gap_days: 14, gaps: extend}",
            outcomes: """
                person_id,outcome,date,started,ended
                a,home,2025-05-11,2025-05-11,\(ended)
                a,home,2025-03-01,2025-03-01,2025-05-01

                """
        )
        #expect(try worked.net("p1") == amount)
    }

    /// What has not ended has lasted until the day of the settlement.
    @Test func whatHasNotEndedGoesOn() throws {
        #expect(try paid("2025-03-01", "", asAt: "2025-08-31") == "0.00")
        #expect(try paid("2025-03-01", "", asAt: "2025-09-01") == "1000.00")
    }

    @Test func lessThanTheWholeMayHaveCredit() throws {
        let more = ", partial: [{sustained: {months: 3}, percent: 40}]"
        #expect(try paid("2025-03-01", "2025-06-01", more) == "400.00")
        #expect(try paid("2025-03-01", "2025-05-31", more) == "0.00")
        #expect(try paid("2025-03-01", "2025-09-01", more) == "1000.00")
    }

    @Test func episodesAreJoinedToo() throws {
        let worked = try Worked(
            "  - {id: h, rule: sustainment, episode: tenancy, payer: council, tariff: 1000.00, sustained: {months: 6}, gap_days: 7}",
            episodes: """
                person_id,episode,from,to,provider
                a,tenancy,2025-03-01,2025-05-01,p1
                a,tenancy,2025-05-05,2025-09-01,p1
                b,hostel,2025-03-01,2025-12-01,p2

                """
        )
        #expect(try worked.net("p1") == "1000.00")
        #expect(try worked.net("p2") == "0.00")
    }
}
