import TopsliceTestSupport

/// A contract made by chance with clauses of every kind, and the rows that go with it, each in a list so that the same
/// contract can be written in another order.
struct GeneratedContract {
    var clauses: [String] = []
    var outcomes: [String] = []
    var referrals: [String] = []

    static let parties = ["council", "nhs", "fund", "p1", "p2"]

    init(_ generator: inout SeededGenerator) {
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
        func pounds(_ most: Int) -> String {
            let pence = below(most * 100)
            return "\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)"
        }
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
        clauses = [
            "{id: a, rule: attachment, payee: p1, \(payers()), tariff: \(pounds(300))\(more())}",
            "{id: j, rule: outcome, outcome: job, \(payee)\(payers()), tariff: \(pounds(2_000))\(more()), partial: {school: \(below(100))}}",
            "{id: q, rule: outcome, outcome: part_time, payee: p1, \(payers()), tariff: \(pounds(900))\(more())}",
            "{id: h, rule: sustainment, outcome: home, \(payers()), tariff: \(pounds(2_000))\(more()), sustained: {weeks: \(below(30) + 1)}, gap_days: \(below(20))}",
            "{id: i, rule: interim, interim: q, final: j, set_off: \(["true", "false"][below(2)]), clawback_after: {months: \(below(9) + 1)}}",
            "{id: k, rule: person-cap, of: [h, j], amount: \(pounds(3_000))}",
            "{id: v, rule: advance, payee: p1, \(payers()), amount: \(pounds(5_000)), on: \(day(6)), recover_from: [j, q], recover_percent: \(below(101))}",
            "{id: t, rule: top-up, of: [h, q], partner: fund, percent: \(below(101)), fund: \(pounds(4_000)), order: \(["date", "pro-rata"][below(2)]), when_empty: \(["payers", "unpaid"][below(2)])}",
            "{id: y, rule: payer-cap, of: [a], payer: council, amount: \(pounds(2_000))\(["", ", then: nhs"][below(2)])}",
            "{id: f, rule: at-risk, of: j, payee: p2, \(payers()), fee: \(pounds(9_000)), at_risk_percent: \(below(101)), target: \(below(12) + 1)}",
            "{id: g, rule: gain-share, payee: p2, payer: nhs, benchmark: 1000.00, actual: \(pounds(2_000)), share_percent: 37, losses: {share_percent: 13}}",
            "{id: w, rule: net-impact, payee: p1, \(payers()), tariff: \(pounds(300)), people: 97, effect_percent: \(below(40) - 20)}",
            "{id: x, rule: trigger, payee: p2, \(payers()), threshold_percent: 10, cohorts: [{id: c, effect_percent: \(below(20)), people: 10, payment: \(pounds(999))}], pooled: {threshold_percent: 7.5}}",
            "{id: n, rule: novation, of: [j, k, h], from: p1, to: p2, on: \(day(24))}",
            "{id: c, rule: chain, of: [a, j, h, k, n], small: [p2], links: [{prime: p1, sub: p2, percent: \(below(101))}]}",
            "{id: z, rule: joint-gate, \(payers()), payment: \(pounds(777)), gates: [{of: j, at_least: 3}, {outcome: home, at_least: 2}], need: \(below(2) + 1), members: {equally: [p1, p2]}}",
            "{id: b, rule: break, on: \(day(24)), payee: p1, payer: nhs, exit_cost: \(pounds(500))}",
        ]
        if below(2) == 0 {
            clauses[1] = clauses[1].dropLast() + ", ends_with: b}"
        }
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

    func worked(reversed: Bool = false) throws -> Worked {
        func ordered(_ items: [String]) -> [String] { reversed ? items.reversed() : items }
        return try Worked(
            ordered(clauses).map { "  - " + $0 }.joined(separator: "\n"),
            outcomes: "person_id,outcome,date,provider,started,ended\n"
                + ordered(outcomes).map { $0 + "\n" }.joined(),
            referrals: "person_id,referred\n" + ordered(referrals).map { $0 + "\n" }.joined(),
            asAt: "2026-12-31"
        )
    }
}
