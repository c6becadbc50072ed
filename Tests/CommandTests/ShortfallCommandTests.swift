import Foundation
import Testing

/// What the terminal, the files and the exit code say of a risk pool that is drawn on and holds nothing.
struct ShortfallCommandTests {
    private static let agreement = """
        agreement: A risk pool that nobody paid into
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: council, name: Council, role: host}
          - {id: icb, name: ICB, role: funder}
        lines: [{id: l, name: L, owner: council, budget: 100000, risk: r}]
        contributions: [{id: c, rule: percentage, total: 100000, by: equally}]
        risk:
          - {id: r, overspend: {rule: waterfall, sources: [{risk_pool: 50000}], then: {rule: proportional, by: equally}}}

        """

    /// Nowhere does it say that it reconciles: not on the terminal, the page, in the JSON, and not to a shell.
    @Test func aRiskPoolThatHoldsNothingNeverReconciles() throws {
        try Command.withFolder { folder in
            let agreement = folder.appendingPathComponent("a.yaml")
            try Self.agreement.write(to: agreement, atomically: true, encoding: .utf8)
            let actuals = folder.appendingPathComponent("actuals.csv")
            try "date,kind,id,amount\n2026-03-31,spend,l,140000\n"
                .write(to: actuals, atomically: true, encoding: .utf8)
            let output = folder.appendingPathComponent("out")
            let run = try Command.run([
                "settle", agreement.path, "--actuals", actuals.path, "--output", output.path,
            ])
            #expect(run.exitCode == 1)
            #expect(run.output.contains("NOT RECONCILED: risk-pool"))
            #expect(!run.output.contains("Reconciled:"))
            let page = try String(
                contentsOf: output.appendingPathComponent("statement.html"),
                encoding: .utf8
            )
            #expect(page.contains("The settlement does NOT reconcile"))
            #expect(!page.contains("The settlement reconciles"))
            let data = try Data(contentsOf: output.appendingPathComponent("settlement.json"))
            let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(root["reconciled"] as? Bool == false)
            let accounts = try #require(root["accounts"] as? [[String: Any]])
            let reserve = try #require(accounts.first { $0["account"] as? String == "risk-pool" })
            let shortfall = try #require(reserve["shortfall"] as? [String: Any])
            #expect(shortfall["amount"] as? String == "40000.00")
            #expect(shortfall["cause"] as? String == "asked")
            let checked = try Command.run([
                "check", agreement.path, "--actuals", actuals.path,
            ])
            #expect(checked.output.contains("does not reconcile"))
        }
    }
}
