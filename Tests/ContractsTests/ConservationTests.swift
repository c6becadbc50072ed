import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceGeneratedContracts
import TopsliceMoney
import TopsliceTestSupport

/// What holds of any contract, of all kinds of clauses together.
@Suite struct ConservationTests {
    /// 10⁵ of them: `swift run -c release ContractBenchmarks`.
    @Test func moneyInIsMoneyOutAndOrderSaysNothing() throws {
        var generator = SeededGenerator(seed: 12)
        var kinds: Set<ClauseKind> = []
        try Worked.withFolder { folder in
            for _ in 0..<25 {
                let trial = try ContractTrial(GeneratedContract(&generator), in: folder)
                #expect(trial.breaches().isEmpty)
                kinds.formUnion(trial.moved)
            }
        }
        #expect(kinds == Set(ClauseKind.allCases))
    }

    /// A calculator of its own for contracts of simple clauses: counts of people by exact fractions, written from the text of
    /// the clauses, without claims, prices or entitlements.
    @Test func aSimpleCalculatorAgrees() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<40 {
            let people = Int.random(in: 1...40, using: &generator)
            let deadweight = Int.random(in: 0...10, using: &generator)
            let pence = Int.random(in: 1...300_000, using: &generator)
            let cap = Int.random(in: 1...5_000_000, using: &generator)
            let council = Int.random(in: 1...99, using: &generator)
            let topUp = Int.random(in: 0...100, using: &generator)
            let passed = Int.random(in: 0...100, using: &generator)
            func pounds(_ pence: Int) -> String {
                "\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)"
            }
            let worked = try Worked(
                """
                  - {id: j, rule: outcome, outcome: job, payee: p1, payers: {shares: {council: \(council), nhs: \(100 - council)}}, tariff: \(pounds(pence)), deadweight: \(deadweight), cap: \(pounds(cap))}
                  - {id: t, rule: top-up, of: [j], partner: fund, percent: \(topUp)}
                  - {id: c, rule: chain, of: [j], links: [{prime: p1, sub: p2, percent: \(passed)}]}
                """,
                outcomes: "person_id,outcome,date\n"
                    + (0..<people).map { "p\($0),job,2025-03-01\n" }.joined()
            )
            let whole = min(Rational(cap), Rational(max(0, people - deadweight)) * Rational(pence))
            let local = whole * (100 - Rational(topUp)) / 100
            let expected: [(String, Rational)] = [
                ("council", -local * Rational(council) / 100),
                ("nhs", -local * (100 - Rational(council)) / 100),
                ("fund", -whole * Rational(topUp) / 100),
                ("p1", whole * (100 - Rational(passed)) / 100),
                ("p2", whole * Rational(passed) / 100),
            ]
            for (party, exact) in expected {
                let statement = worked.settlement.statements.first { $0.partner == party }
                let net = try #require(statement).outcomePayments.minorUnits
                // Two clauses at most touch a party, and each rounds once, by less than a penny.
                #expect((Rational(net) - exact).magnitude < 2, "\(party)")
            }
        }
    }
}
