import TopsliceFunds
import TopsliceMoney
import Testing

/// Payments for results, as an agreement says them.
struct OutcomeClauseTests {
    private static let outcomes = """
        outcomes:
          - {id: home, definition: A home, unit: people, recorded: 2025-04-01, owner: a}

        """

    private func settle(_ clauses: String, _ rows: [String]) throws -> Settlement {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + Self.outcomes + clauses,
            rows
        )
        #expect(settlement.isReconciled)
        return settlement
    }

    private func payment(_ rule: String, payers: String = "{shares: {b: 100}}") -> String {
        "outcome_payments:\n  - {id: p, outcome: home, payee: v, payers: \(payers), \(rule)}\n"
    }

    /// A fee of £500,000 with a fifth at risk, target 200, tolerance 5%.
    @Test(arguments: [
        ("200", 500_000), ("190", 500_000), ("189", 494_500), ("120", 460_000), ("0", 400_000),
        ("260", 500_000),
    ])
    func aFeeIsAtRiskBelowItsTolerance(achieved: String, pounds: Int) throws {
        let settlement = try settle(
            payment(
                "rule: fee, fee: 500000.00, at_risk_percent: 20, target: 200, tolerance_percent: 5"
            ),
            ["2026-03-31,outcome,home,,,\(achieved),"]
        )
        #expect(settlement.paid(from: "b", to: "v") == pounds * 100)
    }

    /// Troubled Families, 2012: of £4,000 a family 80, 60 and 40% at the start.
    @Test(arguments: [(20, 3_200, 800), (40, 2_400, 1_600), (60, 1_600, 2_400)])
    func attachmentFeesComeAtTheStart(atRisk: Int, attachment: Int, result: Int) throws {
        let settlement = try settle(
            payment("rule: tariff, tariff: 4000.00, at_risk_percent: \(atRisk)"),
            ["2025-05-01,start,home,,,3,", "2026-03-31,outcome,home,,,1,"]
        )
        #expect(settlement["v"].outcomePayments.minorUnits == (3 * attachment + result) * 100)
    }

    /// Peterborough: 8.4% in the first cohort against 10%, 9.0% over all against 7.5%.
    @Test(arguments: [("8.4", "10", 0), ("9.0", "7.5", 10_000)])
    func aTriggerPaysAtItsThreshold(result: String, threshold: String, pence: Int) throws {
        let settlement = try settle(
            payment("rule: trigger, payment: 100.00, threshold: \(threshold)"),
            ["2026-03-31,outcome,home,,,\(result),"]
        )
        #expect(settlement["v"].outcomePayments.minorUnits == pence)
    }

    /// A central fund pays 20%: of 250,000 at 70 : 30, and of 400 million altogether 80 and 320.
    @Test(arguments: [
        ("250000.00", [50_000, 140_000, 60_000]),
        ("400000000.00", [80_000_000, 224_000_000, 96_000_000]),
    ])
    func aTopUpPaysItsPart(payment: String, pounds: [Int]) throws {
        let settlement = try settle(
            """
            outcome_payments:
              - id: p
                outcome: home
                payee: v
                payers: {shares: {b: 70, c: 30}}
                top_up: {partner: a, percent: 20}
                rule: trigger
                payment: \(payment)
                threshold: 1
            """,
            ["2026-03-31,outcome,home,,,1,"]
        )
        #expect(
            ["a", "b", "c"].map { settlement[$0].outcomePayments.minorUnits }
                == pounds.map { $0 * -100 }
        )
    }

    /// £600.00 for six results in proportion to contributions of 2 : 1, of which b has paid £250.00 before.
    @Test func payersMayFollowContributionsAndPayInAdvance() throws {
        let settlement = try settle(
            """
            contributions:
              - {id: cb, rule: fixed, partner: b, amount: 200.00}
              - {id: cc, rule: fixed, partner: c, amount: 100.00}

            """ + payment("rule: tariff, tariff: 100.00", payers: "{by: contributions}"),
            ["2025-09-30,paid,p,b,250.00,,", "2026-03-31,outcome,home,,,6,"]
        )
        #expect(settlement.paid(from: "b", to: "v") == 15_000)
        #expect(settlement.paid(from: "c", to: "v") == 20_000)
        #expect(settlement["v"].outcomePayments == 60_000)
        #expect(settlement["v"].alreadySettled == -25_000)
    }

    /// The pool pays the provider £600.00 from a line that has £500.00 and spent £20.00 besides: the £120.00
    /// above are shared like any overspend.
    @Test func thePoolPaysForResultsFromALine() throws {
        let settlement = try settle(
            """
            lines:
              - {id: results, owner: a, budget: 500.00, risk: r}
            contributions:
              - {id: cb, rule: fixed, partner: b, amount: 500.00}
            risk:
              - {id: r, both: {rule: proportional, shares: {b: 50, c: 50}}}
            outcome_payments:
              - {id: p, outcome: home, payee: v, line: results, rule: tariff, tariff: 100.00}
            """,
            ["2025-06-30,spend,results,,20.00,,", "2026-03-31,outcome,home,,,6,"]
        )
        #expect(settlement.paid(from: "pool", to: "v") == 60_000)
        #expect(settlement.lines.map(\.spend) == [62_000])
        #expect(["b", "c"].map { settlement[$0].riskShare } == [6_000, 6_000])
        #expect(settlement.balances.last?.balance == 0)
    }

    @Test func onlyALineOfThePoolCanPay() throws {
        let faults = try TemporaryFund.faults(
            AgreementText.year + Self.outcomes + """
                lines:
                  - {id: beside, kind: aligned, owner: b, budget: 1.00}
                outcome_payments:
                  - {id: p, outcome: home, payee: v, line: beside, rule: trigger, payment: 1.00, threshold: 1}
                  - {id: q, outcome: home, payee: v, rule: trigger, payment: 1.00, threshold: 1}
                """
        )
        #expect(faults.count == 2)
        #expect(faults[0].contains("is aligned, so the pool does not pay for it"))
        #expect(faults[1].contains("nothing says who pays"))
    }
}
