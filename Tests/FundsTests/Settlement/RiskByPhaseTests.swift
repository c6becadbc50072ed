import TopsliceFunds
import TopsliceMoney
import Testing

/// A line with one budget for the whole term and a risk clause for each phase: the budget is used up in the
/// order of the phases, and what is left counts in the last.
struct RiskByPhaseTests {
    private let agreement =
        AgreementText.threeYears + """
            lines:
              - {id: l, owner: a, budget: 1000.00, risk: {y1: first, y2: halves, y3: last}}
            contributions:
              - {id: k, rule: fixed, partner: a, amount: 1000.00}
            risk:
              - {id: first, both: {rule: fixed, bearer: a}}
              - {id: halves, both: {rule: proportional, shares: {a: 50, b: 50}}}
              - {id: last, both: {rule: fixed, bearer: c}}

            """

    /// In pence, what each bears by hand: spending of the phases, then the parts of a, b and c.
    @Test(
        arguments: [
            // All spent in the second year: 1,000.00 too much, halves.
            ([0, 2000, 0], [50_000, 50_000, 0]),
            // 200.00 too much in the first year, 300.00 in the second, 100.00 in the third.
            ([1200, 300, 100], [20_000 + 15_000, 15_000, 10_000]),
            // 250.00 never spent: given back by the last year's clause.
            ([600, 100, 50], [0, 0, -25_000]),
            ([400, 600, 0], [0, 0, 0]),
        ]
    )
    func eachPhaseHasItsClause(_ spending: [Int], _ shares: [Int]) throws {
        let rows = zip([2025, 2026, 2027], spending).filter { $0.1 > 0 }
            .map { "\($0.0)-09-30,spend,l,,\($0.1).00,," }
        let settlement = try TemporaryFund.settle(agreement, rows)
        #expect(settlement.statements.map(\.riskShare.minorUnits) == shares)
        #expect(settlement.isReconciled)
    }

    @Test func oneClauseNamedForEveryPhaseIsTheSameAsNamedOnce() throws {
        let named = agreement.replacing(
            "first, y2: halves, y3: last",
            with: "halves, y2: halves, y3: halves"
        )
        let once = named.replacing("{y1: halves, y2: halves, y3: halves}", with: "halves")
        let rows = ["2025-09-30,spend,l,,700.00,,", "2026-09-30,spend,l,,900.00,,"]
        let first = try TemporaryFund.settle(named, rows).statements.map(\.riskShare)
        #expect(first == [30_000, 30_000, 0])
        #expect(try TemporaryFund.settle(once, rows).statements.map(\.riskShare) == first)
    }

    @Test func aToleranceStillWatchesTheWholeBudget() throws {
        let watched = agreement.replacing(
            "owner: a, budget",
            with: "owner: a, tolerance_percent: 10, budget"
        )
        let rows = ["2025-09-30,spend,l,,700.00,,", "2026-09-30,spend,l,,500.00,,"]
        let warning = try #require(try TemporaryFund.settle(watched, rows).earlyWarnings.first)
        #expect(warning.month == "2026-09")
        #expect(warning.limit == 110_000)
    }
}
