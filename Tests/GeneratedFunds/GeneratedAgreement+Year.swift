/// What runs over the year and over years: dated budgets, money set aside, pools paid out, and the term before.
extension GeneratedAgreement.Maker {
    /// With what accounts open: stated, from the term before, or nothing.
    mutating func makeOpening() {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            made.head += "brought_forward: \(amount(0...2_000_000))\n"
            kind("brought forward")
        case 1:
            made.head +=
                "opening: {pool: \(amount(-9_000...900_000)), risk_pool: \(amount(0...300_000))}\n"
            kind("opening balances")
        case 2:
            kind("term before")
            let used = partners.map { "\"\($0)\": \"\(amount(0...100_000))\"" }.joined(
                separator: ", "
            )
            let closings = [
                ("pool", amount(0...900_000)), ("carried-forward", amount(0...90_000)),
                ("risk-pool", amount(0...300_000)),
            ]
            let accounts = closings.map { name, closing in
                #"{"account": "\#(name)", "opening": "\#(closing)", "in": "0.00", "out": "0.00", "closing": "\#(closing)"}"#
            }.joined(separator: ",\n  ")
            let journal = closings.map { name, closing in
                #"{"debit": "\#(name)", "credit": "brought-forward", "amount": "\#(closing)"}"#
            }.joined(separator: ",\n  ")
            made.previous = """
                {"term": {"from": "2023-03-01", "to": "2024-02-28"}, "currency": "GBP",
                 "standing": {"basis": "final"}, "reconciled": true,
                 "accounts": [\(accounts)],
                 "journal": [\(journal)],
                 "caps": [{"risk": "r0", "direction": "overspend", "since": "2023-03-01",
                  "before": {\(used)}, "borne": {}, "used": {\(used)}}]}
                """
        default: break
        }
        made.head += "share_sets: {half: {weights: \(weights(of: partners))}}\n"
        made.head += "profiles: {winter: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 0]}\n"
    }

    /// A line that is paid for and shared in its own way.
    mutating func ownShares(_ id: String, _ lineKind: String) -> String? {
        guard lineKind != "aligned", chance(3) else { return nil }
        kind("line-shares")
        sharedLines.append(id)
        return ", risk: r3, shares: half"
    }

    /// Money that is set aside.
    mutating func band() -> String {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
            kind("ring-fenced line")
            return ", ring_fenced: grant"
        case 1:
            kind("capital line")
            return ", nature: capital"
        default: return ""
        }
    }

    mutating func profile() -> String {
        guard chance(3) else { return "" }
        kind("profile")
        return ", profile: winter"
    }

    mutating func losses() -> String {
        switch Int.random(in: 0..<3, using: &generator) {
        case 0:
            kind("losses shared")
            return ", losses: shared"
        case 1:
            kind("losses by a schedule")
            return ", losses: {rule: proportional, \(basis())}"
        default: return ""
        }
    }

    mutating func furtherContributions() -> [String] {
        var items: [String] = []
        if chance(3) {
            kind("into the risk pool")
            items.append(
                "{id: reserve, rule: fixed, partner: p1, amount: \(amount(1...300_000)), into: risk-pool}"
            )
        }
        if chance(2) {
            kind("ring-fenced contribution")
            items.append(
                "{id: grant, rule: fixed, partner: p1, amount: \(amount(1...3_000_000)), ring_fenced: grant}"
            )
        }
        if chance(2) {
            kind("capital contribution")
            items.append(
                "{id: capital, rule: fixed, partner: p0, amount: \(amount(1...3_000_000)), nature: capital}"
            )
        }
        if !sharedLines.isEmpty {
            kind("contribution of line shares")
            items.append("{id: own, rule: line-shares}")
        }
        return items
    }

    /// A cap that counts from the first day, or from an earlier term whose result says what was used.
    mutating func cappedOverYears() -> String {
        let since = made.previous == nil ? "2024-02-29" : "2023-03-01"
        kind("cap over years")
        let floors = chance(2) ? ", floors: {p0: 1.50}" : ""
        return
            "{rule: capped, caps: {p0: \(amount(200...400_000)), p1: \(amount(200...400_000))}\(floors), "
            + "\(basis()), since: \(since)}"
    }

    mutating func phaseOfPayment() -> String {
        guard phases.count > 1, chance(2) else { return "" }
        kind("outcome payment of a phase")
        return ", phase: \(one(phases.map(\.id)))"
    }

    /// Virements, accruals, and pools that are paid out.
    mutating func makeYear() {
        if chance(2), let first = lines.first {
            kind("virement")
            let moved = amount(1...90_000)
            made.blocks.append(
                (
                    "virements",
                    ["{date: 2024-07-01, moves: {\(first): \(moved), outside: -\(moved)}}"]
                        + (lines.count > 1
                            ? [
                                "{date: 2024-09-01, from: \(first), to: \(lines[1]), amount: \(moved)}"
                            ]
                            : [])
                )
            )
        }
        if chance(2), let last = lines.last {
            kind("accrual")
            let accrued = amount(1...90_000)
            made.rows.append("2024-12-31,accrual,\(last),,\(accrued),,")
            if chance(2) { made.rows.append("2025-02-15,accrual,\(last),,-\(accrued),,") }
        }
        guard chance(2) else { return }
        kind("allocation")
        let first =
            chance(2) ? "first: [{name: safety net, amounts: {p1: \(amount(1...90_000))}}], " : ""
        let losses = chance(3) ? "losses: shared, " : ""
        made.blocks.append(
            (
                "allocations",
                [
                    "{id: g0, \(first)\(losses)parts: [{name: kept, percent: 20, keep: "
                        + "\(one(["pool", "risk-pool"]))}, {name: growth, percent: 50, by: receipts}, "
                        + "{name: need, percent: 30, weights: \(weights(of: partners))}]}"
                ]
            )
        )
        made.rows.append("2025-12-31,receipt,g0,p0,\(amount(1...900_000)),,")
        made.rows.append("2025-12-31,receipt,g0,p1,\(amount(-900_000...900_000)),,")
    }
}
