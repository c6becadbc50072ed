import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds

/// Payments for people: whom, how much, and who pays.
@Suite struct ClaimTests {
    private static let job =
        "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 2000.00"

    /// MoJ and DWP through one contract: a job is £2,000 and all DWP's, no reoffence £3,000 at 70 to 30; of one of each DWP
    /// pays 2,000 + 900 and MoJ 2,100.
    @Test func twoDepartmentsPayThroughOneContract() throws {
        let worked = try Worked(
            """
              - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 2000.00}
              - {id: h, rule: outcome, outcome: home, payee: p1, payers: {shares: {nhs: 70, council: 30}}, tariff: 3000.00}
            """,
            outcomes: "person_id,outcome,date\na,job,2025-03-01\na,home,2025-04-01\n"
        )
        #expect(try worked.net("council") == "-2900.00")
        #expect(try worked.net("nhs") == "-2100.00")
        #expect(try worked.net("p1") == "5000.00")
        #expect(worked.settlement.isReconciled)
    }

    /// £100 three ways: the parts sum to the whole, the odd penny goes to the identifier first by its bytes.
    @Test func partsOfAPriceSumToIt() throws {
        let worked = try Worked(
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payers: {equally: [nhs, fund, council]}, tariff: 100.00}",
            outcomes: "person_id,outcome,date\na,job,2025-03-01\n"
        )
        #expect(try worked.net("council") == "-33.34")
        #expect(try worked.net("fund") == "-33.33")
        #expect(try worked.net("nhs") == "-33.33")
        #expect(try worked.net("p1") == "100.00")
    }

    @Test func nobodyIsPaidForTwice() throws {
        let rows = "person_id,outcome,date\na,job,2025-03-01\na,job,2025-05-01\nb,job,2025-03-01\n"
        let once = try Worked(Self.job + "}", outcomes: rows)
        #expect(try once.net("p1") == "4000.00")
        #expect(try once.unpaid("j") == [.paidBefore: 1])
        let again = try Worked(Self.job + ", again_after: {months: 2}}", outcomes: rows)
        #expect(try again.net("p1") == "6000.00")
        let later = try Worked(Self.job + ", again_after: {months: 3}}", outcomes: rows)
        #expect(try later.net("p1") == "4000.00")
    }

    /// Of a part-time job and a job of one person the job is paid, whichever came first.
    @Test func theBestOfSeveralOutcomesIsPaid() throws {
        let clause = Self.job + ", partial: {part_time: 40}}"
        for rows in [
            "a,part_time,2025-02-01\na,job,2025-03-01\n",
            "a,job,2025-02-01\na,part_time,2025-03-01\n",
        ] {
            let worked = try Worked(clause, outcomes: "person_id,outcome,date\n" + rows)
            #expect(try worked.net("p1") == "2000.00")
        }
        let lesser = try Worked(
            clause,
            outcomes: "person_id,outcome,date\na,part_time,2025-02-01\n"
        )
        #expect(try lesser.net("p1") == "800.00")
    }

    @Test func needsHavePricesOfTheirOwn() throws {
        let worked = try Worked(
            "  - {id: j, rule: outcome, outcome: job, payer: council, by_need: {low: 1000.00, high: 2500.00}}",
            outcomes:
                "person_id,outcome,date,provider,need\na,job,2025-03-01,p1,low\nb,job,2025-03-01,p2,high\nc,job,2025-03-01,p1,\nd,job,2025-03-01,p2,other\n",
            referrals:
                "person_id,referred,need\na,2025-01-05,high\nb,2025-01-05,low\nc,2025-01-05,high\nd,2025-01-05,low\n"
        )
        // The row's need counts before the referral's.
        #expect(try worked.net("p1") == "3500.00")
        #expect(try worked.net("p2") == "2500.00")
        #expect(try worked.unpaid("j") == [.noTariffForNeed: 1])
    }

    /// Fifty families at volume prices: 35 at 100, the next five at 87.50, ten at 70; or all at the price of the last band.
    @Test(arguments: [("slice", "4637.50"), ("all", "3500.00")])
    func bandsPriceByVolume(reach: String, total: String) throws {
        let rows = (1...50).map { "f\($0),home,2025-0\($0 % 9 + 1)-11" }.joined(separator: "\n")
        let worked = try Worked(
            """
              - id: h
                rule: outcome
                outcome: home
                payee: p1
                payer: council
                reach: \(reach)
                bands:
                  - {from: 0, to: 35, tariff: 100.00}
                  - {from: 35, to: 40, tariff: 87.50}
                  - {from: 40, tariff: 70.00}
            """,
            outcomes: "person_id,outcome,date\n\(rows)\n"
        )
        #expect(try worked.net("p1") == total)
    }

    /// The same bands by the numbers of their claims, and one that would leave out the first claim without a word.
    @Test func bandsAreWrittenByTheNumbersOfTheirClaims() throws {
        func net(_ bands: String) throws -> String {
            let rows = (1...50).map { "f\($0),home,2025-03-11" }.joined(separator: "\n")
            return try Worked(
                "  - {id: h, rule: outcome, outcome: home, payee: p1, payer: council, bands: [\(bands)]}",
                outcomes: "person_id,outcome,date\n\(rows)\n"
            ).net("p1")
        }
        #expect(
            try net(
                "{from: 1, to: 35, tariff: 100.00}, {from: 36, to: 40, tariff: 87.50}, {from: 41, tariff: 70.00}"
            ) == "4637.50"
        )
        #expect(try net("{from: 1, tariff: 10.00}") == "500.00")
        // The eleventh claim alone, and all from the eleventh on.
        #expect(try net("{from: 11, to: 11, tariff: 3.00}, {from: 12, tariff: 1.00}") == "42.00")
        #expect(try net("{from: 10, to: 11, tariff: 3.00}, {from: 11, tariff: 1.00}") == "42.00")
    }

    @Test(arguments: ["{from: 10, tariff: 1.00}", "{from: 12, tariff: 1.00}"])
    func bandsByNumberLeaveNothingOut(next: String) throws {
        let faults = try Worked.faults(
            "  - {id: h, rule: outcome, outcome: home, payee: p1, payer: council, bands: [{from: 1, to: 10, tariff: 2.00}, \(next)]}",
            outcomes: "person_id,outcome,date\n"
        )
        #expect(faults.contains("bands are of claims by number"), "\(faults)")
    }

    /// The unit price falls by 12.5% at 40 families and by 30% at 50, so that the whole is the same at 35, 40 and 50.
    @Test(arguments: [(35, "3500.00"), (40, "3500.00"), (50, "3500.00"), (39, "3900.00")])
    func theUnitCostOfAServiceFallsWithItsVolume(families: Int, total: String) throws {
        let rows = (1...families).map { "f\($0),home,2025-03-11" }.joined(separator: "\n")
        let worked = try Worked(
            """
              - id: h
                rule: outcome
                outcome: home
                payee: p1
                payer: council
                reach: all
                bands:
                  - {from: 0, to: 39, tariff: 100.00}
                  - {from: 39, to: 49, tariff: 87.50}
                  - {from: 49, tariff: 70.00}
            """,
            outcomes: "person_id,outcome,date\n\(rows)\n"
        )
        #expect(try worked.net("p1") == total)
    }

    @Test func pricesChangeWithYearsAndAnIndex() throws {
        let rows = "person_id,outcome,date\na,job,2025-12-31\nb,job,2026-01-01\n"
        #expect(
            try Worked(Self.job + ", change_percent: -10}", outcomes: rows).net("p1") == "3800.00"
        )
        #expect(
            try Worked(Self.job + ", by_year: [100, 110]}", outcomes: rows).net("p1") == "4200.00"
        )
        #expect(
            try Worked(
                Self.job + ", index: {base: 100, values: {2025-01-01: 100, 2026-01-01: 103.5}}}",
                outcomes: rows
            ).net("p1") == "4070.00"
        )
    }

    /// Two of ten people would have found a job anyway: of three outcomes the last is paid.
    @Test func onlyWhatIsAboveDeadweightIsPaid() throws {
        let rows = "person_id,outcome,date\nc,job,2025-05-01\na,job,2025-03-01\nb,job,2025-04-01\n"
        let stated = try Worked(Self.job + ", deadweight: 2}", outcomes: rows)
        #expect(try stated.net("p1") == "2000.00")
        #expect(try stated.unpaid("j") == [.deadweight: 2])
        let people = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "k"]
        let part = try Worked(
            Self.job + ", deadweight_percent: 20}",
            outcomes: rows,
            referrals: "person_id,referred\n" + people.map { "\($0),2025-01-09\n" }.joined()
        )
        #expect(try part.net("p1") == "2000.00")
        let none = try Worked(Self.job + ", deadweight: 5}", outcomes: rows)
        #expect(try none.net("p1") == "0.00")
    }

    /// 20,000 outcomes at £3,500 and £20m: it pays 20,000,000.00 and the other £50m is named.
    @Test(arguments: ["date", "pro-rata"])
    func aFundRunsOutExactly(order: String) throws {
        let rows = (1...20_000).map { "p\($0),home,2025-0\($0 % 9 + 1)-0\($0 % 7 + 1)\n" }.joined()
        let worked = try Worked(
            "  - {id: h, rule: outcome, outcome: home, payee: p1, payer: fund, tariff: 3500.00, cap: 20000000.00, cap_order: \(order)}",
            outcomes: "person_id,outcome,date\n" + rows
        )
        #expect(try worked.net("p1") == "20000000.00")
        #expect(try worked.net("fund") == "-20000000.00")
        #expect(try worked.worth("h", .overCap) == 5_000_000_000)
        // 20,000,000 is 5,714 times 3,500 and 1,000 of the next.
        #expect(
            try worked.unpaid("h") == [.overCap: order == "date" ? 20_000 - 5_714 : 20_000]
        )
        #expect(worked.settlement.isReconciled)
    }

    @Test func capsOfYearsAndPeopleHold() throws {
        let rows =
            "person_id,outcome,date\na,job,2025-03-01\na,job,2025-08-01\nb,job,2025-09-01\nc,job,2026-02-01\n"
        let year = try Worked(Self.job + ", cap_per_year: 3000.00}", outcomes: rows)
        #expect(try year.net("p1") == "5000.00")
        #expect(try year.worth("j", .overYearCap) == 100_000)
        let person = try Worked(
            Self.job + ", again_after: {months: 1}, cap_per_person: 2500.00}",
            outcomes: rows
        )
        #expect(try person.net("p1") == "6500.00")
    }

    @Test func referralsSayWhoIsEligible() throws {
        let worked = try Worked(
            Self.job + "}",
            outcomes: """
                person_id,outcome,date
                good,job,2025-03-01
                stranger,job,2025-03-01
                late,job,2025-07-01
                gone,job,2025-03-01
                dead,job,2025-03-01

                """,
            referrals: """
                person_id,referred,from,to,left,died
                good,2025-01-05,,,,
                late,2025-01-05,2025-01-05,2025-06-30,,
                gone,2025-01-05,,,2025-02-01,
                dead,2025-01-05,,,,2025-02-01

                """
        )
        #expect(try worked.net("p1") == "2000.00")
        #expect(
            try worked.unpaid("j")
                == [.notReferred: 1, .notEligible: 1, .afterLeaving: 1, .afterDeath: 1]
        )
    }

    @Test func evidenceAndClaimsHaveTheirTime() throws {
        let rows = """
            person_id,outcome,date,evidence,claimed
            a,job,2025-03-01,2025-03-31,2025-03-02
            b,job,2025-03-01,2025-04-01,2025-03-02
            c,job,2025-03-01,,2025-03-02
            d,job,2025-03-01,2025-03-02,2025-04-02
            e,job,2025-03-01,letter,

            """
        let both = try Worked(
            Self.job + ", evidence_within: {days: 30}, claim_within: {months: 1}}",
            outcomes: rows
        )
        #expect(try both.net("p1") == "2000.00")
        #expect(try both.unpaid("j") == [.evidenceLate: 1, .noEvidence: 2, .claimedLate: 1])
        let any = try Worked(Self.job + ", evidence: required}", outcomes: rows)
        #expect(try any.net("p1") == "8000.00")
    }

    /// An outcome of the first phase is not paid by the clause of the second (South Tyneside: nine months at block, then by
    /// results).
    @Test func anOutcomeOfAnotherPhasePaysNothing() throws {
        let rows = "person_id,outcome,date\na,home,2025-09-30\nb,home,2025-10-01\n"
        let worked = try Worked(
            "  - {id: h, rule: outcome, outcome: home, payee: p1, payer: council, tariff: 750.00, from: 2025-10-01}",
            outcomes: rows
        )
        #expect(try worked.net("p1") == "750.00")
        #expect(try worked.unpaid("h") == [.outsidePeriod: 1])
    }

    /// Who was referred in the term is paid for until the run-off ends.
    @Test func outcomesRunOffAfterTheTerm() throws {
        let worked = try Worked(
            Self.job + ", run_off: {months: 3}}",
            outcomes:
                "person_id,outcome,date\na,job,2027-03-31\nb,job,2026-12-31\n",
            referrals: "person_id,referred\na,2026-12-01\nb,2026-12-01\n"
        )
        #expect(try worked.net("p1") == "4000.00")
        #expect(
            try Worked.faults(
                Self.job + ", run_off: {months: 3}}",
                outcomes: "person_id,outcome,date\na,job,2027-04-01\n"
            ).contains("outcomes.csv:2: column 'date': the day lies outside the term")
        )
    }

    @Test func attachmentsArePaidForReferrals() throws {
        // Troubled Families, first phase: 80% of £4,000 on attachment and 20% for the result.
        let worked = try Worked(
            """
              - {id: a, rule: attachment, payee: p1, payer: council, tariff: 3200.00}
              - {id: r, rule: outcome, outcome: school, payee: p1, payer: council, tariff: 800.00}
            """,
            outcomes: "person_id,outcome,date\nx,school,2025-06-01\n",
            referrals: "person_id,referred\nx,2025-02-01\ny,2025-02-01\n"
        )
        #expect(try worked.net("p1") == "7200.00")
    }

    @Test func laterOutcomesDoNotCountYet() throws {
        let rows = "person_id,outcome,date\na,job,2025-03-01\nb,job,2025-06-01\n"
        let worked = try Worked(Self.job + "}", outcomes: rows, asAt: "2025-05-31")
        #expect(try worked.net("p1") == "2000.00")
    }
}
