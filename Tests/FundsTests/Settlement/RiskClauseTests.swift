import TopsliceFunds
import TopsliceGeneratedFunds
import TopsliceMoney
import Testing

/// Over- and underspends, as an agreement shares them.
struct RiskClauseTests {
    private static let contributions = """
        contributions:
          - {id: ca, rule: fixed, partner: a, amount: 500.00}
          - {id: cb, rule: fixed, partner: b, amount: 300.00}
          - {id: cc, rule: fixed, partner: c, amount: 200.00}

        """

    private func settle(_ lines: String, _ risk: String, _ rows: [String]) throws -> Settlement {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + Self.contributions + "lines:\n" + lines + "\nrisk:\n" + risk,
            rows
        )
        #expect(settlement.brokenEquations == [])
        return settlement
    }

    /// 200 over on one line, 100 under on the other. Only 100 is there to make up for it, however often the
    /// clause names it: 50 each for two partners.
    @Test(arguments: [
        "sources: [underspends, {line: under, amount: 100.00}]",
        "sources: [{line: under, amount: 40.00}, underspends, underspends]",
    ])
    func unspentMoneyIsUsedOnce(sources: String) throws {
        let settlement = try settle(
            """
              - {id: over, owner: a, budget: 500.00, risk: r}
              - {id: under, owner: b, budget: 500.00, risk: r}
            """,
            """
              - id: r
                overspend:
                  rule: waterfall
                  \(sources)
                  then: {rule: proportional, by: equally, among: [a, b]}
                underspend: {rule: proportional, by: contributions}
            """,
            ["2025-05-01,spend,over,,700.00,,", "2025-05-01,spend,under,,400.00,,"]
        )
        #expect(settlement["a"].riskShare == 5_000)
        #expect(settlement["b"].riskShare == 5_000)
        #expect(settlement.balances.last?.balance == 0)
    }

    /// Lines that are netted have used what they did not spend: 100 over, 80 under, so 20 are over, and line
    /// `under` has nothing left to give, to its own clause or to another. Each partner bears half of 20, and
    /// of the 30 of the other clause.
    @Test func whatWasNettedIsNotDrawnAgain() throws {
        let settlement = try settle(
            """
              - {id: over, owner: a, budget: 500.00, risk: netted}
              - {id: under, owner: b, budget: 500.00, risk: netted}
              - {id: other, owner: c, budget: 100.00, risk: draws}
            """,
            """
              - id: netted
                apply: net
                overspend:
                  rule: waterfall
                  sources: [{line: under, amount: 80.00}]
                  then: {rule: proportional, by: equally, among: [a, b]}
                underspend: {rule: own}
              - id: draws
                overspend:
                  rule: waterfall
                  sources: [{line: under, amount: 80.00}]
                  then: {rule: proportional, by: equally, among: [a, b]}
                underspend: {rule: own}
            """,
            [
                "2025-05-01,spend,over,,600.00,,", "2025-05-01,spend,under,,420.00,,",
                "2025-05-01,spend,other,,130.00,,",
            ]
        )
        #expect(["a", "b"].map { settlement[$0].riskShare } == [2_500, 2_500])
        // Contributions of 1,000 for budgets of 1,100.
        #expect(settlement.balances.last?.balance == -10_000)
    }

    /// Line `under` did not spend 100 in the first year, under the same clause, and 50 in the second. Of 200
    /// over the underspends of the clause give 100 and the line 50 more, so 50 are left for a and nothing for
    /// the line's owner.
    @Test func aLineGivesWhatEachOfItsYearsHasOnce() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.threeYears + Self.contributions + """
                lines:
                  - {id: over, owner: a, budget: 100.00, phase: y1, risk: r}
                  - {id: under, owner: b, budgets: {y1: 100.00, y2: 100.00}, risk: {y1: r}}
                risk:
                  - id: r
                    overspend:
                      rule: waterfall
                      sources: [underspends, {line: under, amount: 90.00}]
                      then: {rule: fixed, bearer: a}
                    underspend: {rule: own}
                """,
            ["2025-05-01,spend,over,,300.00,,", "2026-05-01,spend,under,,50.00,,"]
        )
        #expect(settlement.isReconciled)
        #expect(["a", "b"].map { settlement[$0].riskShare } == [5_000, 0])
    }

    /// An underspend of 100 fills the risk pool with 30; no other line has a claim to the rest.
    @Test func anUnderspendMayFillTheRiskPoolFirst() throws {
        let settlement = try settle(
            """
              - {id: care, owner: a, budget: 900.00, risk: r}
              - {id: beds, owner: b, budget: 100.00}
            """,
            """
              - id: r
                both:
                  rule: waterfall
                  sources: [underspends, {risk_pool: 30.00}, {line: beds, amount: 50.00}]
                  then: {rule: proportional, by: contributions}
            """,
            ["2025-05-01,spend,care,,800.00,,", "2025-05-01,spend,beds,,100.00,,"]
        )
        #expect(["a", "b", "c"].map { settlement[$0].riskShare } == [-3_500, -2_100, -1_400])
        #expect(
            settlement.journal.contains { $0.debit == .riskPool && $0.amount.minorUnits == 3_000 }
        )
        #expect(settlement.balances.last?.balance == 0)
    }

    /// A limit of 5% is of £1,000.00, whether the other line was spent to the penny or not.
    @Test(arguments: ["400.00", "399.99"])
    func percentagesAreOfAllLinesUnderAClause(other: String) throws {
        let settlement = try settle(
            """
              - {id: care, owner: a, budget: 600.00, risk: r}
              - {id: beds, owner: b, budget: 400.00, risk: r}
            """,
            """
              - id: r
                apply: together
                overspend:
                  rule: first-loss
                  bearer: c
                  up_to_percent: 5
                  then: {rule: proportional, shares: {a: 100}}
                underspend: {rule: own}
            """,
            ["2025-05-01,spend,care,,700.00,,", "2025-05-01,spend,beds,,\(other),,"]
        )
        #expect(settlement["c"].riskShare == 5_000)
        #expect(settlement["a"].riskShare == 5_000)
    }

    /// Overspend of 100: caps of 4% of contributions are 20 and 12; c bears what is left.
    @Test func capsMayBePartsOfContributions() throws {
        let settlement = try settle(
            "  - {id: care, owner: a, budget: 1000.00, risk: r}",
            """
              - id: r
                both:
                  rule: capped
                  by: contributions
                  caps_percent: {a: 4, b: 4}
                  caps_percent_of: contribution
            """,
            ["2025-05-01,spend,care,,1100.00,,"]
        )
        #expect(settlement["a"].riskShare == 2_000)
        #expect(settlement["b"].riskShare == 1_200)
        #expect(settlement["c"].riskShare == 6_800)
    }

    /// Everybody is at its cap: 10, 20 and 30 of 100 are borne, 40 is named as unfunded.
    @Test func whatNobodyBearsIsNamed() throws {
        let settlement = try settle(
            "  - {id: care, owner: a, budget: 1000.00, risk: r}",
            "  - {id: r, both: {rule: capped, by: contributions, caps: {a: 10.00, b: 20.00, c: 30.00}}}",
            ["2025-05-01,spend,care,,1100.00,,"]
        )
        #expect(["a", "b", "c"].map { settlement[$0].riskShare } == [1_000, 2_000, 3_000])
        #expect(
            settlement.warnings.contains(
                .ofNobody(clause: "risk clause 'r'", amount: 4_000, isOverspend: true)
            )
        )
        #expect(settlement.journal.contains { $0.credit == .unfunded })
    }

    /// The first 50 in halves; of the next 50 the lead bears 30 alone and the rest is its own affair again.
    @Test func aBandMayHaveAScheduleOfItsOwn() throws {
        let settlement = try settle(
            "  - {id: care, owner: b, budget: 1000.00, risk: r}",
            """
              - id: r
                both:
                  rule: tiers
                  bands:
                    - {up_to: 50.00, weights: {a: 1, c: 1}}
                    - {then: {rule: first-loss, bearer: a, up_to: 30.00, then: {rule: own}}}
            """,
            ["2025-05-01,spend,care,,1100.00,,"]
        )
        #expect(["a", "b", "c"].map { settlement[$0].riskShare } == [5_500, 2_000, 2_500])
    }

    @Test func anUnderspendGoesWhereItIsSaid() throws {
        for (destination, account) in [
            ("carry-forward", "carried-forward"), ("risk-pool", "risk-pool"),
            ("reinvest, reinvest_in: beds", "line:beds"),
        ] {
            let settlement = try settle(
                """
                  - {id: care, owner: a, budget: 900.00, risk: r}
                  - {id: beds, owner: b, budget: 100.00}
                """,
                "  - {id: r, both: {rule: proportional, by: contributions}, destination: \(destination)}",
                ["2025-05-01,spend,care,,800.00,,", "2025-05-01,spend,beds,,100.00,,"]
            )
            let moved = settlement.journal.filter {
                $0.debit.identifier == account && $0.credit == .pool
            }
            #expect(moved.map(\.amount.minorUnits).reduce(0, +) >= 10_000)
            #expect(settlement.statements.allSatisfy { $0.riskShare == 0 })
            // Whose it is stays known.
            #expect(settlement.risks[0].parts.map(\.amount) == [5_000, 3_000, 2_000])
        }
    }

    /// 150 are there from last year; 100 come in, 230 are spent, and the 20 that are left stay.
    @Test func whatWasCarriedForwardIsBroughtForward() throws {
        let settlement = try TemporaryFund.settle(
            "brought_forward: 150.00\n" + AgreementText.year + """
                lines:
                  - {id: care, owner: a, budget: 250.00, risk: r}
                contributions:
                  - {id: c, rule: fixed, partner: b, amount: 100.00}
                risk:
                  - id: r
                    both: {rule: proportional, by: contributions}
                    destination: carry-forward
                """,
            ["2025-05-01,spend,care,,230.00,,"]
        )
        #expect(settlement.isReconciled)
        #expect(settlement.balances.first?.moneyIn == 25_000)
        #expect(settlement.balances.last?.balance == 0)
        #expect(settlement.statements.map(\.net) == [0, -10_000, 0, 0])
        let carried = settlement.journal.filter { $0.debit == .carriedForward }
        #expect(carried.map(\.amount.minorUnits) == [2_000])
    }

    @Test func moneyThatIsNotInThePoolIsNoSource() throws {
        let faults = try TemporaryFund.faults(
            AgreementText.year + """
                lines:
                  - {id: care, owner: a, budget: 1.00, risk: r}
                  - {id: beside, kind: aligned, owner: b, budget: 1.00}
                risk:
                  - id: r
                    both: {rule: waterfall, sources: [{line: beside, amount: 1.00}], then: {rule: own}}
                """
        )
        #expect(faults.count == 1)
        #expect(faults.first?.contains("does not lie in the pool") == true)
    }

    /// A bill for the year paid in April is not on course for twelve of them: rows of other lines show that
    /// the months since are known.
    @Test func aYearlyBillIsNoEarlyWarning() throws {
        let lines = """
              - {id: licence, owner: a, budget: 1000.00, tolerance_percent: 5}
              - {id: care, owner: a, budget: 1200.00, tolerance_percent: 5}
            """
        let months = (4...9).map { "2025-0\($0)-28,spend,care,,90.00,," }
        let settlement = try settle(
            lines,
            "  - {id: r, both: {rule: own}}",
            ["2025-04-30,spend,licence,,500.00,,"] + months
        )
        // 500 in six months is 1,000 in twelve; 1,083.33 would be needed in month 13.
        #expect(settlement.earlyWarnings.isEmpty)
    }
}
