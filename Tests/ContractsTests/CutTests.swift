import Testing
import TopsliceContracts
import TopsliceExactArithmetic

/// Clauses that look at what others pay: interim outcomes, the best of several, caps, advances, breaks.
@Suite struct CutTests {
    private static let interim = """
          - {id: first, rule: outcome, outcome: part_time, payee: p1, payer: council, tariff: 500.00}
          - {id: whole, rule: outcome, outcome: job, payee: p1, payer: nhs, tariff: 2000.00}

        """

    @Test func anInterimPaymentIsSetOffOrPaidBack() throws {
        let rows = """
            person_id,outcome,date
            a,part_time,2025-03-01
            a,job,2025-06-01
            b,part_time,2025-03-01
            c,part_time,2025-12-01

            """
        let clause =
            "  - {id: i, rule: interim, interim: first, final: whole, clawback_after: {months: 6}}"
        let worked = try Worked(Self.interim + clause, outcomes: rows, asAt: "2025-12-31")
        // a: 500 is set against 2,000; b pays 500 back in September; c still has time.
        #expect(try worked.net("council") == "-500.00")
        #expect(try worked.net("nhs") == "-2000.00")
        #expect(try worked.net("p1") == "2500.00")
        #expect(try worked.figure("i", .clawedBack) == .money(50_000))
        #expect(try worked.figure("i", .setOff) == .money(50_000))
        let kept = "  - {id: i, rule: interim, interim: first, final: whole, set_off: false}"
        #expect(
            try Worked(Self.interim + kept, outcomes: rows, asAt: "2025-12-31").net("p1")
                == "3500.00"
        )
    }

    @Test func ofSeveralOutcomesTheDearestIsPaid() throws {
        let clause = "  - {id: best, rule: best-of, of: [first, whole]}"
        let worked = try Worked(
            Self.interim + clause,
            outcomes:
                "person_id,outcome,date\na,part_time,2025-03-01\na,job,2025-06-01\nb,job,2025-03-01\nb,part_time,2025-06-01\nc,part_time,2025-06-01\n"
        )
        #expect(try worked.net("p1") == "4500.00")
    }

    @Test func allThatIsPaidForOnePersonIsCapped() throws {
        let clause = "  - {id: cap, rule: person-cap, of: [whole, first], amount: 2200.00}"
        let worked = try Worked(
            Self.interim + clause,
            outcomes:
                "person_id,outcome,date\na,part_time,2025-03-01\na,job,2025-06-01\nb,job,2025-03-01\n"
        )
        // The job came last, so its payer pays 300 less.
        #expect(try worked.net("p1") == "4200.00")
        #expect(try worked.net("nhs") == "-3700.00")
        #expect(try worked.net("council") == "-500.00")
        #expect(try worked.figure("cap", .people) == .count(1))
    }

    /// The dearest of several, and of what that leaves at most £1,800.00 for one person: a is paid 500 and 1,500 more, of
    /// which the council's 500 come first; b 2,000. What is left is also what an advance is recovered from.
    @Test func whatOneCutLeavesAnotherMayCut() throws {
        let clauses =
            Self.interim + """
                  - {id: best, rule: best-of, of: [first, whole]}
                  - {id: cap, rule: person-cap, of: [best], amount: 1800.00}
                """
        let rows =
            "person_id,outcome,date\na,part_time,2025-03-01\na,job,2025-06-01\nb,job,2025-04-01\nb,part_time,2025-06-01\n"
        let worked = try Worked(clauses, outcomes: rows)
        #expect(try worked.net("council") == "-500.00")
        #expect(try worked.net("nhs") == "-3100.00")
        #expect(try worked.net("p1") == "3600.00")
        #expect(try worked.figure("cap", .people) == .count(2))
        let advanced = try Worked(
            clauses
                + "\n  - {id: v, rule: advance, payee: p1, payer: fund, amount: 9000.00, on: 2025-01-15, recover_from: [cap]}",
            outcomes: rows
        )
        #expect(try advanced.figure("v", .recovered) == .money(360_000))
        #expect(
            try Worked.faults(
                clauses + "\n  - {id: again, rule: person-cap, of: [best], amount: 1.00}",
                outcomes: rows
            ).contains("both take back from what 'best' pays")
        )
    }

    @Test(arguments: [
        // Half of each payment until 2,500 are back: three jobs give 1,000 + 1,000 + 500.
        ("recover_percent: 50", 3, "6000.00", 0), ("recover_percent: 50", 2, "4500.00", 50_000),
        // All of the first payment, then a tenth.
        ("schedule: [{claims: 1, percent: 100}, {percent: 10}]", 3, "6100.00", 10_000),
    ])
    func anAdvanceIsRecoveredFromTheFirstOutcomes(
        terms: String,
        jobs: Int,
        net: String,
        left: Int
    ) throws {
        let rows = (1...jobs).map { "p\($0),job,2025-0\($0 + 2)-01\n" }.joined()
        let worked = try Worked(
            Self.interim
                + "  - {id: a, rule: advance, payee: p1, payer: nhs, amount: 2500.00, on: 2025-01-15, recover_from: [whole], \(terms)}",
            outcomes: "person_id,outcome,date\n" + rows
        )
        #expect(try worked.net("p1") == net)
        #expect(try worked.figure("a", .notRecovered) == .money(.init(left)))
    }

    @Test func aBreakEndsPaymentAndCosts() throws {
        let clauses = """
              - {id: j, rule: outcome, outcome: job, payee: p1, payer: nhs, tariff: 2000.00, ends_with: b}
              - {id: b, rule: break, on: 2025-06-30, payee: p1, payer: council, exit_costs: [{until: 2025-03-31, amount: 9000.00}, {amount: 4000.00}]
            """
        let rows = "person_id,outcome,date\na,job,2025-06-30\nb,job,2025-07-01\n"
        let worked = try Worked(clauses + "}", outcomes: rows)
        #expect(try worked.net("p1") == "6000.00")
        #expect(try worked.unpaid("j") == [.afterBreak: 1])
        // Two quarters of three are below 70, and two are needed.
        func opened(_ times: Int) -> String {
            clauses
                + ", opened_by: {measures: {2025-01-31: 65, 2025-03-31: 71, 2025-05-31: 69.9}, below: 70, times: \(times)}}"
        }
        #expect(try Worked(opened(2), outcomes: rows).net("p1") == "6000.00")
        #expect(try Worked(opened(3), outcomes: rows).net("p1") == "4000.00")
    }
}
