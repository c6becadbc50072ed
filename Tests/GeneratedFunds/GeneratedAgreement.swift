package import TopsliceTestSupport

/// An agreement made by chance, with every kind of clause, and the rows that go with it.
///
/// Blocks keep their items apart, so that the same agreement can be written in another order.
package struct GeneratedAgreement {
    var blocks: [(key: String, items: [String])] = []
    var head = ""
    package var rows: [String] = []
    /// The result of the term before, from which it carries on; nil where it begins anew.
    package var previous: String?
    /// The kinds of clauses that it holds, by name.
    package var kinds: Set<String> = []

    /// The text, its items in the order they were made or shuffled.
    package func text(shuffledBy generator: inout SeededGenerator, isShuffled: Bool) -> String {
        var text = head
        for block in blocks where !block.items.isEmpty {
            let items = isShuffled ? block.items.shuffled(using: &generator) : block.items
            text += "\(block.key):\n" + items.map { "  - \($0)\n" }.joined()
        }
        return text
    }

    package init(_ generator: inout SeededGenerator) {
        var maker = Maker(generator: generator)
        maker.make()
        self = maker.made
        generator = maker.generator
    }

    private init() {}

    /// Makes the parts one after the other; identifiers are `p0`, `l0`, `c0` and so on.
    struct Maker {
        var generator: SeededGenerator
        var made = GeneratedAgreement()
        var partners: [String] = []
        var phases: [(id: String, from: String, to: String)] = []
        var lines: [String] = []
        var pooledLines: [String] = []
        var shares: [String] = []
        /// Lines of the pool that have shares of their own.
        var sharedLines: [String] = []

        mutating func chance(_ parts: Int) -> Bool {
            Int.random(in: 0..<parts, using: &generator) == 0
        }

        mutating func one(_ items: [String]) -> String {
            items.randomElement(using: &generator) ?? "p0"
        }

        mutating func amount(_ range: ClosedRange<Int>) -> String {
            Self.pounds(Int.random(in: range, using: &generator))
        }

        mutating func kind(_ name: String) { made.kinds.insert(name) }

        static func pounds(_ pence: Int) -> String {
            let digits = String(abs(pence))
            let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
            return (pence < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
        }

        mutating func make() {
            partners = (0..<Int.random(in: 2...5, using: &generator)).map { "p\($0)" }
            made.head = "agreement: Generated\nterm: {from: 2024-02-29, to: 2026-02-28}\n"
            phases = [("y1", "2024-02-29", "2025-02-28"), ("y2", "2025-03-01", "2026-02-28")]
            if chance(3) { phases = [("term", "2024-02-29", "2026-02-28")] }
            makeOpening()
            if phases.count > 1 {
                made.blocks.append(
                    ("phases", phases.map { "{id: \($0.id), from: \($0.from), to: \($0.to)}" })
                )
                kind("phases")
            }
            made.blocks.append(
                (
                    "partners",
                    partners.map { "{id: \($0), role: \($0 == "p0" ? "host" : "funder")}" }
                )
            )
            makeLines()
            makeShares()
            makeContributions()
            makeRisks()
            makeSavings()
            makeOutcomes()
            makeRest()
            makeYear()
        }

        mutating func weights(of ids: [String]) -> String {
            let heaviest = one(ids)
            let items = ids.map { id in
                "\(id): \(id == heaviest ? 7 : Int.random(in: 0...9, using: &generator))"
            }
            return "{\(items.joined(separator: ", "))}"
        }

        mutating func basis(inContribution: Bool = false) -> String {
            switch Int.random(in: 0..<(inContribution ? 3 : 6), using: &generator) {
            case 0: return "weights: \(weights(of: partners))"
            case 1:
                return "formula: [{name: x, percent: 33.3, values: \(weights(of: partners))}, "
                    + "{name: y, percent: 66.7, values: \(weights(of: partners))}]"
            case 2: return "by: savings"
            case 3: return "by: contributions"
            case 4: return "by: contributions, include_aligned: true"
            default: return "by: equally, among: [\(partners.joined(separator: ", "))]"
            }
        }

        mutating func makeLines() {
            var items: [String] = []
            for number in 0..<Int.random(in: 1...5, using: &generator) {
                let id = "l\(number)"
                lines.append(id)
                let lineKind = one(["pooled", "pooled", "aligned", "lead-commissioned"])
                kind(lineKind)
                if lineKind == "pooled" { pooledLines.append(id) }
                let risk =
                    (ownShares(id, lineKind)
                        ?? one(["", "", ", risk: r0", ", risk: r1", ", risk: r2"]))
                    + band() + profile()
                let provider = chance(2) ? ", provider: \(one(partners))" : ""
                let budgets = phases.map { "\($0.id): \(amount(0...3_000_000))" }
                let budget =
                    phases.count > 1 && chance(2)
                    ? "budgets: {\(budgets.joined(separator: ", "))}"
                    : "budget: \(amount(0...3_000_000))"
                items.append(
                    "{id: \(id), kind: \(lineKind), owner: \(one(partners)), \(budget)\(risk)"
                        + "\(provider), tolerance_percent: 3}"
                )
                for day in ["2024-02-29", "2024-06-15", "2025-09-30", "2026-02-28"] {
                    let payer = chance(4) ? one(partners) : ""
                    made.rows.append("\(day),spend,\(id),\(payer),\(amount(-20_000...1_200_000)),,")
                }
            }
            made.blocks.append(("lines", items))
        }

        mutating func makeShares() {
            var items = [
                "{id: s0, agreed_weights: \(weights(of: partners))\(losses())}",
                "{id: s1, measured: {shares: {p0: 1.25, p1: -0.25}}, agreed: {p1: 1/3, p0: 2/3}, "
                    + "measured_weight: 0.5}",
                "{id: s2, agreed_basis: {by: contributions}\(losses())}",
                "{id: s3, measured: {claims: {p0: 100.00, p1: 300.00}, estate: 250.00, rule: talmud}}",
            ]
            let schedule = schedule(depth: 0, isForSavings: true)
            items.append("{id: s4, schedule: \(schedule)}")
            shares = ["s0", "s1", "s2", "s3", "s4"]
            made.blocks.append(("savings_shares", items))
        }

        mutating func makeContributions() {
            var items = partners.map {
                "{id: c-\($0), rule: fixed, partner: \($0), amount: \(amount(1...5_000_000))}"
            }
            let due =
                phases.count > 1
                ? one(["", ", due: phase, uplift_percent: 2.5", ", phases: [y2]"]) : ""
            let budget = Int.random(in: 1...9_000_000, using: &generator)
            let reversed =
                due.contains("phases")
                ? ", reversed: {y2: 2025-06-01}"
                : chance(2) ? ", reversed: 2025-07-01" : ""
            items.append(
                "{id: slice, rule: top-slice\(due), budgets: [{partner: p1, budget: "
                    + "\(Self.pounds(budget)), percent: 1.75\(reversed)}, {partner: p0, budget: "
                    + "\(Self.pounds(budget)), amount: \(Self.pounds(budget / 3))}]}"
            )
            items.append(
                "{id: part, rule: percentage, total_of: [l0], shares: {p0: 33.4, p1: 66.6}}"
            )
            items.append(
                "{id: gain, rule: benefit, total: \(amount(100_000...900_000)), "
                    + "\(chance(2) ? "by: savings" : "savings_share: s3"), minimum: {p1: 300.00}}"
            )
            items.append(
                "{id: ability, rule: ability, total: \(amount(0...900_000)), "
                    + "weights: \(weights(of: partners))\(due)}"
            )
            items.append(
                "{id: formula, rule: formula, total: \(amount(0...900_000)), formula: "
                    + "[{name: x, percent: 100, values: \(weights(of: partners))}]}"
            )
            items.append(
                "{id: beside, rule: fixed, kind: aligned, partner: p1, amount: \(amount(0...90_000))}"
            )
            made.kinds.formUnion([
                "fixed contribution", "top-slice", "percentage", "benefit", "ability", "formula",
                "aligned contribution",
            ])
            items += furtherContributions()
            made.blocks.append(("contributions", items))
            for partner in partners where chance(2) {
                made.rows.append(
                    "2024-06-01,paid,c-\(partner),\(partner),\(amount(0...3_000_000)),,"
                )
            }
        }

        /// A schedule, with others inside it down to a few levels.
        mutating func schedule(depth: Int, isForSavings: Bool = false) -> String {
            let then =
                depth < 3
                ? schedule(depth: depth + 1, isForSavings: isForSavings)
                : "{rule: proportional, \(basis())}"
            let party = one(partners)
            let names =
                ["proportional", "fixed", "capped", "tiers", "first-loss", "one-sided", "restore"]
                + (isForSavings ? [] : ["own", "waterfall", "waterfall"])
            let name = one(names)
            kind(name)
            switch name {
            case "proportional": return "{rule: proportional, \(basis())}"
            case "own": return "{rule: own}"
            case "fixed": return "{rule: fixed, bearer: \(party)}"
            case "capped":
                let base = chance(2) ? "budget" : "contribution"
                let percent =
                    isForSavings ? "" : ", caps_percent: {p1: 2.5}, caps_percent_of: \(base)"
                return "{rule: capped, caps: {p0: \(amount(200...400_000))}\(percent), "
                    + "floors: {p0: 1.50}, \(basis())}"
            case "tiers":
                return "{rule: tiers, bands: [{up_to: \(amount(0...400_000)), \(basis())}, "
                    + "{then: \(then)}]}"
            case "first-loss":
                return "{rule: first-loss, bearer: \(party), up_to: \(amount(0...400_000)), "
                    + "then: \(then)}"
            case "one-sided":
                let reach = one(["first-pound", "above-trigger"])
                return "{rule: one-sided, trigger: \(amount(0...400_000)), reach: \(reach), "
                    + "below: \(party), then: \(then)}"
            case "restore":
                return "{rule: restore, losses: {\(party): \(amount(0...400_000))}, \(basis())}"
            default:
                let line =
                    pooledLines.isEmpty ? "" : ", {line: \(one(pooledLines)), amount: 900.00}"
                let reserve = chance(2) ? "risk_pool" : "{risk_pool: \(amount(0...400_000))}"
                return "{rule: waterfall, sources: [underspends, \(reserve)\(line)], then: \(then)}"
            }
        }

        mutating func makeRisks() {
            var items: [String] = []
            for number in 0..<3 {
                let application = one(["together", "each-line", "net"])
                let destination = one(["return", "carry-forward", "risk-pool", "reinvest"])
                let into = destination == "reinvest" ? ", reinvest_in: \(one(lines))" : ""
                let overspend = number == 0 ? cappedOverYears() : schedule(depth: 0)
                kind(application)
                kind(destination)
                items.append(
                    "{id: r\(number), overspend: \(overspend), "
                        + "underspend: \(schedule(depth: 0)), apply: \(application), "
                        + "destination: \(destination)\(into)}"
                )
            }
            items.append("{id: r3, both: {rule: line-shares}}")
            made.blocks.append(("risk", items))
        }

        mutating func makeSavings() {
            // One saving that is surely there, for those who share by savings.
            var items = ["{id: v0, beneficiary: p1, share: s0}"]
            made.rows.append("2025-01-31,saving,v0,,\(amount(500_000...900_000)),,")
            for number in 1..<Int.random(in: 1...5, using: &generator) {
                let holder = chance(3) ? "pool" : one(partners)
                let share = one(shares)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0:
                    kind("forecast")
                    items.append(
                        "{id: v\(number), beneficiary: \(holder), forecast: \(amount(0...900_000)), "
                            + "paid_on: forecast, share: \(share)}"
                    )
                    made.rows.append("2025-01-31,saving,v\(number),,\(amount(-90_000...900_000)),,")
                case 1:
                    kind("AME")
                    items.append(
                        "{id: v\(number), budget: AME, beneficiary: \(holder), switch_percent: 40, "
                            + "attributable_percent: 30, share: \(share)}"
                    )
                    made.rows.append("2025-01-31,saving,v\(number),,\(amount(0...900_000)),,")
                case 2:
                    kind("unit value")
                    items.append(
                        "{id: v\(number), beneficiary: \(holder), unit_value: 35.37, "
                            + "correction_percent: 15, cashable_percent: 37.5, share: \(share)}"
                    )
                    made.rows.append("2025-01-31,saving,v\(number),,,\(number * 7).5,")
                default:
                    kind("not cashable")
                    items.append(
                        "{id: v\(number), cashable: false, beneficiary: \(holder), share: \(share)}"
                    )
                    made.rows.append("2025-01-31,saving,v\(number),,\(amount(0...900_000)),,")
                }
            }
            made.blocks.append(("savings", items))
        }

        mutating func makeOutcomes() {
            made.blocks.append(
                (
                    "outcomes",
                    ["{id: o0, definition: x, unit: people, recorded: 2024-01-01, owner: p0}"]
                )
            )
            made.rows.append("2024-06-01,start,o0,,,9,")
            made.rows.append(
                "2025-06-01,outcome,o0,,,\(Int.random(in: 0...12, using: &generator)),"
            )
            let rules = [
                "rule: tariff, bands: [{from: 0, to: 4, tariff: 70.01}, {from: 4, tariff: 90.00}], "
                    + "at_risk_percent: 60, cap: 900.00, floor: 1.00",
                "rule: fee, fee: 333.33, at_risk_percent: 20, target: 7, tolerance_percent: 5",
                "rule: trigger, payment: 50.05, threshold: 6",
            ]
            var items: [String] = []
            for (number, rule) in rules.enumerated() where chance(2) {
                let payee = one(partners)
                let isLine = !pooledLines.isEmpty && chance(2)
                var payers = "payers: {\(basis())}"
                if isLine { payers = "line: \(one(pooledLines))" }
                kind(payers.hasPrefix("line") ? "paid from a line" : "paid by partners")
                kind(["tariff", "fee", "outcome trigger"][number])
                let phase = phaseOfPayment()
                let topUp = chance(2) ? ", top_up: {partner: p1, percent: 20}" : ""
                items.append(
                    "{id: q\(number), outcome: o0, payee: \(payee), \(payers)\(topUp)\(phase), \(rule)}"
                )
                if payers.hasPrefix("payers"), chance(2) {
                    kind("advance")
                    made.rows.append("2024-12-01,paid,q\(number),\(one(partners)),12.34,,")
                }
            }
            made.blocks.append(("outcome_payments", items))
        }

        mutating func makeRest() {
            if partners.count > 2, chance(2) {
                kind("supply chain")
                made.blocks.append(
                    (
                        "supply_chain",
                        [
                            "{prime: p0, sub: p1, percent: 33.3}",
                            "{prime: p1, sub: p2, percent: 12.5}",
                        ]
                    )
                )
            }
            var compensations: [String] = []
            for (number, measure) in ["cost", "income"].enumerated() where chance(2) {
                kind("compensation of \(measure)")
                compensations.append(
                    "{id: k\(number), measure: \(measure), before: {p0: \(amount(0...90_000)), "
                        + "p1: \(amount(0...90_000))}, count_contributions: \(chance(2)), \(basis())}"
                )
                made.rows.append("2025-12-31,\(measure),k\(number),p1,\(amount(0...90_000)),,")
            }
            made.blocks.append(("compensation", compensations))
            guard chance(2) else { return }
            kind("personal budgets")
            let people = (0..<Int.random(in: 1...6, using: &generator)).map { number in
                let left = one([
                    "", ", left: 2024-02-29", ", left: 2025-01-01", ", left: 2024-02-01",
                ])
                let consent = number == 3 ? "" : ", consent: 2024-01-31\(left)"
                return "{id: x\(number), agency: \(one(partners)), amount: \(amount(1...500_000))"
                    + "\(consent)}"
            }
            made.head +=
                "personal_budgets:\n  people:\n" + people.map { "    - \($0)\n" }.joined()
        }
    }
}
