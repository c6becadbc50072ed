import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceReports

/// Clauses that draw on the same money, and floors and caps that bind together, in a workbook in which something is changed,
/// against a new settlement.
struct RecalculatedTogetherTests {
    /// Three clauses draw on one risk pool: whatever it holds, a stated amount, and one behind the first pounds. Which
    /// comes first follows from which lines differ, in the order of identifiers and not of the agreement.
    static let draws = """
        agreement: Draws
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: a, name: A, role: host}
          - {id: b, name: B, role: funder}
          - {id: c, name: C, role: funder}
        lines:
          - {id: zz, name: Z, owner: a, budget: 300.00, risk: all}
          - {id: ab, name: AB, owner: b, budget: 200.01, risk: all}
          - {id: mm, name: M, owner: a, budget: 150.00, risk: stated}
          - {id: aa, name: AA, owner: c, budget: 99.99, risk: first}
          - {id: own, name: Own, owner: b, budget: 50.00}
        contributions:
          - {id: one, rule: fixed, partner: a, amount: 500.00}
          - {id: two, rule: fixed, partner: b, amount: 200.00}
          - {id: three, rule: fixed, partner: c, amount: 100.00}
          - {id: four, rule: fixed, partner: c, amount: 120.00, into: risk-pool}
        risk:
          - {id: all, apply: net, overspend: {rule: waterfall, sources: [risk_pool], then: {rule: proportional, weights: {a: 1, b: 2}}}, underspend: {rule: proportional, weights: {a: 3, b: 4}}}
          - {id: stated, overspend: {rule: waterfall, sources: [{risk_pool: 100.00}], then: {rule: proportional, weights: {b: 1, c: 6}}}, underspend: {rule: waterfall, sources: [{risk_pool: 5.00}], then: {rule: fixed, bearer: a}}}
          - {id: first, overspend: {rule: first-loss, up_to: 10.00, bearer: c, then: {rule: waterfall, sources: [{risk_pool: 50.00}], then: {rule: proportional, weights: {a: 1, b: 1, c: 1}}}}, underspend: {rule: fixed, bearer: b}}
        """

    static let drawsActuals = """
        date,kind,id,partner,amount
        2026-03-31,spend,zz,,330.00
        2026-03-31,spend,ab,,190.00
        2026-03-31,spend,mm,,150.00
        2026-03-31,spend,aa,,99.99
        2026-03-31,spend,own,,51.00
        """

    @Test func severalClausesDrawOnTheRiskPool() throws {
        let fund = try FundCase(
            "draws",
            agreement: Self.draws,
            actuals: Self.drawsActuals
        )
        defer { fund.remove() }
        for amounts in [
            [4: 300_00], [4: 300_00, 5: 200_00], [2: 400_00, 4: 250_00, 5: 160_00],
            [3: 300_00, 4: 155_55], [2: 300_00, 3: 200_01, 4: 400_00, 5: 170_01],
            [2: 500_00, 5: 99_98], [2: 0, 3: 0, 4: 0, 5: 0], [5: 300_00, 4: 260_07, 6: 1],
        ] {
            try expectRecalculated(fund, .init(amounts: amounts))
        }
    }

    /// Lines that stand alone use up what the others left, and what is left then is shared line by line.
    @Test(arguments: ["each-line", "together"]) func linesUseUpWhatOthersLeft(apply: String) throws
    {
        let fund = try FundCase(
            "pot \(apply)",
            agreement: """
                agreement: Pot
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                lines:
                  - {id: z, name: Z, owner: a, budget: 300.00, risk: r}
                  - {id: u, name: Y, owner: b, budget: 200.01, risk: r}
                  - {id: x, name: X, owner: a, budget: 150.00, risk: r}
                  - {id: w, name: W, owner: a, budget: 90.00, risk: r}
                  - {id: v, name: V, owner: a, budget: 80.00, risk: q}
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 600.00}
                  - {id: two, rule: fixed, partner: b, amount: 220.01}
                  - {id: four, rule: fixed, partner: b, amount: 40.00, into: risk-pool}
                risk:
                  - {id: r, apply: \(apply), overspend: {rule: waterfall, sources: [underspends, risk_pool], then: {rule: proportional, weights: {a: 1, b: 2}}}, underspend: {rule: proportional, weights: {a: 3, b: 4}}}
                  - {id: q, overspend: {rule: waterfall, sources: [risk_pool], then: {rule: fixed, bearer: a}}, underspend: {rule: fixed, bearer: b}}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,z,,330.00
                2026-03-31,spend,u,,190.00
                2026-03-31,spend,x,,150.00
                2026-03-31,spend,w,,89.99
                2026-03-31,spend,v,,81.00
                """
        )
        defer { fund.remove() }
        for amounts in [
            [4: 170_00], [3: 150_00, 5: 100_01], [2: 250_00, 4: 160_07, 5: 140_00],
            [2: 0, 3: 0, 4: 0, 5: 0], [2: 400_00, 3: 400_00, 4: 1_00, 5: 2_02, 6: 99_99],
        ] {
            try expectRecalculated(fund, .init(amounts: amounts))
        }
    }

    static let limits = [
        "weights: {a: 1, b: 2, c: 4}, floors: {a: 20.00}, caps: {b: 1000.00}",
        "weights: {a: 1, b: 2, c: 4}, floors: {a: 20.00, b: 10.01}, caps: {c: 50.00}",
        "weights: {a: 1, b: 2, c: 4}, floors: {a: 20.00, c: 30.00}, caps: {b: 12.34, c: 30.00}, remainder: b",
        "weights: {a: 1, b: 1, c: 1}, floors: {a: 5.00, b: 5.00, c: 5.00}, caps: {a: 6.00, b: 7.00, c: 8.00}",
        "by: contributions, floors: {b: 33.33}, caps: {a: 99.99}",
    ]

    /// Floors bind as far as the amount goes to all of them, and caps move with them.
    @Test(arguments: 0..<5) func floorsAndCaps(number: Int) throws {
        let fund = try FundCase(
            "floors \(number)",
            agreement: """
                agreement: Floors
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines: [{id: x, name: X, owner: a, budget: 300.00, risk: r}]
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 150.00}
                  - {id: two, rule: fixed, partner: b, amount: 70.01}
                  - {id: three, rule: fixed, partner: c, amount: 79.99}
                risk: [{id: r, both: {rule: capped, \(Self.limits[number])}}]
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,310.00
                """
        )
        defer { fund.remove() }
        for difference in [
            1, 7, 14_99, 15_00, 15_01, 19_99, 20_00, 21_00, 30_01, 30_02, 33_33, 50_00, 62_34,
            70_00, 87_51, 99_99, 140_00, 140_01, 200_00, 299_99,
        ] {
            try expectRecalculated(fund, .init(amounts: [2: 300_00 + difference]))
            try expectRecalculated(fund, .init(amounts: [2: 300_00 - difference]))
        }
    }
}
