import Foundation
import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports

/// Figures of the year changed in a workbook, against a new settlement with the changed table.
struct RecalculatedFiguresTests {
    /// - Parameters:
    ///   - figures: new values by line of `parameters.csv`, from 2.
    ///   - amounts: the same of the actuals, in pence.
    private func compare(
        _ fund: FundCase,
        _ figures: [Int: String],
        _ amounts: [Int: Int] = [:],
        follows: Bool = true
    ) throws {
        try expectRecalculated(fund, .init(amounts: amounts, figures: figures), follows: follows)
    }

    @Test func contributionsOfTheYear() throws {
        let fund = FundCase(dataset: "better-care")
        try compare(fund, [2: "212345.67"])
        try compare(fund, [2: "199999.99", 3: "220000.02"], [3: 95_123_47])
    }

    @Test func populationsAndFirstCalls() throws {
        let leeds = FundCase(dataset: "leeds-rates")
        try compare(leeds, [2: "534801"])
        try compare(leeds, [2: "1", 5: "999999", 8: "208163"], [2: 1_234_567_89])
        // Half a head is none.
        try compare(leeds, [2: "534800.5"], follows: false)
        let west = FundCase(dataset: "west-of-england")
        try compare(west, [6: "13001"])
        try compare(west, [7: "1", 9: "123456"], [2: 1_034_567_90])
    }

    private static let budgets = """
        agreement: Figures
        term: {from: 2025-04-01, to: 2026-03-31}
        parameters_file: parameters.csv
        partners:
          - {id: a, name: A, role: host}
          - {id: b, name: B, role: funder}
          - {id: c, name: C, role: funder}
        lines:
          - {id: x, name: X, owner: a, budget: $care, risk: r}
          - {id: w, name: W, owner: b, budget: $beds, risk: s}
          - {id: v, name: V, owner: c, budget: 100.00, risk: t}
        contributions:
          - {id: one, rule: fixed, partner: a, amount: $base-a}
          - {id: two, rule: fixed, partner: b, amount: $base-b}
          - {id: three, rule: fixed, partner: c, amount: 77.77}
          - {id: four, rule: fixed, partner: c, amount: $reserve, into: risk-pool}
        risk:
          - {id: r, both: {rule: proportional, by: contributions}}
          - id: s
            overspend: {rule: waterfall, sources: [{risk_pool: 500.00}], then: {rule: proportional, weights: $heads}}
            underspend: {rule: tiers, bands: [{up_to: 100, by: contributions}, {weights: $heads}]}
          - {id: t, both: {rule: one-sided, trigger_percent: 10, reach: first-pound, below: a, then: {rule: proportional, weights: {a: 1, b: 2}}}}
        compensation:
          - {id: k, clause: "4", before: $baseline, weights: {a: 1, b: 2, c: 4}}
        virements: [{date: 2025-09-30, from: x, to: w, amount: 12.34}]
        """

    private func fund(_ agreement: String = budgets) throws -> FundCase {
        let fund = try FundCase(
            "figures",
            agreement: agreement,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,3012.34
                2026-03-31,spend,w,,2000.00
                2026-03-31,spend,v,,105.00
                2026-03-31,cost,k,a,900.00
                2026-03-31,cost,k,b,2100.00
                """
        )
        try Data(
            """
            name,part,value,source
            care,,3000.01,Budget book
            beds,,2100.50,Budget book
            base-a,,3000.00,Budget book
            base-b,,2000.03,Budget book
            reserve,,250.00,Budget book
            heads,a,120.5,Census
            heads,b,77.25,Census
            baseline,a,1000.01,Outturn
            baseline,b,2000.02,Outturn
            """.utf8
        ).write(to: fund.folder.appendingPathComponent("parameters.csv"))
        return fund
    }

    @Test(
        arguments: [
            [2: "3333.33"], [3: "1900.00"], [3: "2000.00", 4: "1"], [4: "3456.78", 5: "0.01"],
            [6: "0.00"], [6: "999.99", 3: "1200.00"], [7: "0.25", 8: "99.75"], [9: "1.01"],
            [9: "900.00", 10: "2500.01"],
        ]
    )
    func everyUse(figures: [Int: String]) throws {
        let fund = try fund()
        defer { fund.remove() }
        try compare(fund, figures)
        try compare(fund, figures, [2: 2_999_99, 3: 2_812_35, 4: 120_00, 5: 1_01])
    }

    /// A percentage of a budget, and caps on what is borne, are worked out when it is settled.
    @Test func whatFollowsFiguresInOtherWaysSaysSo() throws {
        let percent = Self.budgets.replacingOccurrences(
            of: "budget: $beds, risk: s",
            with: "budget: $beds, risk: t"
        )
        let one = try fund(percent)
        defer { one.remove() }
        try compare(one, [3: "2200.00"], follows: false)
        try compare(one, [2: "2900.00"])
        let capped = Self.budgets.replacingOccurrences(
            of: "{id: r, both: {rule: proportional, by: contributions}}",
            with: "{id: r, both: {rule: capped, by: contributions, caps: {c: 0.10}, remainder: a}}"
        )
        let other = try fund(capped)
        defer { other.remove() }
        try compare(other, [4: "3100.00"], follows: false)
        try compare(other, [2: "2900.00"])
        // Below zero is no budget.
        try compare(other, [2: "-1"], follows: false)
    }

    @Test(.enabled(if: LibreOffice.isInstalled, "LibreOffice is not installed"))
    func inLibreOffice() throws {
        let figures = [3: "1900.00", 4: "3456.78", 6: "99.99", 7: "0.25", 9: "1.01"]
        let amounts = [2: 2_999_99, 3: 2_812_35]
        let fund = try fund()
        defer { fund.remove() }
        var book = RecalculatedBook(try fund.report().workbook)
        try book.change(figures: figures)
        try book.change(amounts)
        let changed = try fund.changing(amounts).changing(figures: figures)
        defer { changed.remove() }
        let positions = try changed.report().settlement.invoices.positions
        let net = try #require(try LibreOffice.recalculated(try book.workbook.bytes())["Net"])
        let column = try #require(net[1].firstIndex(of: "Net, pence"))
        #expect(net[0][0].hasPrefix("Changed since the settlement"))
        #expect(
            net.dropFirst(2).prefix(positions.count).map { Int($0[column]) }
                == positions.map(\.net.minorUnits)
        )
    }

    /// Tariffs, fees, payments, their limits and unit values that stand in the table of the year.
    @Test func pricesOfTheYear() throws {
        let fund = try FundCase(
            "prices",
            agreement: Self.prices,
            actuals: Self.pricesActuals,
            parameters: Self.pricesTable
        )
        defer { fund.remove() }
        for figures in [
            [2: "120.05"], [3: "0.00"], [4: "300.99", 5: "2500.00"], [6: "20.00", 7: "12345.67"],
            [8: "433.21"], [2: "33.33", 3: "44.44", 4: "55.55", 8: "0.01"],
        ] {
            try expectRecalculated(fund, .init(figures: figures))
            try expectRecalculated(fund, .init(quantities: [2: "3.5", 3: "9"], figures: figures))
        }
        // Below half a penny is none.
        try expectRecalculated(fund, .init(figures: [2: "1.005"]), follows: false)
    }

    static let prices = """
        agreement: Prices
        term: {from: 2025-04-01, to: 2026-03-31}
        parameters_file: parameters.csv
        partners:
          - {id: a, name: A, role: host}
          - {id: b, name: B, role: funder}
          - {id: p, name: P, role: provider}
        outcomes: [{id: job, definition: A job, unit: people, recorded: 2025-04-01, owner: a}]
        outcome_payments:
          - {id: o, outcome: job, payee: p, payers: {weights: {a: 1, b: 2}}, rule: tariff, tariff: $single, at_risk_percent: 60}
          - {id: k, outcome: job, payee: p, payers: {weights: {a: 1, b: 2}}, rule: tariff, cap: $most, bands: [{from: 0, to: 5, tariff: $low}, {from: 5, tariff: $high}]}
          - {id: m, outcome: job, payee: p, payers: {shares: {b: 100}}, rule: fee, fee: $fee, at_risk_percent: 40, target: 12}
          - {id: l, outcome: job, payee: p, payers: {shares: {a: 100}}, rule: trigger, payment: $bonus, threshold: 8}
        savings_shares: [{id: s, agreed_weights: {a: 1, b: 2, p: 4}}]
        savings: [{id: beds, beneficiary: b, share: s, unit_value: $bed, correction_percent: 12.5}]
        """

    static let pricesTable = """
        name,part,value,source
        single,,100.01,Schedule 1
        low,,10.00,Schedule 1
        high,,250.50,Schedule 1
        most,,1500.00,Schedule 1
        bonus,,500.00,Schedule 1
        fee,,10000.01,Schedule 1
        bed,,217.35,Schedule 2
        """

    static let pricesActuals = """
        date,kind,id,partner,amount,quantity
        2025-06-30,outcome,job,,,7
        2026-03-31,outcome,job,,,5.5
        2025-05-31,start,job,,,11
        2025-06-30,saving,beds,,,102
        """

    /// Totals and weights of shared contributions that stand in the table of the year.
    @Test func sharedContributionsOfTheYear() throws {
        let fund = try FundCase(
            "heads",
            agreement: """
                agreement: Heads
                term: {from: 2025-04-01, to: 2026-03-31}
                parameters_file: parameters.csv
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines: [{id: x, name: X, owner: a, budget: 300.00, risk: r}]
                contributions:
                  - {id: heads, rule: ability, total: $levy, weights: $heads}
                  - {id: fixed, rule: percentage, total: $fixed, shares: {a: 33.3, b: 66.7}}
                risk: [{id: r, both: {rule: proportional, by: contributions}}]
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,345.67
                """,
            parameters: """
                name,part,value,source
                levy,,200.00,Budget
                fixed,,100.00,Budget
                heads,a,120345,Census
                heads,b,77123,Census
                heads,c,99001,Census
                """
        )
        defer { fund.remove() }
        for figures in [
            [2: "222.22"], [3: "0.01"], [4: "1", 5: "2"], [2: "300.00", 3: "99.99", 6: "333333"],
        ] {
            try expectRecalculated(fund, .init(amounts: [2: 266_66], figures: figures))
        }
    }
}
