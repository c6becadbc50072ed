import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import TopsliceTestSupport

/// What holds of any contract, of all kinds of clauses together.
@Suite struct ConservationTests {
    @Test func moneyInIsMoneyOutAndOrderSaysNothing() throws {
        var generator = SeededGenerator(seed: 12)
        var kinds: Set<ClauseKind> = []
        for _ in 0..<60 {
            let contract = GeneratedContract(&generator)
            let worked = try contract.worked()
            #expect(worked.settlement.isReconciled)
            for run in worked.settlement.contracts {
                if !run.parts.isEmpty { kinds.insert(type(of: run.clause).kind) }
                check(run)
            }
            let other = try contract.worked(reversed: true)
            for party in GeneratedContract.parties {
                #expect(try worked.net(party) == other.net(party))
            }
        }
        // Every kind moved money at least once but the best of several, which may not cut what another cuts.
        #expect(kinds.union([.bestOf]) == Set(ClauseKind.allCases))
    }

    private func check(_ run: ClauseRun) {
        // Whole pence sum to zero; the whole is rounded by half a penny at most, and a part of it by less than one more.
        #expect(run.parts.reduce(0) { $0 + $1.amount.minorUnits } == 0)
        for part in run.parts {
            #expect((Rational(part.amount.minorUnits) - part.exact).magnitude < Rational(3) / 2)
        }
        #expect(
            run.transfers.reduce(0) { $0 + $1.amount.minorUnits }
                == run.parts.reduce(0) { $0 + max(0, $1.amount.minorUnits) }
        )
        // On every day what is received is paid.
        var days: [Int32: Rational] = [:]
        for entitlement in run.result.entitlements {
            days[entitlement.day, default: .zero] += entitlement.exact
        }
        #expect(days.values.allSatisfy { $0.isZero })
        if let terms = run.clause.claimTerms { checkCaps(run, terms) }
        let figures = Dictionary(
            uniqueKeysWithValues: run.result.figures.map { ($0.name, $0.value) }
        )
        if case .money(let advanced)? = figures[.advance],
            case .money(let recovered)? = figures[.recovered]
        {
            #expect(recovered <= advanced && !recovered.isNegative)
        }
        if case .money(let left)? = figures[.leftInFund] { #expect(!left.isNegative) }
    }

    private func checkCaps(_ run: ClauseRun, _ terms: ClaimTerms) {
        let paid = run.result.claims.map { run.result.prices[Int($0.price)] }
        if let cap = terms.cap { #expect(paid.reduce(.zero, +) <= cap) }
        if let cap = terms.personCap {
            var people: [Int32: Rational] = [:]
            for (claim, price) in zip(run.result.claims, paid) {
                people[claim.person, default: .zero] += price
            }
            #expect(people.values.allSatisfy { $0 <= cap })
        }
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
