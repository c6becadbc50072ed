import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import Testing

struct ContributionTests {
    private func amounts(
        _ rule: any ContributionRule,
        growth: Rational = .one
    ) throws -> [String: Money] {
        var result: [String: Money] = [:]
        for entry in try rule.entries(growth: growth, clause: "c") {
            result[entry.partner] = entry.amount
        }
        return result
    }

    @Test func aTopSliceLeavesTheRestAndCanBeGivenBackEntryByEntry() throws {
        let budgets: [String: Money] = [
            "housing": 4_000_000_000, "children": 6_000_000_000, "adults": 10_000_000_000,
        ]
        let percent = ["housing": 20, "children": 15, "adults": 10]
        let rule = TopSlice(
            entries: budgets.map { partner, budget in
                TopSlice.Entry(
                    partner: partner,
                    budget: budget,
                    slice: .part(Rational(percent[partner] ?? 0, over: 1_000) ?? .zero)
                )
            }
        )
        let entries = try rule.entries(growth: .one, clause: "c")
        #expect(entries.map(\.amount).reduce(0, +) == 270_000_000)
        for entry in entries { #expect(entry.budget == budgets[entry.partner]) }
    }

    @Test func aMinimumIsPaidForByTheOthersInProportion() throws {
        let rule = SharedContribution(
            measure: .ability,
            total: 1_000,
            basis: .weights(["a": 6, "b": 3, "c": 1]),
            minimums: ["c": 190]
        )
        // a and b share the 810 that are left as 2 : 1.
        #expect(try amounts(rule) == ["a": 540, "b": 270, "c": 190])
    }

    @Test func upliftGrowsTheTotalBeforeItIsShared() throws {
        let rule = SharedContribution(
            measure: .percentage,
            total: 10_000,
            basis: .weights(["a": 1, "b": 1, "c": 1])
        )
        let growth = Rational(103, over: 100) ?? .one
        let after = try amounts(rule, growth: growth * growth)
        // 106.09 in thirds is 35.3633…; the penny left goes to the first identifier.
        #expect(after == ["a": 3_537, "b": 3_536, "c": 3_536])
    }
}
