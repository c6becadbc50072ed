import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports
import TopsliceTestSupport

/// Clauses beside over- and underspends in a workbook in which an amount or a quantity is changed, against a new
/// settlement of the changed actuals, which divides exact fractions.
struct RecalculatedClausesTests {
    private func compare(
        _ fund: FundCase,
        _ amounts: [Int: Int] = [:],
        quantities: [Int: String] = [:],
        follows: Bool = true
    ) throws {
        try expectRecalculated(
            fund,
            .init(amounts: amounts, quantities: quantities),
            follows: follows
        )
    }

    /// A rates pool by receipts and population, in tiers above what members would have alone, transfers that restore
    /// everybody, and a supply chain.
    @Test(arguments: [1, 4_000_000_00, 1_034_567_90, 0, 3_333_33])
    func pools(pence: Int) throws {
        try compare(FundCase(dataset: "leeds-rates"), [2: pence])
        try compare(FundCase(dataset: "leeds-rates"), [3: pence, 5: 7_77, 7: -1_000_000_01])
        try compare(FundCase(dataset: "west-of-england"), [2: pence])
        try compare(FundCase(dataset: "west-of-england"), [2: pence, 3: 5_000_000_07])
        // Not even tier 1 is met.
        try compare(FundCase(dataset: "west-of-england"), [2: pence, 3: 1_000_01, 4: 2_02])
        try compare(FundCase(dataset: "cambridgeshire"), [4: pence])
        try compare(FundCase(dataset: "cambridgeshire"), [4: pence, 5: 400_000_01])
        try compare(FundCase(dataset: "south-tyneside"), [2: pence])
        try compare(FundCase(dataset: "south-tyneside"), [3: pence, 20: 15_012_34])
    }

    /// Together below zero, members would make each other good: that is settled anew.
    @Test func aPoolBelowZeroIsSettledAnew() throws {
        try compare(FundCase(dataset: "leeds-rates"), [6: -99_000_000_00], follows: false)
    }

    static let rules = [
        "rule: tariff, tariff: 2000.00, cap: 30000.00",
        "rule: tariff, tariff: 133.33, floor: 500.00",
        "rule: tariff, bands: [{from: 0, to: 5, tariff: 0}, {from: 5, to: 12, tariff: 100.01}, {from: 12, tariff: 250.50}]",
        "rule: tariff, tariff: 99.99, at_risk_percent: 37.5",
        "rule: fee, fee: 10000.01, at_risk_percent: 40, target: 12, tolerance_percent: 5",
        "rule: trigger, payment: 5000.01, threshold: 8.5",
    ]

    static let payers = [
        "payers: {shares: {b: 30, c: 70}}",
        "payers: {weights: {a: 1, b: 2, c: 4}}, top_up: {partner: fund, percent: 20}",
        "payers: {by: contributions}",
        "line: x",
        "line: w, top_up: {partner: fund, percent: 33.3}",
    ]

    /// Every rule of payment by everybody who may pay, between all through the host and between every two.
    @Test(arguments: 0..<6, ["host", "pairwise"])
    func outcomes(rule: Int, netting: String) throws {
        for (number, payers) in Self.payers.enumerated() {
            let isOfLine = payers.hasPrefix("line")
            let phase = number == 2 ? "phase: first, " : ""
            let fund = try FundCase(
                "\(Self.rules[rule]) \(payers)",
                agreement: """
                    agreement: Outcomes
                    term: {from: 2025-04-01, to: 2026-03-31}
                    netting: \(netting)
                    phases: [{id: first, from: 2025-04-01, to: 2025-09-30}, {id: second, from: 2025-10-01, to: 2026-03-31}]
                    partners:
                      - {id: a, name: A, role: host}
                      - {id: b, name: B, role: funder}
                      - {id: c, name: C, role: funder}
                      - {id: fund, name: Fund, role: funder}
                      - {id: p, name: P, role: provider}
                      - {id: q, name: Q, role: provider}
                    lines:
                      - {id: x, name: X, owner: a, budget: 30000.01, risk: r}
                      - {id: w, name: W, owner: b, budget: 2000.00}
                    contributions:
                      - {id: one, rule: fixed, partner: a, amount: 20000.01}
                      - {id: two, rule: fixed, partner: b, amount: 9000.00}
                      - {id: three, rule: fixed, partner: c, amount: 3000.00}
                    risk:
                      - {id: r, clause: "9", both: {rule: proportional, by: contributions}}
                    outcomes: [{id: job, definition: A job, unit: people, recorded: 2025-04-01, owner: a}]
                    outcome_payments:
                      - {id: o, clause: "7", outcome: job, payee: p, \(phase)\(Self.rules[rule]), \(payers)}
                    supply_chain: [{prime: p, sub: q, percent: 12.5, clause: "8"}]
                    """,
                actuals: """
                    date,kind,id,partner,amount,quantity
                    2025-06-30,outcome,job,,,7
                    2025-12-31,outcome,job,,,5
                    2025-05-31,start,job,,,11
                    2025-11-30,start,job,,,6
                    2026-03-31,spend,x,,30000.01,
                    2026-03-31,spend,w,,1999.99,
                    \(isOfLine ? "" : "2025-08-31,paid,o,b,100.00,")
                    """
            )
            defer { fund.remove() }
            for quantities in [
                [2: "8"], [2: "0", 3: "1"], [3: "17"], [2: "4", 4: "3"], [5: "40", 3: "0"],
            ] {
                try compare(fund, quantities: quantities)
            }
            try compare(fund, [6: 31_234_56], quantities: [2: "9"])
            if !isOfLine { try compare(fund, [8: 77_77], quantities: [2: "6"]) }
            // Formulas count whole people here, and say so.
            try compare(fund, quantities: [2: "7.5"], follows: false)
        }
    }

    /// Quantities with decimals, of results and of savings that are counted and valued.
    @Test func quantitiesWithDecimals() throws {
        let fund = try FundCase(
            "decimals",
            agreement: """
                agreement: Decimals
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: p, name: P, role: provider}
                outcomes: [{id: night, definition: A night, unit: nights, recorded: 2025-04-01, owner: a}]
                outcome_payments:
                  - {id: o, clause: "7", outcome: night, payee: p, payers: {weights: {a: 1, b: 2}}, rule: tariff, tariff: 33.33}
                savings_shares: [{id: s, agreed_weights: {a: 1, b: 2, p: 4}}]
                savings:
                  - {id: beds, clause: "6", beneficiary: b, share: s, unit_value: 217.35, correction_percent: 12.5, forecast_quantity: 100}
                """,
            actuals: """
                date,kind,id,partner,amount,quantity
                2025-06-30,outcome,night,,,7.25
                2025-06-30,saving,beds,,,102.5
                2025-07-31,saving,beds,,12.34,
                """
        )
        defer { fund.remove() }
        for quantities in [
            [2: "8.5"], [2: "0.01", 3: "99.99"], [3: "0.5"], [3: "-4.75"], [2: "1000", 3: "0.01"],
        ] {
            try compare(fund, quantities: quantities)
        }
        try compare(fund, [4: -5_00], quantities: [3: "1.25"])
        try compare(fund, quantities: [3: "1.255"], follows: false)
    }

    /// What each passes on follows what it is passed.
    @Test func chainsOfThree() throws {
        let fund = try FundCase(
            "chain",
            agreement: """
                agreement: Chain
                term: {from: 2025-04-01, to: 2026-03-31}
                netting: pairwise
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: p, name: P, role: provider}
                  - {id: q, name: Q, role: provider}
                  - {id: r, name: R, role: provider}
                lines:
                  - {id: x, name: X, owner: a, budget: 30000.01, risk: k, provider: p}
                  - {id: w, name: W, owner: a, budget: 100.00, risk: k, provider: q}
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 20000.01}
                  - {id: two, rule: fixed, partner: b, amount: 10100.00}
                risk: [{id: k, both: {rule: proportional, by: contributions}}]
                supply_chain:
                  - {prime: q, sub: r, percent: 33.333, clause: "8.2"}
                  - {prime: p, sub: q, percent: 12.5, clause: "8"}
                  - {prime: p, sub: r, percent: 7, clause: "8"}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,30000.01
                2026-03-31,spend,w,b,90.00
                """
        )
        defer { fund.remove() }
        for amounts in [[2: 1], [2: 31_234_57], [3: 1_07], [2: 29_999_99, 3: 333_33]] {
            try compare(fund, amounts)
        }
    }

    /// Those who would lose are made good first, of an underspend and of a gain.
    @Test func restored() throws {
        let fund = try FundCase(
            "restored",
            agreement: """
                agreement: Restored
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 30000.01, risk: r}
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 20000.01}
                  - {id: two, rule: fixed, partner: b, amount: 10000.00}
                risk:
                  - id: r
                    overspend: {rule: restore, losses: {b: 100.00}, weights: {a: 1, b: 2}}
                    underspend: {rule: restore, losses: {b: 1000.01, c: 333.32}, weights: {a: 3, b: 4}}
                savings_shares:
                  - {id: s, schedule: {rule: restore, losses: {a: 50.01, b: 25.00}, weights: {a: 1, b: 1, c: 5}}}
                savings: [{id: v, beneficiary: c, share: s}]
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,30000.01
                2026-03-31,saving,v,,100.00
                """
        )
        defer { fund.remove() }
        for amounts in [
            [2: 29_999_99], [2: 29_000_02], [2: 28_666_68], [2: 20_000_00], [2: 31_111_11],
            [3: 77_77], [3: 33_33], [3: 12_345_67], [3: -5_01],
        ] {
            try compare(fund, amounts)
        }
    }

    /// All together are worse off: who gained gives up its gain, and the others are made good as far as it goes; or all
    /// share the loss.
    @Test(arguments: ["", ", losses: shared", ", measure: income", ", count_contributions: true"])
    func compensations(further: String) throws {
        let isIncome = further.contains("income")
        let kind = isIncome ? "income" : "cost"
        let fund = try FundCase(
            "compensation \(further)",
            agreement: """
                agreement: Compensation
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 100.00}
                compensation:
                  - {id: k, clause: "4", before: {a: 1000.01, b: 2000.02, c: 3000.03}, weights: {a: 1, b: 2, c: 4}\(further)}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,\(kind),k,a,1000.00
                2026-03-31,\(kind),k,b,2000.00
                2026-03-31,\(kind),k,c,3000.00
                """
        )
        defer { fund.remove() }
        for amounts in [
            [2: 1], [2: 1_500_07], [3: 3_333_33], [4: 5_000_00, 3: 1_800_01],
            [2: 0, 3: 0, 4: 1_01],
            [2: 2_000_00, 3: 4_000_01, 4: 2_900_00],
        ] {
            try compare(fund, amounts)
        }
    }

    /// Others bear their parts of what an owner spends above its own budget, and get of what it does not need.
    @Test(arguments: ["host", "pairwise"], ["net", "each-line", "together"])
    func alignedMoney(netting: String, apply: String) throws {
        let fund = try FundCase(
            "aligned \(netting) \(apply)",
            agreement: """
                agreement: Aligned
                term: {from: 2025-04-01, to: 2026-03-31}
                netting: \(netting)
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines:
                  - {id: x, name: X, kind: aligned, owner: b, budget: 3000.01, risk: r}
                  - {id: u, name: U, kind: aligned, owner: b, budget: 500.00, risk: r}
                  - {id: z, name: Z, kind: aligned, owner: c, budget: 700.00, risk: q}
                  - {id: v, name: V, kind: aligned, owner: c, budget: 10.00}
                  - {id: w, name: W, owner: a, budget: 100.00, risk: r}
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 60.00}
                  - {id: two, rule: fixed, partner: c, amount: 40.00}
                  - {id: three, rule: fixed, partner: c, amount: 30.00, into: risk-pool}
                risk:
                  - {id: r, apply: \(apply), both: {rule: proportional, weights: {a: 3, b: 2, c: 2}}}
                  - {id: q, overspend: {rule: waterfall, sources: [{risk_pool: 50.00}], then: {rule: proportional, weights: {a: 1, b: 2}}}, underspend: {rule: capped, weights: {a: 1, b: 1}, caps: {a: 5.00}, remainder: c}}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,3100.00
                2026-03-31,spend,u,,480.00
                2026-03-31,spend,z,,700.00
                2026-03-31,spend,v,,12.00
                2026-03-31,spend,w,,99.00
                """
        )
        defer { fund.remove() }
        for amounts in [
            [2: 3_000_01], [2: 2_900_00, 3: 555_55], [2: 3_333_33, 3: 0, 6: 120_01],
            [4: 790_01], [4: 666_66, 5: 99_99], [4: 720_00, 6: 1],
        ] {
            try compare(fund, amounts)
        }
    }

    /// What is spent above one budget meets the clause of the phase it was spent in, and what is left the last.
    @Test func oneBudgetOverPhases() throws {
        let fund = try FundCase(
            "phases",
            agreement: """
                agreement: Phases
                term: {from: 2025-04-01, to: 2026-03-31}
                phases: [{id: p1, from: 2025-04-01, to: 2025-07-31}, {id: p2, from: 2025-08-01, to: 2025-11-30}, {id: p3, from: 2025-12-01, to: 2026-03-31}]
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 300.01, risk: {p1: r, p2: s, p3: t}}
                  - {id: w, name: W, owner: b, budget: 100.00, risk: {p2: s}}
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 300.01}
                  - {id: two, rule: fixed, partner: b, amount: 100.00}
                risk:
                  - {id: r, both: {rule: proportional, by: contributions}}
                  - {id: s, both: {rule: proportional, weights: {a: 1, b: 6}}}
                  - {id: t, both: {rule: proportional, weights: {a: 5, b: 2}}}
                """,
            actuals: """
                date,kind,id,partner,amount
                2025-06-30,spend,x,,100.00
                2025-09-30,spend,x,b,100.00
                2026-02-28,spend,x,,120.00
                2025-09-30,spend,w,,90.00
                2026-02-28,spend,w,,20.00
                """
        )
        defer { fund.remove() }
        for amounts in [
            [2: 400_00], [3: 250_07], [2: -5_00, 4: 77_77], [4: 1], [5: 130_00, 6: 1_11],
            [2: 0, 3: 0, 4: 0, 5: 0, 6: 0], [2: 300_01], [2: 150_00, 3: 150_01, 4: 33_33],
        ] {
            try compare(fund, amounts)
        }
    }
}
