import Foundation
import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports

/// An amount changed in a workbook and everything worked out anew by LibreOffice, against a new settlement.
@Suite(
    .enabled(
        if: LibreOffice.isInstalled,
        "LibreOffice is not installed (apt-get install libreoffice-calc)"
    ),
    .serialized
)
struct RecalculatedInLibreOfficeTests {
    private func compare(
        _ fund: FundCase,
        _ amounts: [Int: Int],
        quantities: [Int: String] = [:],
        figures: [Int: String] = [:],
        decimals: Int = 2
    ) throws {
        var book = RecalculatedBook(try fund.report().workbook)
        let settled = try LibreOffice.recalculated(try book.workbook.bytes())
        try expectSame(settled, book)
        try book.change(amounts, quantities: quantities, decimals: decimals)
        try book.change(figures: figures)
        var changed = try fund.changing(amounts, quantities: quantities, decimals: decimals)
        if !figures.isEmpty { changed = try changed.changing(figures: figures) }
        defer { changed.remove() }
        let positions = try changed.report().settlement.invoices.positions
        let sheets = try LibreOffice.recalculated(try book.workbook.bytes())
        try expectSame(sheets, book)
        let net = try #require(sheets["Net"])
        let column = try #require(net[1].firstIndex(of: "Net, pence"))
        #expect(
            net.dropFirst(2).prefix(positions.count).map { Int($0[column]) }
                == positions.map(\.net.minorUnits)
        )
        #expect(net[0][0].hasPrefix("Changed since the settlement"))
        #expect(try #require(sheets["Journal"])[0][0].hasPrefix("CHANGED SINCE"))
    }

    /// Every formula of every sheet comes to what the workbook brings as its value.
    private func expectSame(_ sheets: [String: [[String]]], _ book: RecalculatedBook) throws {
        var values = FormulaValues(book.workbook)
        var count = 0
        for sheet in book.workbook.sheets {
            let name = sheet.name.replacingOccurrences(of: "/", with: " ")
            let first = sheet.heading == nil ? 1 : 2
            for (row, cells) in sheet.rows.enumerated() {
                for (column, cell) in cells.enumerated() {
                    guard case .formula(_, let shown) = cell else { continue }
                    let place = WorkbookPlace(sheet.name, row: row, column: column)
                    let found = try #require(sheets[name], "\(name)")[row + first][column]
                    count += 1
                    switch values.value(at: place) {
                    case .words(let words): #expect(found == words, "\(place)")
                    case .whole(let number):
                        var divisor = 1.0
                        if case .amount(let decimals) = shown {
                            for _ in 0..<decimals { divisor *= 10 }
                        }
                        #expect(Double(found) == Double(number) / divisor, "\(place): \(found)")
                    case .decimal, .outOfRange: Issue.record("\(place) is \(found)")
                    }
                }
            }
        }
        #expect(count > 20)
    }

    @Test func betterCare() throws {
        try compare(FundCase(dataset: "better-care"), [2: 95_123_47, 3: 1])
    }

    @Test func sharedServices() throws {
        try compare(FundCase(dataset: "shared-services"), [2: 1_999_999_99])
    }

    @Test func oldham() throws {
        try compare(FundCase(dataset: "oldham"), [4: 1_446_999_99])
    }

    /// Two denominators that have no small common one: receipts and population, tier 1 and need.
    @Test func ratesPools() throws {
        try compare(FundCase(dataset: "leeds-rates"), [2: 1_234_567_89, 4: -77_77])
        try compare(FundCase(dataset: "west-of-england"), [2: 1_034_567_90, 3: 12_345_67])
    }

    @Test func cambridgeshire() throws {
        try compare(FundCase(dataset: "cambridgeshire"), [4: 400_000_01])
    }

    @Test func southTyneside() throws {
        try compare(FundCase(dataset: "south-tyneside"), [3: 1, 20: 15_012_34])
    }

    /// Results counted in halves, paid by a line, a fund and partners, and passed on.
    @Test func outcomes() throws {
        let fund = try FundCase(
            "outcomes",
            agreement: """
                agreement: Outcomes
                term: {from: 2025-04-01, to: 2026-03-31}
                netting: pairwise
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: fund, name: Fund, role: funder}
                  - {id: p, name: P, role: provider}
                  - {id: q, name: Q, role: provider}
                lines: [{id: x, name: X, owner: a, budget: 3000.01, risk: r}]
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 2000.01}
                  - {id: two, rule: fixed, partner: b, amount: 1000.00}
                risk: [{id: r, clause: "9", both: {rule: proportional, by: contributions}}]
                outcomes: [{id: job, definition: A job, unit: people, recorded: 2025-04-01, owner: a}]
                outcome_payments:
                  - {id: o, clause: "7", outcome: job, payee: p, line: x, rule: tariff, top_up: {partner: fund, percent: 20}, bands: [{from: 0, to: 5, tariff: 100.01}, {from: 5, tariff: 250.5}]}
                  - {id: k, clause: "7.2", outcome: job, payee: p, rule: fee, fee: 1000.01, at_risk_percent: 40, target: 12, tolerance_percent: 5, payers: {weights: {a: 1, b: 2}}}
                supply_chain: [{prime: p, sub: q, percent: 12.5, clause: "8"}]
                """,
            actuals: """
                date,kind,id,partner,amount,quantity
                2025-06-30,outcome,job,,,7.5
                2026-03-31,spend,x,,1999.99,
                """
        )
        defer { fund.remove() }
        try compare(fund, [3: 2_345_67], quantities: [2: "11.5"])
        try compare(fund, [:], quantities: [2: "0.5"])
    }

    /// Clauses that draw on one risk pool, lines that use up what each other left, floors, contributions by savings,
    /// savings in several budgets by measured shares, and prices of the year, all in one settlement.
    @Test func clausesThatDependOnEachOther() throws {
        let fund = try FundCase(
            "together",
            agreement: """
                agreement: Together
                term: {from: 2025-04-01, to: 2026-03-31}
                parameters_file: parameters.csv
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                  - {id: p, name: P, role: provider}
                lines:
                  - {id: z, name: Z, owner: a, budget: 300.00, risk: all}
                  - {id: x, name: X, owner: b, budget: 200.01, risk: each}
                  - {id: w, name: W, owner: a, budget: 150.00, risk: each}
                  - {id: v, name: V, owner: c, budget: 99.99, risk: each}
                  - {id: u, name: U, owner: c, budget: 400.00, risk: floors}
                contributions:
                  - {id: gain, rule: benefit, by: savings, total: 650.00}
                  - {id: heads, rule: ability, total: $levy, weights: $heads}
                  - {id: reserve, rule: benefit, by: savings, total: 80.01, into: risk-pool}
                risk:
                  - {id: all, overspend: {rule: waterfall, sources: [risk_pool], then: {rule: proportional, by: contributions}}, underspend: {rule: proportional, weights: {a: 3, b: 4}}}
                  - {id: each, apply: each-line, overspend: {rule: waterfall, sources: [underspends, {risk_pool: 40.00}], then: {rule: proportional, weights: {a: 1, b: 2}}}, underspend: {rule: proportional, by: contributions}}
                  - {id: floors, both: {rule: capped, weights: {a: 1, b: 2, c: 4}, floors: {a: 20.00}, caps: {c: 50.00}, remainder: b}}
                outcomes: [{id: job, definition: A job, unit: people, recorded: 2025-04-01, owner: a}]
                outcome_payments:
                  - {id: o, outcome: job, payee: p, payers: {weights: {a: 1, b: 2}}, rule: tariff, tariff: $job, at_risk_percent: 60}
                savings_shares:
                  - {id: m, measured: {shares: {a: 0.7312345678901234, b: -0.1212345678901237, p: 0.3900000000000003}}, losses: shared}
                  - {id: s, agreed_weights: {b: 2, c: 4, p: 1}}
                savings:
                  - {id: beds, beneficiary: a, share: m, unit_value: $bed}
                  - {id: cells, beneficiary: b, share: s, switch_percent: 37.5}
                """,
            actuals: """
                date,kind,id,partner,amount,quantity
                2026-03-31,spend,z,,330.00,
                2026-03-31,spend,x,,190.00,
                2026-03-31,spend,w,,160.00,
                2026-03-31,spend,v,,99.99,
                2026-03-31,spend,u,,430.00,
                2026-03-31,outcome,job,,,7
                2025-05-31,start,job,,,11
                2025-12-31,saving,beds,,,3
                2025-12-31,saving,cells,,77.77,
                """,
            parameters: """
                name,part,value,source
                levy,,500.00,Budget
                heads,a,120345,Census
                heads,b,77123,Census
                heads,c,99001,Census
                job,,100.01,Schedule 1
                bed,,217.35,Schedule 2
                """
        )
        defer { fund.remove() }
        try compare(
            fund,
            [2: 299_00, 3: 260_07, 4: 111_11, 6: 555_55, 10: 99_98],
            quantities: [7: "9", 9: "17"],
            figures: [2: "512.34", 4: "1", 6: "88.88", 7: "433.21"]
        )
    }

    @Test func topSlice() throws {
        try compare(FundCase(dataset: "top-slice"), [2: 1_350_000_07])
    }

    @Test func sharedSavings() throws {
        try compare(FundCase(dataset: "shared-savings"), [2: 30_123_456_79])
    }

    /// Contributions that have no common divisor, so that quotients are worked out digit by digit.
    @Test func longDivision() throws {
        let fund = try FundCase(
            "long division",
            agreement: """
                agreement: Long division
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 123456789.01, risk: r}
                contributions:
                  - {id: p, rule: fixed, partner: a, amount: 100000000.03}
                  - {id: q, rule: fixed, partner: b, amount: 20000000.07}
                  - {id: s, rule: fixed, partner: c, amount: 3456788.91}
                risk:
                  - {id: r, clause: "9", both: {rule: proportional, by: contributions}}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,123456789.01
                """
        )
        defer { fund.remove() }
        try compare(fund, [2: 134_567_890_12])
        try compare(fund, [2: 1])
    }

    /// Currencies of no decimals and of three, with a cap, an overspend and what a partner paid for the pool.
    @Test(arguments: [("JPY", 0), ("KWD", 3), ("CLF", 4)])
    func currenciesOfOtherDecimals(code: String, decimals: Int) throws {
        let digits = decimals > 0 ? "." + String(repeating: "7", count: decimals) : ""
        let fund = try FundCase(
            code,
            agreement: """
                agreement: Other money
                currency: \(code)
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 5000\(digits), risk: r}
                  - {id: w, name: Y, owner: b, budget: 3000\(digits)}
                contributions:
                  - {id: p, rule: fixed, partner: a, amount: 4000\(digits)}
                  - {id: q, rule: fixed, partner: b, amount: 3000\(digits)}
                  - {id: s, rule: fixed, partner: c, amount: 1700}
                risk:
                  - {id: r, overspend: {rule: capped, by: contributions, caps: {c: 13}, remainder: b}, underspend: {rule: proportional, weights: {a: 2, b: 1, c: 4}}}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,5123\(digits)
                2026-03-31,spend,w,c,2999
                """
        )
        defer { fund.remove() }
        for changed in [4_001, 51_237_771, 0] {
            try compare(fund, [2: changed], decimals: decimals)
        }
        try compare(fund, [3: 3_456], decimals: decimals)
    }

    /// Invoices of every two partners, with savings in the budget of one who is not the host, of the host, and of the pool.
    @Test(arguments: ["b", "a", "pool"]) func pairwiseNets(holder: String) throws {
        let fund = try FundCase(
            "pairwise",
            agreement: """
                agreement: Pairs
                term: {from: 2025-04-01, to: 2026-03-31}
                netting: pairwise
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 500.00, risk: r}
                  - {id: w, name: Y, owner: b, budget: 300.01, risk: r}
                contributions:
                  - {id: p, rule: fixed, partner: a, amount: 400.00}
                  - {id: q, rule: fixed, partner: b, amount: 300.00}
                  - {id: s, rule: fixed, partner: c, amount: 100.01}
                risk:
                  - {id: r, both: {rule: proportional, by: contributions}}
                savings_shares: [{id: g, agreed_weights: {a: 3, b: 1, c: 2}, losses: shared}]
                savings: [{id: v, beneficiary: \(holder), share: g}]
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,c,512.34
                2026-03-31,spend,w,,277.77
                2026-01-31,saving,v,,100.00
                2025-05-01,paid,q,b,250.00
                """
        )
        defer { fund.remove() }
        for amounts in [
            [2: 432_10], [3: 999_99], [4: 77_77], [4: -50_01], [5: 300_00], [2: 0, 4: 1],
        ] {
            try compare(fund, amounts)
            var book = RecalculatedBook(try fund.report().workbook)
            try book.change(amounts)
            let changed = try fund.changing(amounts)
            defer { changed.remove() }
            let sheet = try #require(
                try LibreOffice.recalculated(try book.workbook.bytes())["Invoices"]
            )
            // Below the heading and the titles; the last row holds the total.
            let paid = sheet.dropFirst(2).dropLast().filter { $0[0].count == 1 }
                .map { "\($0[0]) \($0[1]) \($0[2])" }
            let expected = try changed.report().settlement.invoices.invoices.map { invoice in
                let amount = Double(invoice.amount.minorUnits) / 100
                let text = amount == amount.rounded() ? "\(Int(amount))" : "\(amount)"
                return "\(invoice.payer.uppercased()) \(invoice.payee.uppercased()) \(text)"
            }
            #expect(Set(paid) == Set(expected), "\(amounts)")
        }
    }
}
