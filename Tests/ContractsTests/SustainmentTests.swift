import Testing
import TopsliceContracts
import TopsliceFunds
import TopsliceMoney

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

    /// A gap after the time is up delays nothing.
    @Test(arguments: [("2025-08-31", "1000.00"), ("2025-09-10", "1000.00")])
    func gapsAfterTheWholeTimeExtendNothing(to: String, amount: String) throws {
        // From 1 March six months are up on 1 September, before the gap.
        let worked = try Worked(
            Self.home + ", gap_days: 14, gaps: extend, last_day: counts, to: \(to)}",
            outcomes: """
                person_id,outcome,date,started,ended
                a,home,2025-03-01,2025-03-01,2025-10-01
                a,home,2025-10-11,2025-10-11,2025-12-31

                """
        )
        #expect(try worked.net("p1") == amount)
    }

    /// The Work Programme (Department for Work and Pensions 2011, prices of its first year): an attachment fee, a job
    /// outcome after 26 weeks (13 for those hardest to help), and sustainment payments every four weeks after it, 13 of them
    /// for jobseekers of 25 and over, 20 for most who claimed Employment and Support Allowance and 26 for those who came to
    /// it from Incapacity Benefit: 4,395, 6,500 and 13,720 pounds at most.
    @Test(arguments: [
        (26, "400", "1200", "215", 13, "4395.00"), (13, "600", "1200", "235", 20, "6500.00"),
        (13, "600", "3500", "370", 26, "13720.00"),
    ])
    func paymentsEveryFourWeeks(
        weeks: Int,
        attachment: String,
        outcome: String,
        payment: String,
        payments: Int,
        whole: String
    ) throws {
        let clauses = """
              - {id: a, rule: attachment, payee: p1, payer: council, tariff: \(attachment).00}
              - {id: o, rule: sustainment, outcome: job, payee: p1, payer: council, tariff: \(outcome).00, sustained: {weeks: \(weeks)}}
              - {id: s, rule: sustainment, outcome: job, payee: p1, payer: council, tariff: \(payment).00, sustained: {weeks: \(weeks + 4)}, repeats: {every: {weeks: 4}, payments: \(payments)}}
            """
        func net(days: Int) throws -> String {
            // 6 January 2025 is a Monday.
            let end = CalendarDate(
                dayNumber: (try #require(CalendarDate(parsing: "2025-01-06"))).dayNumber + days
            )
            return try Worked(
                clauses,
                outcomes:
                    "person_id,outcome,date,started,ended\na,job,2025-01-06,2025-01-06,\(end)\n",
                referrals: "person_id,referred\na,2025-01-02\n",
                term: "{from: 2025-01-01, to: 2028-12-31}"
            ).net("p1")
        }
        let last = 7 * (weeks + 4 * payments)
        #expect(try net(days: last) == whole)
        #expect(try net(days: last + 400) == whole)
        // A day less is a payment less.
        let less = try #require(Int(whole.dropLast(3))) - (try #require(Int(payment)))
        #expect(try net(days: last - 1) == "\(less).00")
    }

    /// Each payment in turn is made once, in whichever stay it is reached; a later stay pays only what is new.
    @Test func noPaymentInTurnIsMadeTwice() throws {
        let clause =
            "  - {id: s, rule: sustainment, outcome: job, payee: p1, payer: council, tariff: 10.00, sustained: {months: 1}, repeats: {every: {months: 1}, payments: 6}}"
        let worked = try Worked(
            clause,
            outcomes: """
                person_id,outcome,date,started,ended
                a,job,2025-01-31,2025-01-31,2025-04-30
                a,job,2025-07-01,2025-07-01,2025-11-30

                """
        )
        // 28 February, 31 March and 30 April; then only the fourth month of the second stay, up on 1 November.
        #expect(try worked.net("p1") == "40.00")
        let days = worked.settlement.contracts[0].result.claims.map {
            CalendarDate(dayNumber: Int($0.day)).description
        }
        #expect(days == ["2025-02-28", "2025-03-31", "2025-04-30", "2025-11-01"])
    }

    @Test(arguments: [
        ("gaps: extend", "gap_days"), ("gap_days: 0, gaps: extend", "gap_days"),
        ("partial: [{sustained: {months: 9}, percent: 40}]", "no shorter"),
        ("partial: [{sustained: {months: 6}, percent: 40}]", "no shorter"),
        (
            "partial: [{sustained: {months: 3}, percent: 40}, {sustained: {months: 3}, percent: 50}]",
            "length of another"
        ),
        (
            "partial: [{sustained: {months: 3}, percent: 40}], repeats: {every: {weeks: 4}, payments: 3}",
            "excludes"
        ), ("repeats: {every: {weeks: 4}}", "payments"),
        ("repeats: {every: {weeks: 4}, payments: 1}", "not from 2"),
    ])
    func whatCannotActIsRefused(terms: String, message: String) throws {
        let faults = try Worked.faults(
            Self.home + ", \(terms)}",
            outcomes: "person_id,outcome,date,started,ended\n"
        )
        #expect(faults.contains(message), "\(faults)")
    }
}
