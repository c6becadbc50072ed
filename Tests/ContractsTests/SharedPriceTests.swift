import Testing
import TopsliceContracts
import TopsliceExactArithmetic

/// Who shares a price, who gets money through whom, and what depends on more than one person.
@Suite struct SharedPriceTests {
    private static let job =
        "  - {id: j, rule: outcome, outcome: job, payee: p1, payers: {shares: {council: 70, nhs: 30}}, tariff: 1000.00}\n"

    private static func rows(_ count: Int) -> String {
        "person_id,outcome,date\n"
            + (1...count).map { "p\($0),job,2025-03-\($0 % 28 + 1)\n" }
            .map { $0.replacing(#/-(\d)\n/#) { "-0\($0.1)\n" } }.joined()
    }

    /// Life Chances Fund: a top-up of about 20% and two local commissioners at 70 to 30 of the rest: of 250,000 it pays
    /// 50,000, the council 140,000 and the ICB 60,000.
    @Test func aTopUpPaysItsPartOfEverything() throws {
        let worked = try Worked(
            Self.job + "  - {id: lcf, rule: top-up, of: [j], partner: fund, percent: 20}",
            outcomes: Self.rows(250)
        )
        #expect(try worked.net("fund") == "-50000.00")
        #expect(try worked.net("council") == "-140000.00")
        #expect(try worked.net("nhs") == "-60000.00")
        #expect(try worked.net("p1") == "250000.00")
    }

    /// 20% of 100,000 is 20,000, of which the fund has 12,000.01: it pays that to the penny, and payers the rest, or nobody.
    @Test(arguments: [
        ("payers", "date", "-12000.01", "100000.00"), ("unpaid", "date", "-12000.01", "92000.01"),
        ("payers", "pro-rata", "-12000.01", "100000.00"),
        ("unpaid", "pro-rata", "-12000.01", "92000.01"),
    ])
    func aTopUpRunsOutExactly(
        when: String,
        order: String,
        fund: String,
        provider: String
    ) throws {
        let worked = try Worked(
            Self.job
                + "  - {id: t, rule: top-up, of: [j], partner: fund, percent: 20, fund: 12000.01, order: \(order), when_empty: \(when)}",
            outcomes: Self.rows(100)
        )
        #expect(try worked.net("fund") == fund)
        #expect(try worked.net("p1") == provider)
        #expect(try worked.figure("t", .notToppedUp) == .money(799_999))
        #expect(try worked.figure("t", .leftInFund) == .money(0))
    }

    /// The council pays 70% of ten jobs, 7,000, and may pay 5,000.
    @Test(arguments: [
        (", then: fund", "-2000.00", "10000.00"), ("", "0.00", "8000.00"),
    ])
    func whatIsAboveThePayersCapGoesOnOrIsNotPaid(
        then: String,
        fund: String,
        provider: String
    ) throws {
        let worked = try Worked(
            Self.job
                + "  - {id: c, rule: payer-cap, of: [j], payer: council, amount: 5000.00\(then)}",
            outcomes: Self.rows(10)
        )
        #expect(try worked.net("council") == "-5000.00")
        #expect(try worked.net("nhs") == "-3000.00")
        #expect(try worked.net("fund") == fund)
        #expect(try worked.net("p1") == provider)
        #expect(try worked.figure("c", .abovePayerCap) == .money(200_000))
    }

    @Test func aPayersCapMayBeOfEachYear() throws {
        let worked = try Worked(
            Self.job
                + "  - {id: c, rule: payer-cap, of: [j], payer: council, amount_per_year: 1000.00}",
            outcomes:
                "person_id,outcome,date\na,job,2025-03-01\nb,job,2025-03-02\nc,job,2026-03-01\n"
        )
        // 1,400 and 700 become 1,000 and 700.
        #expect(try worked.net("council") == "-1700.00")
    }

    /// A fee of 500,000 with 20% at risk against 200 and a tolerance of 5%.
    @Test(arguments: [
        (200, "500000.00"), (190, "500000.00"), (189, "494500.00"), (120, "460000.00"),
        (0, "400000.00"), (260, "500000.00"),
    ])
    func aFeeAtRiskHasATolerance(achieved: Int, amount: String) throws {
        let worked = try Worked(
            "  - {id: f, rule: at-risk, outcome: job, payee: p1, payer: council, fee: 500000.00, at_risk_percent: 20, target: 200, tolerance_percent: 5}",
            outcomes: achieved == 0 ? "person_id,outcome,date\n" : Self.rows(achieved),
            asAt: "2026-12-31"
        )
        #expect(try worked.net("p1") == amount)
    }

    /// £500,000 with 40% at risk and no results leaves £300,000; before the end the part at risk waits.
    @Test func noResultsLeaveWhatIsNotAtRisk() throws {
        let clause =
            "  - {id: f, rule: at-risk, outcome: job, payee: p1, payer: council, fee: 500000.00, at_risk_percent: 40, target: 10"
        let none = "person_id,outcome,date\n"
        #expect(
            try Worked(clause + "}", outcomes: none, asAt: "2026-12-31").net("p1") == "300000.00"
        )
        #expect(
            try Worked(clause + "}", outcomes: Self.rows(20), asAt: "2026-11-30").net("p1")
                == "300000.00"
        )
        #expect(
            try Worked(clause + ", floor: 350000.00}", outcomes: none, asAt: "2026-12-31")
                .net("p1") == "350000.00"
        )
        #expect(
            try Worked.faults(clause + ", floor: 2.00, cap: 1.00}", outcomes: none)
                .contains("the cap is below the floor")
        )
    }

    /// Peterborough: 8.39% fails the 10% of a cohort and passes the 7.5% of all.
    @Test(arguments: [
        ("8.39", "7.5", "2000000.00"), ("8.39", "8.5", "0.00"), ("10", "11", "1000000.00"),
    ])
    func cohortsAreTriggeredAloneOrTogether(
        effect: String,
        threshold: String,
        amount: String
    ) throws {
        let worked = try Worked(
            """
              - id: t
                rule: trigger
                payee: p1
                payer: council
                threshold_percent: 10
                cohorts:
                  - {id: one, effect_percent: \(effect), people: 936, payment: 1000000.00}
                  - {id: two, effect_percent: 8.39, people: 500, payment: 1000000.00}
                pooled: {threshold_percent: \(threshold)}
            """,
            outcomes: "person_id,outcome,date\n",
            asAt: "2026-12-31"
        )
        #expect(try worked.net("p1") == amount)
    }

    /// An effect of 12% whose interval begins at 4% is above 10% by its estimate and not by its lower end.
    @Test(arguments: [("estimate", "500.00"), ("low", "0.00")])
    func aTriggerMayAskForTheInterval(proof: String, amount: String) throws {
        let worked = try Worked(
            "  - {id: t, rule: trigger, payee: p1, payer: council, threshold_percent: 10, proof: \(proof), cohorts: [{id: one, effect_percent: 12, low_percent: 4, payment: 500.00}]}",
            outcomes: "person_id,outcome,date\n",
            asAt: "2026-12-31"
        )
        #expect(try worked.net("p1") == amount)
    }

    private func shared(_ terms: String) throws -> String {
        try Worked(
            "  - {id: g, rule: gain-share, payee: p1, payer: council, \(terms)}",
            outcomes: "person_id,outcome,date\n"
        ).net("p1")
    }

    /// A benchmark of $100m, spending of $94m, a threshold of 2% and a share of 80%: 4.8m from the first dollar.
    @Test func savingsAreSharedFromTheFirstPoundOrAboveTheMinimum() throws {
        let aco = "benchmark: 100000000.00, minimum_percent: 2, share_percent: 80, actual: "
        #expect(try shared(aco + "94000000.00") == "4800000.00")
        #expect(try shared(aco + "94000000.00, reach: excess") == "3200000.00")
        #expect(try shared(aco + "98000000.00") == "1600000.00")
        #expect(try shared(aco + "98000000.01") == "0.00")
        #expect(try shared(aco + "94000000.00, quality_percent: 50") == "2400000.00")
        #expect(try shared(aco + "94000000.00, cap_percent: 4") == "4000000.00")
        let twoSided = ", losses: {minimum_percent: 2, share_percent: 60, cap_percent: 5}"
        #expect(try shared(aco + "101000000.00" + twoSided) == "0.00")
        #expect(try shared(aco + "104000000.00" + twoSided) == "-2400000.00")
        #expect(try shared(aco + "120000000.00" + twoSided) == "-5000000.00")
        #expect(try shared(aco + "104000000.00") == "0.00")
    }

    /// 42 CFR 425.604(b): 3.9% at 5,000 beneficiaries falls to 3.6% at 5,999, and 2.0% from 60,000 on. At a benchmark of
    /// 1,000,000.00 the least saving that is shared is that rate of it.
    @Test(arguments: [
        (5_000, "39000.00", "38999.99"), (6_999, "34000.00", "33999.99"),
        (60_000, "20000.00", "19999.99"), (120_000, "20000.00", "19999.99"),
        // 3.9 − 0.3 × 500/999 percent = 3.749849…%.
        (5_500, "37498.50", "37498.49"),
    ])
    func theMinimumRateFallsWithThePeople(people: Int, least: String, less: String) throws {
        let bands = [
            (5_000, 5_999, "3.9", "3.6"), (6_000, 6_999, "3.6", "3.4"),
            (7_000, 7_999, "3.4", "3.2"),
            (8_000, 8_999, "3.2", "3.1"), (9_000, 9_999, "3.1", "3.0"),
            (10_000, 14_999, "3.0", "2.7"), (15_000, 19_999, "2.7", "2.5"),
            (20_000, 49_999, "2.5", "2.2"), (50_000, 59_999, "2.2", "2.0"),
        ].map {
            "{from: \($0.0), to: \($0.1), percent_at_from: \($0.2), percent_at_to: \($0.3)}"
        }.joined(separator: ", ")
        func terms(_ saving: String) -> String {
            let pence = Int(saving.filter { $0 != "." }) ?? 0
            let spent = 100_000_000 - pence
            return
                "benchmark: 1000000.00, actual: \(spent / 100).\(spent % 100 < 10 ? "0" : "")\(spent % 100), share_percent: 100, minimum_rate: {people: \(people), bands: [\(bands)]}"
        }
        #expect(try shared(terms(least)) == least)
        #expect(try shared(terms(less)) == "0.00")
    }

    /// NEC option C: target 500,000, spent 200,000, a quarter of what lies between 80% and 100%, nothing below: 25,000.
    @Test func aTargetCostIsSharedRangeByRange() throws {
        let ranges =
            "ranges: [{from_percent: 0, to_percent: 80, share_percent: 0}, {from_percent: 80, to_percent: 100, share_percent: 25}]"
        let losses =
            ", losses: {ranges: [{from_percent: 100, to_percent: 110, share_percent: 50}, {from_percent: 110, share_percent: 100}]}"
        #expect(try shared("benchmark: 500000.00, actual: 200000.00, " + ranges) == "25000.00")
        #expect(try shared("benchmark: 500000.00, actual: 450000.00, " + ranges) == "12500.00")
        // 600,000 is 50,000 within 110% at a half and 50,000 above at the whole.
        #expect(
            try shared("benchmark: 500000.00, actual: 600000.00, " + ranges + losses)
                == "-75000.00"
        )
    }

    /// 3,000 people and 2.5 points are 75 outcomes at 4,000; the interval of 1 to 4 points is 120,000 to 480,000.
    @Test func whatWasBroughtAboutIsPaidWithItsInterval() throws {
        let clause =
            "  - {id: n, rule: net-impact, payee: p1, payer: council, tariff: 4000.00, people: 3000, effect_percent: 2.5, low_percent: 1, high_percent: 4"
        let none = "person_id,outcome,date\n"
        let worked = try Worked(clause + "}", outcomes: none)
        #expect(try worked.net("p1") == "300000.00")
        #expect(try worked.figure("n", .impactAtLow) == .money(12_000_000))
        #expect(try worked.figure("n", .impactAtHigh) == .money(48_000_000))
        #expect(try Worked(clause + ", proof: low}", outcomes: none).net("p1") == "120000.00")
        #expect(try Worked(clause + ", cap: 250000.00}", outcomes: none).net("p1") == "250000.00")
    }

    @Test func aChainPassesOnToAnyDepth() throws {
        let chain =
            "  - {id: c, rule: chain, of: [j], small: [fund], links: [{prime: p2, sub: fund, percent: 50}, {prime: p1, sub: p2, percent: 60}]}"
        let worked = try Worked(Self.job + chain, outcomes: Self.rows(10))
        #expect(try worked.net("p1") == "4000.00")
        #expect(try worked.net("p2") == "3000.00")
        #expect(try worked.net("fund") == "3000.00")
        #expect(try worked.figure("c", .shareOfSmall) == .percent(Rational(3) / 10))
        let circle = chain.replacing("]}", with: ", {prime: fund, sub: p1, percent: 1}]}")
        #expect(
            try Worked.faults(Self.job + circle, outcomes: Self.rows(1))
                .contains("the chain runs in a circle")
        )
    }

    @Test func aNewProviderTakesOverFromADayOn() throws {
        let worked = try Worked(
            Self.job
                + "  - {id: n, rule: novation, of: [j], from: p1, to: p2, on: 2025-06-01}\n"
                + "  - {id: c, rule: chain, of: [j, n], links: [{prime: p2, sub: fund, percent: 10}]}",
            outcomes:
                "person_id,outcome,date\na,job,2025-05-31\nb,job,2025-06-01\nc,job,2025-07-01\n"
        )
        #expect(try worked.net("p1") == "1000.00")
        #expect(try worked.net("p2") == "1800.00")
        #expect(try worked.net("fund") == "200.00")
    }

    /// Three outcomes of a collaborative, one release, two rules of its members.
    @Test func aJointGateReleasesToAllMembers() throws {
        func clauses(_ members: String, _ jobs: Int) -> String {
            """
              - {id: j, rule: outcome, outcome: job, payer: council, tariff: 0.00}
              - id: g
                rule: joint-gate
                payer: council
                payment: 90000.00
                gates: [{outcome: job, at_least: \(jobs)}, {outcome: home, at_least: 1}, {outcome: school, at_least: 1}]
                members: \(members)
            """
        }
        let rows =
            "person_id,outcome,date,provider\na,job,2025-03-01,p1\nb,job,2025-03-01,p1\nc,job,2025-03-01,p2\na,home,2025-03-01,p1\nd,school,2025-03-01,p2\n"
        let equal = try Worked(clauses("{equally: [p1, p2, fund]}", 3), outcomes: rows)
        #expect(try equal.net("fund") == "30000.00")
        #expect(try equal.net("p1") == "30000.00")
        let byPeople = try Worked(clauses("{people_of: [j]}", 3), outcomes: rows)
        #expect(try byPeople.net("p1") == "60000.00")
        #expect(try byPeople.net("p2") == "30000.00")
        let missed = try Worked(clauses("{people_of: [j]}", 4), outcomes: rows)
        #expect(try missed.net("p1") == "0.00")
        #expect(try missed.net("council") == "0.00")
    }
}
