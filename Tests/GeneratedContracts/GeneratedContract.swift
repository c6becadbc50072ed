package import TopsliceTestSupport

/// A contract made by chance with clauses of every kind, and the rows that go with it, each in a list so that the same
/// contract can be written in another order.
package struct GeneratedContract {
    private var clauses: [String] = []
    private var outcomes: [String] = []
    private var referrals: [String] = []
    /// The section of its cash: a bond whose vehicle is a provider, and shocks.
    private var cash = ""
    /// What the text says, in pence, to be held against what comes out.
    let limits: Limits

    struct Limits {
        /// Of one person, of the clauses `h` and `j`.
        let person: Int
        /// Of one person, of what clause `m` leaves of `s` and `a`.
        let best: Int
        /// What the fund has.
        let fund: Int
        /// The most that the council pays under clause `a`.
        let payer: Int
        /// The most that is charged to both limits of the health service under clause `q`.
        let spending: (Int, Int)
        /// Least and most of the fee under clause `f`.
        let fee: ClosedRange<Int>
        /// Most of the joint payment.
        let joint: Int
        /// What the council has where its budget runs out.
        let budget: Int
    }

    static let parties = ["council", "nhs", "fund", "p1", "p2"]

    package init(_ generator: inout SeededGenerator) {
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
        func pounds(_ most: Int) -> String { Self.written(below(most * 100)) }
        func payers() -> String {
            let part = below(99) + 1
            return [
                "payer: council", "payers: {equally: [council, nhs, fund]}",
                "payers: {shares: {council: \(part), nhs: \(100 - part)}}",
            ][below(3)]
        }
        func day(_ months: Int) -> String {
            let month = below(months)
            let text = month % 12 + 1
            let day = below(28) + 1
            return
                "\(2025 + month / 12)-\(text < 10 ? "0" : "")\(text)-\(day < 10 ? "0" : "")\(day)"
        }
        func more() -> String {
            [
                "", ", cap: \(pounds(20_000))", ", deadweight: \(below(4))",
                ", cap_per_person: \(pounds(900))", ", cap_per_year: \(pounds(9_000))",
                ", again_after: {months: \(below(9) + 1)}", ", change_percent: -7",
                ", cap: \(pounds(20_000)), cap_order: pro-rata",
            ][below(8)]
        }
        let payee = ["payee: p1, ", ""][below(2)]
        let floor = below(3_000_00)
        limits = Limits(
            person: below(3_000_00),
            best: below(900_00),
            fund: below(4_000_00),
            payer: below(2_000_00),
            spending: (below(900_00), below(900_00)),
            fee: floor...floor + below(9_000_00),
            joint: below(777_00),
            budget: below(9_000_00)
        )
        clauses = [
            "{id: a, rule: attachment, payee: p1, \(payers()), tariff: \(pounds(300))\(more())}",
            "{id: j, rule: outcome, outcome: job, \(payee)\(payers()), tariff: \(pounds(2_000))\(more()), partial: {school: \(below(100))}}",
            "{id: q, rule: outcome, outcome: part_time, payee: p1, \(payers()), tariff: \(pounds(900))\(more())}",
            "{id: h, rule: sustainment, outcome: home, \(payers()), tariff: \(pounds(2_000))\(more()), sustained: {weeks: \(below(30) + 1)}, gap_days: \(below(20))}",
            "{id: s, rule: outcome, outcome: school, payee: p2, \(payers()), tariff: \(pounds(700))\(more())}",
            "{id: m, rule: best-of, of: [s, a]}",
            "{id: l, rule: person-cap, of: [m], amount: \(Self.written(limits.best))}",
            "{id: i, rule: interim, interim: q, final: j, set_off: \(["true", "false"][below(2)]), clawback_after: {months: \(below(9) + 1)}}",
            "{id: k, rule: person-cap, of: [h, j], amount: \(Self.written(limits.person))}",
            "{id: v, rule: advance, payee: p1, \(payers()), amount: \(pounds(5_000)), on: \(day(6)), recover_from: [j, q], recover_percent: \(below(101))}",
            "{id: t, rule: top-up, of: [h, q], partner: fund, percent: \(below(101)), fund: \(Self.written(limits.fund)), order: \(["date", "pro-rata"][below(2)]), when_empty: \(["payers", "unpaid"][below(2)])}",
            "{id: y, rule: payer-cap, of: [a], payer: council, amount: \(Self.written(limits.payer))\(["", ", then: nhs"][below(2)])}",
            "{id: u, rule: spending-limit, of: [q], payer: nhs, del_percent: \(below(101)), del_limit: \(Self.written(limits.spending.0)), ame_limit: \(Self.written(limits.spending.1))\(["", ", then: fund"][below(2)])}",
            "{id: f, rule: at-risk, of: j, payee: p2, \(payers()), fee: \(pounds(9_000)), at_risk_percent: \(below(101)), target: \(below(12) + 1), tolerance_percent: \(below(30)), floor: \(Self.written(limits.fee.lowerBound)), cap: \(Self.written(limits.fee.upperBound))}",
            "{id: g, rule: gain-share, payee: p2, payer: nhs, benchmark: 1000.00, actual: \(pounds(2_000)), share_percent: 37, losses: {share_percent: 13}}",
            "{id: w, rule: net-impact, payee: p1, \(payers()), tariff: \(pounds(300)), people: 97, effect_percent: \(below(40) - 20)}",
            "{id: x, rule: trigger, payee: p2, \(payers()), threshold_percent: 10, cohorts: [{id: c, effect_percent: \(below(20)), people: 10, payment: \(pounds(999))}], pooled: {threshold_percent: 7.5}}",
            "{id: n, rule: novation, of: [j, k, h], from: p1, to: p2, on: \(day(24))}",
            "{id: c, rule: chain, of: [a, j, h, k, n], small: [p2], links: [{prime: p1, sub: p2, percent: \(below(101))}]}",
            "{id: z, rule: joint-gate, \(payers()), payment: \(Self.written(limits.joint)), gates: [{of: j, at_least: 3}, {outcome: home, at_least: 2}], need: \(below(2) + 1), members: {equally: [p1, p2]}}",
            "{id: b, rule: break, on: \(day(24)), payee: p1, payer: nhs, exit_cost: \(pounds(500))}",
        ]
        if below(2) == 0 {
            clauses[1] = clauses[1].dropLast() + ", ends_with: b}"
        }
        cash = """
            cash:
              lag_months: \(below(4))
              flows:
                - {id: staff, from: p1, to: Staff, amount: \(pounds(500)), on: \(day(6)), times: \(below(18) + 1)}
              bond:
                vehicle: p1
                tranches:
                  - {id: senior, investor: bank, commitment: \(pounds(9_000)), preferred_return: \(below(9)), compound: \(["true", "false"][below(2)])}
                  - {id: junior, investor: trust, commitment: \(pounds(9_000)), draws: [{on: 2025-01-01, amount: 0.01}], guarantee: {guarantor: nhs, percent: \(below(101))}}
                distributions: {on: 2025-12-31, every_months: 6, times: 6}
                reserve: \(pounds(100))
                surplus: {bank: 55, p2: 45}
              scenarios:
                - id: all
                  shocks:
                    - {lower_percent: \(below(101)), outcomes: [job, home]}
                    - {higher_percent: \(below(101)), provider: p2, from: \(day(12))}
                    - {leaves: p2, on: \(day(24))\(["", ", replaced_by: New"][below(2)])}
                    - {late_months: \(below(10)), payer: nhs}
                    - {budget: \(Self.written(limits.budget)), payer: council}
            """
        for person in 0..<(6 + below(10)) {
            referrals.append("x\(person),2025-01-0\(below(9) + 1)")
            for _ in 0..<below(5) {
                let started = day(20)
                let outcome = ["job", "part_time", "school", "home"][below(4)]
                outcomes.append(
                    "x\(person),\(outcome),\(max("2025-01-10", started)),p\(below(2) + 1),\(max("2025-01-10", started)),\(["", "2026-12-0\(below(9) + 1)"][below(2)])"
                )
            }
        }
    }

    private static func written(_ pence: Int) -> String {
        "\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)"
    }

    // MARK: - Its files

    /// - Parameter reversed: clauses the other way round.
    func agreement(reversed: Bool = false) -> String {
        """
        agreement: Generated
        term: {from: 2025-01-01, to: 2026-12-31}
        partners:
          - {id: council, role: host}
          - {id: nhs, role: funder}
          - {id: fund, role: funder}
          - {id: p1, role: provider}
          - {id: p2, role: provider}
        outcomes:
        \(["job", "part_time", "home", "school"].map {
            "  - {id: \($0), definition: d, unit: person, recorded: 2024-12-01, owner: council}"
        }.joined(separator: "\n"))
        contracts:
        \(Self.ordered(clauses, reversed).map { "  - " + $0 }.joined(separator: "\n"))
        \(cash)
        """
    }

    func outcomes(reversed: Bool = false) -> String {
        "person_id,outcome,date,provider,started,ended\n"
            + Self.ordered(outcomes, reversed).map { $0 + "\n" }.joined()
    }

    func referrals(reversed: Bool = false) -> String {
        "person_id,referred\n"
            + Self.ordered(referrals, reversed).map { $0 + "\n" }.joined()
    }

    private static func ordered(_ items: [String], _ reversed: Bool) -> [String] {
        reversed ? items.reversed() : items
    }
}
