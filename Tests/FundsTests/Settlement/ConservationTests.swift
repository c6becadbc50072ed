import Funds
import Money
import Testing

/// Thousands of generated agreements: whatever the clauses, no penny appears or vanishes, and the order of
/// input never matters.
struct ConservationTests {
    /// An agreement as text, its blocks in the order given by `shuffle`.
    private struct Generated {
        var partners: [String]
        var lines: [String]
        var contributions: [String]
        var savings: [String]
        var links: [String]
        var rows: [String]
        var rest: String

        func text(_ generator: inout SeededGenerator, isShuffled: Bool) -> (String, [String]) {
            func block(_ key: String, _ items: [String]) -> String {
                guard !items.isEmpty else { return "" }
                let ordered = isShuffled ? items.shuffled(using: &generator) : items
                return "\(key):\n" + ordered.map { "  - \($0)\n" }.joined()
            }
            let agreement =
                "agreement: Generated\nterm: {from: 2025-04-01, to: 2026-03-31}\n"
                + block("partners", partners) + block("lines", lines)
                + block("contributions", contributions) + block("savings", savings)
                + block("supply_chain", links) + rest
            return (agreement, rows)
        }
    }

    private static func pounds(_ pence: Int) -> String {
        let sign = pence < 0 ? "-" : ""
        let all = String(abs(pence))
        let padded = String(repeating: "0", count: max(0, 3 - all.count)) + all
        return sign + padded.dropLast(2) + "." + padded.suffix(2)
    }

    private static func schedule(_ ids: [String], _ generator: inout SeededGenerator) -> String {
        func basis() -> String {
            let heaviest = ids.randomElement(using: &generator)
            let items = ids.map { id in
                "\(id): \(id == heaviest ? 7 : Int.random(in: 0...9, using: &generator))"
            }
            return "weights: {\(items.joined(separator: ", "))}"
        }
        func amount() -> String { pounds(Int.random(in: 0...400_000, using: &generator)) }
        let one = ids.randomElement(using: &generator) ?? "p0"
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return "{rule: proportional, by: contributions}"
        case 1: return "{rule: proportional, \(basis())}"
        case 2: return "{rule: own}"
        case 3: return "{rule: fixed, bearer: \(one)}"
        case 4:
            return "{rule: capped, caps: {\(one): \(amount())}, \(basis())}"
        case 5:
            return "{rule: tiers, bands: [{up_to: \(amount()), \(basis())}, {\(basis())}]}"
        case 6:
            return "{rule: first-loss, bearer: \(one), up_to: \(amount()), "
                + "then: {rule: proportional, \(basis())}}"
        default:
            return "{rule: waterfall, sources: [underspends, {risk_pool: \(amount())}], "
                + "then: {rule: one-sided, trigger: \(amount()), below: \(one), "
                + "then: {rule: proportional, \(basis())}}}"
        }
    }

    private static func generate(_ generator: inout SeededGenerator) -> Generated {
        let ids = (0..<Int.random(in: 1...5, using: &generator)).map { "p\($0)" }
        var made = Generated(
            partners: ids.map { "{id: \($0), role: \($0 == "p0" ? "host" : "funder")}" },
            lines: [],
            contributions: [],
            savings: [],
            links: [],
            rows: [],
            rest: ""
        )
        func some() -> String { ids.randomElement(using: &generator) ?? "p0" }
        for id in ids {
            let amount = pounds(Int.random(in: 1...5_000_000, using: &generator))
            made.contributions.append(
                "{id: c-\(id), rule: fixed, partner: \(id), amount: \(amount)}"
            )
            if Bool.random(using: &generator) {
                let paid = pounds(Int.random(in: 0...3_000_000, using: &generator))
                made.rows.append("2025-06-01,paid,c-\(id),\(id),\(paid),,")
            }
        }
        let kinds = ["pooled", "pooled", "aligned", "lead-commissioned"]
        for number in 0..<Int.random(in: 1...5, using: &generator) {
            let kind = kinds.randomElement(using: &generator) ?? "pooled"
            let risk = ["", ", risk: r0", ", risk: r1"].randomElement(using: &generator) ?? ""
            let provider = Bool.random(using: &generator) ? ", provider: \(some())" : ""
            let budget = pounds(Int.random(in: 0...3_000_000, using: &generator))
            made.lines.append(
                "{id: l\(number), kind: \(kind), owner: \(some()), budget: \(budget)\(risk)\(provider)}"
            )
            for month in 4...6 {
                let spend = pounds(Int.random(in: -20_000...1_200_000, using: &generator))
                let payer = Int.random(in: 0..<4, using: &generator) == 0 ? some() : ""
                made.rows.append("2025-0\(month)-15,spend,l\(number),\(payer),\(spend),,")
            }
        }
        made.rest = "risk:\n"
        let applications = ["together", "each-line", "net"]
        let destinations = ["return", "carry-forward", "risk-pool"]
        for number in 0..<2 {
            made.rest +=
                "  - {id: r\(number), overspend: \(schedule(ids, &generator)), "
                + "underspend: \(schedule(ids, &generator)), "
                + "apply: \(applications.randomElement(using: &generator) ?? ""), "
                + "destination: \(destinations.randomElement(using: &generator) ?? "")}\n"
        }
        made.rest += "savings_shares:\n  - {id: s, agreed_weights: {"
        made.rest +=
            ids.map { "\($0): \(Int.random(in: 1...9, using: &generator))" }
            .joined(separator: ", ") + "}}\n"
        for number in 0..<Int.random(in: 0...4, using: &generator) {
            let forecast = pounds(Int.random(in: 0...900_000, using: &generator))
            let paid = Bool.random(using: &generator) ? ", paid_on: forecast" : ""
            let owner = Bool.random(using: &generator) ? some() : "pool"
            made.savings.append(
                "{id: v\(number), beneficiary: \(owner), forecast: \(forecast)\(paid), share: s}"
            )
            let saving = pounds(Int.random(in: -90_000...900_000, using: &generator))
            made.rows.append("2026-01-31,saving,v\(number),,\(saving),,")
        }
        if ids.count > 2 {
            made.links = [
                "{prime: p0, sub: p1, percent: 33.3}", "{prime: p1, sub: p2, percent: 12.5}",
            ]
        }
        return made
    }

    @Test(arguments: 0..<20) func noPennyAppearsOrVanishes(block: Int) throws {
        for number in 0..<60 {
            let seed = UInt64(block * 60 + number)
            var generator = SeededGenerator(seed: seed)
            let made = Self.generate(&generator)
            let (text, rows) = made.text(&generator, isShuffled: false)
            let settlement = try TemporaryFund.settle(text, rows)
            let failed = settlement.checks.filter { !$0.holds }.map {
                "\($0.name): \($0.expected) against \($0.actual)"
            }
            #expect(failed == [], "seed \(seed)")
            for balance in settlement.balances {
                #expect(balance.moneyIn == balance.moneyOut + balance.balance, "seed \(seed)")
            }
            // Read off the journal alone: the pool ends where the table of days says.
            var pool = 0
            var accounts: [String: Int] = [:]
            for line in settlement.journal {
                if line.debit == "pool" { pool += line.amount.minorUnits }
                if line.credit == "pool" { pool -= line.amount.minorUnits }
                accounts[line.debit, default: 0] += line.amount.minorUnits
                accounts[line.credit, default: 0] -= line.amount.minorUnits
            }
            #expect(pool == settlement.balances.last?.balance ?? 0, "seed \(seed)")
            #expect(accounts.values.reduce(0, +) == 0, "seed \(seed)")
            for statement in settlement.statements {
                let paid = settlement.transfers.filter { $0.from == statement.partner }
                let received = settlement.transfers.filter { $0.to == statement.partner }
                let net =
                    received.map(\.amount).reduce(0, +) - paid.map(\.amount).reduce(0, +)
                #expect(statement.net == net, "seed \(seed)")
            }
            for risk in settlement.risks {
                #expect(risk.parts.map(\.amount).reduce(0, +) == risk.amount, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<5) func theOrderOfInputChangesNothing(block: Int) throws {
        for number in 0..<60 {
            let seed = UInt64(100_000 + block * 60 + number)
            var generator = SeededGenerator(seed: seed)
            let made = Self.generate(&generator)
            let (text, rows) = made.text(&generator, isShuffled: false)
            let (shuffled, _) = made.text(&generator, isShuffled: true)
            let first = try TemporaryFund.settle(text, rows)
            let second = try TemporaryFund.settle(shuffled, rows.shuffled(using: &generator))
            #expect(first.transfers == second.transfers, "seed \(seed)")
            #expect(
                first.statements.sorted { $0.partner < $1.partner }
                    == second.statements.sorted { $0.partner < $1.partner },
                "seed \(seed)"
            )
        }
    }
}
