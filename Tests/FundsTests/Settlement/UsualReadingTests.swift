import TopsliceFunds
import TopsliceMoney
import Testing

/// What an agreement means where it leaves a choice open, and the choices themselves.
struct UsualReadingTests {
    private func settle(_ risk: String, _ rows: [String]) throws -> Settlement {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                contributions:
                  - {id: ca, rule: fixed, partner: a, amount: 600.00}
                  - {id: cb, rule: fixed, partner: b, amount: 600.00}
                lines:
                  - {id: over, owner: a, budget: 600.00, risk: r}
                  - {id: under, owner: b, budget: 600.00, risk: r}
                risk:

                """ + risk,
            rows
        )
        #expect(settlement.isReconciled)
        return settlement
    }

    /// Line `over` is £100.00 above, line `under` £60.00 below its budget: £40.00 are left, a quarter of them
    /// for b. Apart, b would bear a quarter of 100.00 and get half of 60.00.
    @Test(arguments: [("", 3_000, 1_000), ("apply: net, ", 3_000, 1_000)])
    func linesMakeUpForEachOtherUnlessTheAgreementSaysOtherwise(key: String, a: Int, b: Int) throws
    {
        let settlement = try settle(
            """
              - {id: r, \(key)overspend: {rule: proportional, shares: {a: 75, b: 25}}, underspend: {rule: proportional, shares: {a: 50, b: 50}}}
            """,
            ["2025-05-01,spend,over,,700.00,,", "2025-05-01,spend,under,,540.00,,"]
        )
        #expect(settlement["a"].riskShare.minorUnits == a)
        #expect(settlement["b"].riskShare.minorUnits == b)
        // Only what was assumed is said, with its amounts.
        let assumed = SettlementWarning.nettingAssumed(
            clause: "risk clause 'r'",
            phase: "term",
            over: 10_000,
            under: 6_000,
            left: 4_000
        )
        let others = settlement.warnings.filter { warning in
            if case .monthsTakenAsNothing = warning { false } else { true }
        }
        #expect(others == (key.isEmpty ? [assumed] : []))
    }

    @Test func togetherSharesBothInFull() throws {
        let settlement = try settle(
            """
              - {id: r, apply: together, overspend: {rule: proportional, shares: {a: 75, b: 25}}, underspend: {rule: proportional, shares: {a: 50, b: 50}}}
            """,
            ["2025-05-01,spend,over,,700.00,,", "2025-05-01,spend,under,,540.00,,"]
        )
        #expect(settlement["a"].riskShare.minorUnits == 4_500)
        #expect(settlement["b"].riskShare.minorUnits == -500)
    }

    /// £1,000.00 above budget in three equal parts, a capped at £100.00, c named for the remainder. Re-spread,
    /// b and c share the other 900.00; otherwise the 233.33⅓ that the cap cuts off are c's: b bears 333.33⅓,
    /// c 566.66⅔.
    @Test(arguments: [
        ("", [10_000, 45_000, 45_000]), (", respread: yes", [10_000, 45_000, 45_000]),
        (", respread: no", [10_000, 33_333, 56_667]),
    ])
    func theAgreementSaysWhoTakesWhatACapCutsOff(key: String, shares: [Int]) throws {
        let settlement = try settle(
            """
              - {id: r, both: {rule: capped, by: equally, among: [a, b, c], caps: {a: 100.00}, remainder: c\(key)}}
            """,
            ["2025-05-01,spend,over,,1600.00,,", "2025-05-01,spend,under,,600.00,,"]
        )
        #expect(["a", "b", "c"].map { settlement[$0].riskShare.minorUnits } == shares)
        let steps = try #require(settlement.risks.first).steps
        let reason: RiskReason = key == ", respread: no" ? .cutByCaps : .respreadFromCaps
        #expect(steps.contains { $0.reason == reason })
    }

    @Test func floorsNeedTheRespreading() throws {
        let faults = try TemporaryFund.faults(
            AgreementText.year + """
                lines:
                  - {id: over, owner: a, budget: 600.00, risk: r}
                risk:
                  - {id: r, both: {rule: capped, by: equally, among: [a, b], caps: {a: 100.00}, floors: {b: 1.00}, respread: no}}
                """
        )
        #expect(faults.count == 1)
        #expect(faults.allSatisfy { $0.contains("respread: no") })
    }
}
