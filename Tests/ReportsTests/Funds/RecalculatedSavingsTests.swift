import Testing

/// Savings in several budgets, what those who gain put in, and measured shares in a workbook in which something is changed,
/// against a new settlement.
struct RecalculatedSavingsTests {
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
}
