import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import Testing

/// What goes in, as an agreement says it.
struct ContributionClauseTests {
    private func entries(_ settlement: Settlement, _ partner: String) -> [Money] {
        settlement.contributions.filter { $0.share.partner == partner }.map(\.share.amount)
    }

    /// 1.5% of £1,000.00 in each of three years; the second year's entry alone is given back.
    @Test func oneEntryOfATopSliceIsGivenBackAlone() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.threeYears + """
                contributions:
                  - id: slice
                    clause: "7"
                    rule: top-slice
                    due: phase
                    budgets:
                      - {partner: b, budget: 1000.00, percent: 1.5, reversed: {y2: 2026-10-01}}
                """,
            []
        )
        #expect(settlement["b"].contribution == 4_500)
        #expect(settlement["b"].refunds == 1_500)
        let reversal = try #require(
            settlement.journal.first { $0.date.description == "2026-10-01" }
        )
        guard case .reversal("7", let day) = reversal.subject else {
            Issue.record("expected a reversal, found \(reversal.subject)")
            return
        }
        #expect(day.description == "2026-04-01")
        #expect(reversal.debit == .partner("b") && reversal.credit == .pool)
        #expect(settlement.isReconciled)
    }

    @Test func anEntryIsGivenBackOnlyAfterItWasMade() throws {
        let faults = try TemporaryFund.faults(
            AgreementText.threeYears + """
                contributions:
                  - id: slice
                    rule: top-slice
                    phases: [y1, y2]
                    budgets:
                      - {partner: b, budget: 1000.00, percent: 1, reversed: {y2: 2026-03-31}}
                      - {partner: c, budget: 1000.00, percent: 1, reversed: {y3: 2027-05-01}}
                """
        )
        #expect(faults.count == 2)
        #expect(faults[0].contains("comes before the entry, which is made on 2026-04-01"))
        #expect(faults[1].contains("nothing is due in phase 'y3'"))
    }

    /// Budgets of 100, 200 and 300 ask for each year's own; once over the term they ask for 600.
    @Test func theBudgetsOfLinesAreDueInTheirPhase() throws {
        func settle(_ due: String) throws -> Settlement {
            try TemporaryFund.settle(
                AgreementText.threeYears + """
                    lines:
                      - {id: care, owner: a, budgets: {y1: 100.00, y2: 200.00, y3: 300.00}}
                    contributions:
                      - {id: c, rule: percentage, total_of: [care], shares: {b: 60, c: 40}\(due)}
                    """,
                []
            )
        }
        #expect(try entries(settle(", due: phase"), "b") == [6_000, 12_000, 18_000])
        #expect(try entries(settle(", phases: [y2]"), "c") == [8_000])
        #expect(try entries(settle(""), "b") == [36_000])
    }

    @Test func aBudgetForTheTermIsNotDueInEveryPhase() throws {
        let faults = try TemporaryFund.faults(
            AgreementText.threeYears + """
                lines:
                  - {id: care, owner: a, budget: 100.00}
                contributions:
                  - {id: c, rule: percentage, total_of: [care], shares: {b: 100}, due: phase}
                """
        )
        #expect(faults.count == 1)
        #expect(faults.first?.contains("give it 'budgets' by phase") == true)
    }

    /// 2% and then −1.5%: 100.00, 102.00, 100.47. With 3.1% a year 103.10 and 106.2961.
    @Test func upliftFollowsPhasesOrYears() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.threeYears + """
                contributions:
                  - id: c1
                    rule: fixed
                    partner: b
                    amount: 100.00
                    due: phase
                    uplift_percent: {y2: 2, y3: -1.5}
                  - {id: c2, rule: fixed, partner: c, amount: 100.00, due: phase, uplift_percent: 3.1}
                """,
            []
        )
        #expect(entries(settlement, "b") == [10_000, 10_200, 10_047])
        #expect(entries(settlement, "c") == [10_000, 10_310, 10_630])
    }

    /// Half-years: an uplift for each year grows once between the second and the third.
    @Test func aYearlyUpliftWaitsForTheAnniversary() throws {
        let settlement = try TemporaryFund.settle(
            """
            agreement: Test
            term: {from: 2025-10-01, to: 2027-03-31}
            phases:
              - {id: h1, from: 2025-10-01, to: 2026-03-31}
              - {id: h2, from: 2026-04-01, to: 2026-09-30}
              - {id: h3, from: 2026-10-01, to: 2027-03-31}
            partners:
              - {id: a, role: host}
            contributions:
              - id: c
                rule: fixed
                partner: a
                amount: 100.00
                due: phase
                uplift_percent: 4
                uplift_each: year
            """,
            []
        )
        #expect(entries(settlement, "a") == [10_000, 10_000, 10_400])
    }

    /// Those who gain contribute: savings of 120,000 and 180,000 ask for 80,000 and 120,000 of 200,000;
    /// a minimum for a partner that gains nothing is taken off both in proportion.
    @Test func thoseWhoGainContribute() throws {
        let rows = ["2026-03-31,saving,sb,,120000.00,,", "2026-03-31,saving,sc,,180000.00,,"]
        func settle(_ clause: String, _ rows: [String]) throws -> Settlement {
            try TemporaryFund.settle(
                AgreementText.year + """
                    contributions:
                      - {id: c, rule: benefit, total: 200000.00, \(clause)}
                    savings_shares:
                      - {id: kept-b, agreed: {b: 100}}
                      - {id: kept-c, agreed: {c: 100}}
                      - {id: measured, measured: {shares: {a: 0.25, b: 0.75}}}
                    savings:
                      - {id: sb, beneficiary: b, forecast: 10.00, share: kept-b}
                      - {id: sc, beneficiary: c, forecast: 30.00, share: kept-c}
                    """,
                rows
            )
        }
        let realised = try settle("by: savings", rows)
        #expect(realised["b"].contribution == 8_000_000)
        #expect(realised["c"].contribution == 12_000_000)
        #expect(realised.freeRiders.allSatisfy { $0.gap.isZero })
        let withMinimum = try settle("by: savings, minimum: {a: 50000.00}", rows)
        #expect(withMinimum["a"].contribution == 5_000_000)
        #expect(withMinimum["b"].contribution == 6_000_000)
        let forecast = try settle("by: forecast-savings", rows)
        #expect(forecast["b"].contribution == 5_000_000)
        let measured = try settle("savings_share: measured", rows)
        #expect(measured["a"].contribution == 5_000_000)
        #expect(measured["b"].contribution == 15_000_000)
    }

    @Test func aContributionCannotFollowContributions() throws {
        let faults = try TemporaryFund.faults(
            AgreementText.year + """
                contributions:
                  - {id: c, rule: benefit, total: 1.00, by: contributions}
                """
        )
        #expect(faults.contains { $0.contains("cannot follow the contributions it is one of") })
    }
}
