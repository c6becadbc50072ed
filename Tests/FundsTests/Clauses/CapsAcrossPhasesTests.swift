import TopsliceFunds
import TopsliceGeneratedFunds
import TopsliceMoney
import Testing

/// Caps and floors that count over the phases of a term.
struct CapsAcrossPhasesTests {
    private static func agreement(_ rule: String) -> String {
        """
        agreement: Two halves
        term: {from: 2025-04-01, to: 2026-03-31}
        phases:
          - {id: first, from: 2025-04-01, to: 2025-09-30}
          - {id: second, from: 2025-10-01, to: 2026-03-31}
        partners: [{id: a, role: host}, {id: b, role: funder}]
        lines: [{id: care, owner: a, budgets: {first: 500.00, second: 500.00}, risk: r}]
        contributions: [{id: c, rule: fixed, partner: a, amount: 1000.00}]
        risk:
          - {id: r, overspend: \(rule)}

        """
    }

    private func borne(_ rule: String, _ first: String, _ second: String) throws -> [Int] {
        let settlement = try TemporaryFund.settle(
            Self.agreement(rule),
            ["2025-09-30,spend,care,,\(first),,", "2026-03-31,spend,care,,\(second),,"]
        )
        #expect(settlement.brokenEquations == [])
        return settlement.statements.map(\.riskShare.minorUnits)
    }

    /// Twice £160.00 over, halved, with £100.00 at most for b: 80 and 80 each time without `since`; with it 80, then 20.
    @Test func aCapIsUsedUpInTheOrderOfThePhases() throws {
        let rule = "{rule: capped, by: equally, caps: {b: 100.00}"
        #expect(try borne(rule + "}", "660.00", "660.00") == [16_000, 16_000])
        #expect(
            try borne(rule + ", since: 2025-04-01}", "660.00", "660.00") == [22_000, 10_000]
        )
    }

    /// Twice £200.00 over, in 9 : 1, of which b bears £100.00 at least: 100 each time without `since`; with it 100, then 20.
    @Test func aFloorIsMetOnce() throws {
        let rule =
            "{rule: capped, shares: {a: 90, b: 10}, caps: {b: 1000.00}, floors: {b: 100.00}"
        #expect(try borne(rule + "}", "700.00", "700.00") == [20_000, 20_000])
        #expect(
            try borne(rule + ", since: 2025-04-01}", "700.00", "700.00") == [28_000, 12_000]
        )
    }

    @Test(arguments: [
        ("{rule: capped, by: equally, caps: {b: 1.00}, since: 2025-04-02}", "after the first day"),
        (
            "{rule: capped, by: equally, caps_percent: {b: 1}, since: 2025-04-01}",
            "is an amount"
        ),
        (
            "{rule: first-loss, bearer: a, up_to: 1.00, then: {rule: capped, by: equally, caps: {b: 1.00}, since: 2025-04-01}}",
            "goes only with a rule that stands directly"
        ),
    ])
    func whatCannotBeCountedIsRefused(rule: String, words: String) throws {
        let faults = try TemporaryFund.faults(Self.agreement(rule))
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains(words) == true, "\(faults)")
        #expect(faults.first?.hasPrefix("10:") == true, "\(faults)")
    }
}
