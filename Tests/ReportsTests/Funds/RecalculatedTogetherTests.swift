import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceReports

/// Clauses that draw on the same money, floors, savings in several budgets and prices of the year in a workbook in which
/// something is changed, against a new settlement.
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

    static let budgets = """
        agreement: Budgets
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: a, name: A, role: host}
          - {id: b, name: B, role: funder}
          - {id: c, name: C, role: funder}
          - {id: p, name: P, role: provider}
        savings_shares:
          - {id: thirds, agreed_weights: {a: 1, b: 1, p: 1}, losses: shared}
          - {id: sevenths, agreed_weights: {b: 2, c: 4, p: 1}}
          - {id: bands, schedule: {rule: tiers, bands: [{up_to: 50.00, weights: {a: 1, c: 2}}, {weights: {b: 1, p: 5}}]}}
        savings:
          - {id: u, beneficiary: a, share: thirds, switch_percent: 37.5}
          - {id: v, beneficiary: b, share: sevenths}
          - {id: w, beneficiary: pool, share: bands}
          - {id: z, beneficiary: b, share: thirds}
        """

    static let budgetsActuals = """
        date,kind,id,partner,amount
        2025-12-31,saving,u,,100.01
        2025-12-31,saving,v,,77.77
        2025-12-31,saving,w,,61.00
        2025-12-31,saving,z,,13.13
        """

    @Test func savingsInSeveralBudgets() throws {
        let fund = try FundCase(
            "budgets",
            agreement: Self.budgets,
            actuals: Self.budgetsActuals
        )
        defer { fund.remove() }
        for amounts in [
            [2: 99_98], [3: 1], [4: 49_99, 5: 7], [2: -50_02], [3: -33_33, 5: -1_00], [2: 1, 3: 2],
            [2: 10_000_000_01, 3: 2_345_678_90, 4: 1_000_000_07, 5: 555_55],
        ] {
            try expectRecalculated(fund, .init(amounts: amounts))
        }
    }

    /// A penny in each of two budgets, each for two partners: by largest remainders the first two would have one each,
    /// but they share one budget, which holds one. Settled, that is rounded otherwise; in the workbook it is said.
    @Test func roundingsThatCannotBeHadAreSaid() throws {
        func fund(_ pence: String) throws -> FundCase {
            try FundCase(
                "impossible",
                agreement: """
                    agreement: Impossible
                    term: {from: 2025-04-01, to: 2026-03-31}
                    partners:
                      - {id: h, name: H, role: host}
                      - {id: i, name: I, role: funder}
                      - {id: a, name: A, role: provider}
                      - {id: b, name: B, role: provider}
                      - {id: c, name: C, role: provider}
                      - {id: d, name: D, role: provider}
                    savings_shares:
                      - {id: left, agreed_weights: {a: 1, b: 1}}
                      - {id: right, agreed_weights: {c: 1, d: 1}}
                    savings:
                      - {id: u, beneficiary: h, share: left}
                      - {id: v, beneficiary: i, share: right}
                    """,
                actuals: """
                    date,kind,id,partner,amount
                    2025-12-31,saving,u,,\(pence)
                    2025-12-31,saving,v,,\(pence)
                    """
            )
        }
        let even = try fund("0.02")
        defer { even.remove() }
        try expectRecalculated(even, .init(amounts: [2: 4, 3: 1_00]))
        try expectRecalculated(even, .init(amounts: [2: 1, 3: 1]), follows: false)
        let odd = try fund("0.01")
        defer { odd.remove() }
        try expectRecalculated(odd, .init(amounts: [2: 3]), follows: false)
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

    static let gainers = """
        agreement: Gainers
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: a, name: A, role: host}
          - {id: b, name: B, role: funder}
          - {id: c, name: C, role: funder}
        lines: [{id: x, name: X, owner: a, budget: 300.00, risk: r}]
        contributions:
          - {id: gain, rule: benefit, by: savings, total: 250.00}
          - {id: fixed, rule: fixed, partner: c, amount: 50.00}
          - {id: reserve, rule: benefit, by: savings, total: 30.01, into: risk-pool}
        risk: [{id: r, overspend: {rule: waterfall, sources: [risk_pool], then: {rule: proportional, by: contributions}}, underspend: {rule: proportional, by: contributions}}]
        savings_shares:
          - {id: own-a, agreed: {a: 100}}
          - {id: own-b, agreed: {b: 100}, losses: shared}
        savings:
          - {id: u, beneficiary: a, share: own-a, cashable_percent: 37.5}
          - {id: v, beneficiary: b, share: own-b}
          - {id: w, beneficiary: b, share: own-b, unit_value: 12.34}
        """

    static let gainersActuals = """
        date,kind,id,partner,amount,quantity
        2026-03-31,spend,x,,345.67,
        2025-12-31,saving,u,,100.01,
        2025-12-31,saving,v,,77.77,
        2025-12-31,saving,w,,,3
        """

    /// Those who gain put in what they gain in proportion, and what is shared by what partners put in follows.
    @Test func contributionsBySavings() throws {
        let fund = try FundCase(
            "gainers",
            agreement: Self.gainers,
            actuals: Self.gainersActuals
        )
        defer { fund.remove() }
        for amounts in [
            [3: 99_98], [2: 299_99, 4: 1], [3: 0, 4: 50_00], [4: -20_00],
            [2: 400_00, 3: 7_654_321],
            [4: -99_99, 3: 55_55],
        ] {
            try expectRecalculated(fund, .init(amounts: amounts))
        }
        try expectRecalculated(fund, .init(amounts: [2: 280_07], quantities: [5: "17"]))
        // Nobody gains, so that nobody can contribute in proportion to it.
        try expectRecalculated(fund, .init(amounts: [3: 0, 4: -99_99]), follows: false)
    }

    /// Measured shares, of which one may be below zero, alone and blended with agreed ones, have more digits than cells.
    @Test(arguments: [1, 7, -1, 9_999_99, 123_456_789_01, -77_777_77, 33_33])
    func measuredShares(pence: Int) throws {
        try expectRecalculated(FundCase(dataset: "attributed"), .init(amounts: [2: pence]))
        for name in ["w0", "w0.5", "w1"] {
            let fund = FundCase(dataset: "blended-savings", agreement: "agreement-\(name).yaml")
            try expectRecalculated(fund, .init(amounts: [2: pence]))
        }
        let fund = try FundCase(
            "measured",
            agreement: """
                agreement: Measured
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: provider}
                savings_shares:
                  - {id: m, measured: {shares: {a: 0.7312345678901234, b: -0.1212345678901237, c: 0.3900000000000003}}, losses: shared}
                  - {id: k, measured_weight: 0.3, measured: {shares: {b: 0.1234567890123457, c: 0.8765432109876543}}, agreed_weights: {a: 1, b: 1, c: 1}}
                savings:
                  - {id: v, beneficiary: b, share: m}
                  - {id: u, beneficiary: b, share: k}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,saving,v,,100.00
                2026-03-31,saving,u,,55.55
                """
        )
        defer { fund.remove() }
        try expectRecalculated(fund, .init(amounts: [2: pence]))
        try expectRecalculated(fund, .init(amounts: [2: -pence, 3: pence + 1]))
    }

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
