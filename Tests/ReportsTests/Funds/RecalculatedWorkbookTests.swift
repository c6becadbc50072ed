import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports
import TopsliceTestSupport

/// A workbook in which an amount is changed against a new settlement of the changed actuals.
struct RecalculatedWorkbookTests {
    /// Line of the actuals and pence. Each settlement is made anew, with its own arithmetic over exact fractions.
    private func compare(
        _ fund: FundCase,
        _ amounts: [Int: Int],
        _ request: StandingRequest = StandingRequest(),
        follows: Bool = true
    ) throws {
        var book = RecalculatedBook(try fund.report(request).workbook)
        #expect(try book.state() == "As settled.")
        try book.change(amounts)
        let changed = try fund.changing(amounts)
        defer { changed.remove() }
        let settlement = try changed.report(request).settlement
        guard follows else {
            #expect(try book.state().hasPrefix("NOT TO BE USED"))
            return
        }
        #expect(try book.state().hasPrefix("Changed since the settlement"))
        let settled = settlement.invoices.positions.map {
            FormulaValues.Value.whole($0.net.minorUnits)
        }
        #expect(try book.column("Net, pence", of: "Net") == settled, "\(fund.name) \(amounts)")
        #expect(
            try book.column("Net, pence", of: "Statement")
                == settlement.statements.map { .whole($0.net.minorUnits) }
        )
        // Without lines there is no sheet of them.
        let hasLines = book.workbook.sheets.contains { $0.name == "Lines" }
        #expect(hasLines == !settlement.lines.isEmpty)
        #expect(
            try !hasLines
                || book.column("Difference", of: "Lines")
                    == settlement.lines.map { .whole($0.variance.minorUnits) }
        )
        let results = try book.column("Result", of: "Recalculated checks")
        #expect(results.allSatisfy { $0 == .words("holds") })
    }

    /// Without a change the formulas come to the settlement.
    @Test(arguments: [
        "south-tyneside", "cambridgeshire", "personal-budgets", "free-rider", "attributed",
        "oldham",
        "leeds-rates", "west-of-england", "shared-services", "shared-savings", "better-care",
        "top-slice",
    ])
    func unchangedItIsTheSettlement(name: String) throws {
        let report = try FundCase(dataset: name).report()
        let book = RecalculatedBook(report.workbook)
        #expect(try book.state() == "As settled.")
        #expect(
            try book.column("Net, pence", of: "Net")
                == report.settlement.invoices.positions.map { .whole($0.net.minorUnits) }
        )
        #expect(
            try book.column("Net, pence", of: "Statement")
                == report.settlement.statements.map { .whole($0.net.minorUnits) }
        )
        // As on the page, also where the host is paid by some and pays others.
        let positions = report.settlement.invoices.positions
        #expect(
            try book.column("Pays", of: "Net") == positions.map { .whole($0.pays.minorUnits) }
        )
        #expect(
            try book.column("Is paid", of: "Net") == positions.map { .whole($0.isPaid.minorUnits) }
        )
        var values = FormulaValues(book.workbook)
        for sheet in book.workbook.sheets {
            for row in sheet.rows.indices {
                for column in sheet.columns.indices {
                    let place = WorkbookPlace(sheet.name, row: row, column: column)
                    #expect(values.value(at: place) != .outOfRange, "\(place)")
                }
            }
        }
    }

    /// Under- and overspends, a penny and a million, below zero and nothing.
    @Test(arguments: [0, 1, -250_07, 1_234_567_89, 17_999_99, 18_000_01, 33_333_33])
    func changedItIsANewSettlement(pence: Int) throws {
        try compare(FundCase(dataset: "better-care"), [2: pence])
        try compare(FundCase(dataset: "better-care"), [2: pence, 3: 90_000_01, 9: 77])
        try compare(FundCase(dataset: "top-slice"), [2: pence, 3: 135_000_003])
        try compare(FundCase(dataset: "oldham"), [4: pence])
        try compare(FundCase(dataset: "shared-services"), [2: pence])
        try compare(FundCase(dataset: "shared-services"), [2: pence, 3: 99_999_999, 5: 12_345])
        try compare(FundCase(dataset: "shared-savings"), [2: pence])
        try compare(FundCase(dataset: "shared-savings"), [2: pence * 1_000])
        try compare(FundCase(dataset: "personal-budgets"), [3: pence])
    }

    /// As at a day, with months that nobody has spoken for.
    @Test func asAtADay() throws {
        let request = try #require(StandingRequest(dayText: "2025-09-30", basis: .toDate))
        try compare(FundCase(dataset: "better-care"), [2: 77_777_77], request)
        try compare(FundCase(dataset: "better-care"), [3: 1], request)
    }

    /// What is no formula says so as soon as one of its figures changes, and not before; and each row says beforehand
    /// what does not follow it.
    @Test func whatDoesNotFollowSaysSo() throws {
        // What of a line is not yet committed may be drawn by several clauses.
        let fund = try FundCase(
            "uncommitted",
            agreement: """
                agreement: Uncommitted
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 300.00, risk: r}
                  - {id: w, name: W, owner: b, budget: 200.00}
                contributions:
                  - {id: one, rule: fixed, partner: a, amount: 500.00}
                risk: [{id: r, clause: "9", overspend: {rule: waterfall, sources: [{line: w, amount: 20.00}], then: {rule: fixed, bearer: b}}, underspend: {rule: fixed, bearer: a}}]
                savings_shares: [{id: s, agreed: {b: 100}}]
                savings: [{id: v, beneficiary: a, share: s}]
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,330.00
                2026-03-31,spend,w,,190.00
                2026-03-31,saving,v,,10.00
                """
        )
        defer { fund.remove() }
        try compare(fund, [2: 1], follows: false)
        let book = RecalculatedBook(try fund.report().workbook)
        let kept = try book.sheet("Formulas").rows.filter { row in
            guard case .text(let what) = row[0] else { return false }
            return what.contains("kept as settled")
        }
        #expect(kept.count == 1)
        guard case .words(let words) = try book.column("What follows", of: "Actuals")[0] else {
            return #expect(Bool(false))
        }
        #expect(words.hasPrefix("not ") && words.hasSuffix(": see Formulas"), "\(words)")
    }

    /// A forecast has values, and says why.
    @Test func aForecastHasValues() throws {
        let request = try #require(StandingRequest(dayText: "2025-09-30", basis: .forecast))
        let workbook = try FundCase(dataset: "better-care").report(request).workbook
        #expect(!workbook.sheets.contains { $0.name == "Actuals" })
        #expect(workbook.notes.contains { $0.term == "Formulas" && $0.text.contains("forecast") })
    }

    static let schedules = [
        "{rule: proportional, shares: {a: 33.3333, b: 33.3333, c: 33.3334}}",
        "{rule: proportional, weights: {a: 1, b: 1, c: 1}}",
        "{rule: proportional, by: contributions}",
        "{rule: fixed, bearer: b}",
        "{rule: own}",
        "{rule: line-shares}",
        "{rule: capped, weights: {a: 1, b: 2, c: 4}, caps: {a: 1000.01, c: 250.00}, remainder: b}",
        "{rule: capped, weights: {a: 1, b: 2, c: 4}, caps: {a: 1000.01, b: 700, c: 3250.00}}",
        "{rule: capped, weights: {a: 1, b: 2, c: 4}, caps_percent: {a: 1, c: 2}, respread: no, remainder: b}",
        "{rule: capped, by: contributions, caps: {a: 1000.01, c: 250.00}, remainder: a}",
        "{rule: tiers, bands: [{up_to: 1000.01, weights: {a: 1, b: 2}}, {up_to: 4000.01, weights: {a: 3, c: 4}}, {by: equally, among: [a, b, c]}]}",
        "{rule: tiers, bands: [{up_to: 1000.01, by: contributions}, {up_to: 9000, then: {rule: fixed, bearer: c}}]}",
        "{rule: first-loss, bearer: a, up_to: 777.77, then: {rule: proportional, weights: {b: 1, c: 6}}}",
        "{rule: one-sided, trigger: 500.00, reach: first-pound, below: a, then: {rule: capped, weights: {a: 1, b: 2, c: 4}, caps: {c: 900}}}",
        "{rule: one-sided, trigger_percent: 1, reach: above-trigger, below: a, then: {rule: proportional, weights: {b: 1, c: 6}}}",
    ]

    static let overspends =
        schedules + [
            "{rule: waterfall, sources: [{risk_pool: 1500.00}], then: {rule: proportional, weights: {a: 1, b: 2, c: 4}}}",
            "{rule: waterfall, sources: [{risk_pool: 99999.00}], then: {rule: line-shares}}",
            "{rule: waterfall, sources: [underspends, {risk_pool: 1500.00}], then: {rule: own}}",
            "{rule: waterfall, sources: [risk_pool], then: {rule: proportional, by: contributions}}",
        ]

    /// Every schedule, applied to lines together, alone and netted, with amounts drawn at random.
    @Test(arguments: 0..<19, ["together", "net", "each-line"])
    func everySchedule(number: Int, application: String) throws {
        let overspend = Self.overspends[number]
        let drawsOnPool = overspend.contains("waterfall")
        // Lines that are applied alone and draw on one pool do so in turn, and are kept.
        guard !(drawsOnPool && application == "each-line") else { return }
        // Netted lines have no underspends left to use.
        guard !(application == "net" && overspend.contains("[underspends")) else { return }
        let underspend = Self.schedules[(number * 7 + 3) % Self.schedules.count]
        let fund = try FundCase(
            "\(overspend) \(application)",
            agreement: """
                agreement: Every schedule
                term: {from: 2025-04-01, to: 2026-03-31}
                opening: {risk_pool: 2000.00}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 30000.01, risk: r, shares: {a: 50, b: 25, c: 25}}
                  - {id: w, name: W, owner: b, budget: 20000.02, risk: r, shares: {b: 40, c: 60}}
                  - {id: z, name: Z, owner: a, budget: 10000.03, risk: r, shares: {a: 10, c: 90}}
                contributions:
                  - {id: p, rule: fixed, partner: a, amount: 30000.01}
                  - {id: q, rule: fixed, partner: b, amount: 20000.02}
                  - {id: s, rule: fixed, partner: c, amount: 10000.03}
                risk:
                  - {id: r, clause: "9", apply: \(application), overspend: \(overspend), underspend: \(underspend)}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,30000.01
                2026-03-31,spend,w,,20000.02
                2026-03-31,spend,z,,10000.03
                2026-03-31,paid,q,b,5000.00
                """
        )
        defer { fund.remove() }
        var generator = SeededGenerator(seed: UInt64(number))
        for _ in 0..<12 {
            var amounts: [Int: Int] = [:]
            for (line, budget) in [(2, 3_000_001), (3, 2_000_002), (4, 1_000_003)] {
                // Near the budget, so that thresholds of either side are met.
                let spread = [30, 4_000, 150_000, 900_000][Int.random(in: 0..<4, using: &generator)]
                amounts[line] = budget + Int.random(in: -spread...spread, using: &generator)
            }
            try compare(fund, amounts)
        }
    }

    static let savingsShares = [
        "{id: s, agreed: {a: 33, b: 67}}",
        "{id: s, agreed: {a: 33.3333, b: 66.6667}, losses: shared}",
        "{id: s, schedule: {rule: tiers, bands: [{up_to: 100.01, weights: {a: 1, b: 2}}, {by: equally, among: [a, b, c]}]}}",
        "{id: s, schedule: {rule: capped, weights: {a: 1, b: 2}, caps: {a: 300.01, b: 1000}}}",
    ]

    /// Savings released in part, at and below zero.
    @Test(arguments: 0..<4)
    func savings(number: Int) throws {
        let fund = try FundCase(
            Self.savingsShares[number],
            agreement: """
                agreement: Savings
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                savings_shares:
                  - \(Self.savingsShares[number])
                  - {id: t, schedule: {rule: fixed, bearer: b}}
                savings:
                  - {id: one, name: One, clause: "5", beneficiary: c, share: s, switch_percent: 33, attributable_percent: 30}
                  - {id: two, name: Two, clause: "6", beneficiary: c, share: \(number == 3 ? "t" : "s")}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,saving,one,,100.00
                2026-03-31,saving,two,,200.00
                """
        )
        defer { fund.remove() }
        for amounts in [
            [2: 99_99, 3: 1], [2: 0, 3: 0], [2: 3_333_33, 3: 12_345_67], [2: -1_00, 3: -77_77],
            [2: -5_000_01, 3: 10_000_03],
        ] {
            try compare(fund, amounts)
        }
    }
}
