import TopsliceExactArithmetic
import TopsliceRecords

extension ContractReader {
    /// Keys of every clause.
    static let headKeys = ["id", "clause", "rule"]

    static let payerKeys = ["payer", "payers"]

    /// Keys of every clause that pays for people one by one.
    static let claimKeys =
        headKeys + payerKeys + [
            "payee", "tariff", "by_need", "bands", "reach", "change_percent", "by_year", "index",
            "phase", "from", "to", "run_off", "again_after", "evidence", "evidence_within",
            "claim_within", "deadweight", "deadweight_percent", "cap", "cap_order", "cap_per_year",
            "cap_per_person", "ends_with",
        ]

    private enum EvidenceName: String, CaseIterable {
        case required
        case none
    }

    /// - Parameter takesProviderOfRow: whether without a payee the provider of each row is paid.
    mutating func claimTerms(_ map: YAMLMap, takesProviderOfRow: Bool) -> ClaimTerms? {
        if !takesProviderOfRow { require(map, ["payee"]) }
        let payee = party(map, "payee")
        let payers = payers(map)
        let tariff = tariff(map)
        let days = days(map)
        guard let payers, let tariff, let days,
            payee != nil || !map.contains("payee") && takesProviderOfRow
        else { return nil }
        var terms = ClaimTerms(payee: payee, payers: payers, tariff: tariff, days: days)
        terms.runOff = span(map, "run_off")
        terms.again = span(map, "again_after")
        let evidence = choice(map, "evidence", EvidenceName.self)
        terms.needsEvidence = evidence == .required
        if let node = map["evidence_within"], evidence == EvidenceName.none {
            fault(node, "no evidence is asked for that could come late")
        }
        terms.evidenceWithin = span(map, "evidence_within")
        terms.claimWithin = span(map, "claim_within")
        terms.deadweight = deadweight(map)
        terms.cap = amount(map, "cap")
        terms.capOrder = choice(map, "cap_order", ClaimTerms.CapOrder.self) ?? .date
        terms.yearCap = amount(map, "cap_per_year")
        terms.personCap = amount(map, "cap_per_person")
        terms.endsWith = clause(map, "ends_with")
        if let payee, payers.parts.contains(where: { $0.party == payee }), let node = map["payee"] {
            fault(node, "'\(payee)' would pay itself")
        }
        if let node = map["cap_order"], terms.cap == nil {
            fault(node, "there is no 'cap' for which it could be the order")
        }
        if let cap = terms.cap, let yearly = terms.yearCap, yearly >= cap {
            notice(map, .yearCapAboveCap)
        }
        return terms
    }

    private mutating func deadweight(_ map: YAMLMap) -> ClaimTerms.Deadweight? {
        if map.contains("deadweight"), let node = map["deadweight_percent"] {
            fault(node, "'deadweight' and 'deadweight_percent' exclude each other")
            return nil
        }
        if let count = whole(map, "deadweight", 0...1_000_000_000) { return .count(count) }
        return percentage(map, "deadweight_percent").map { .partOfReferrals($0) }
    }

    /// The days a clause pays for: those of the term, of a phase, or stated ones.
    mutating func days(_ map: YAMLMap) -> ContractTerm? {
        // A fault of the term is the agreement's.
        guard let term = declared.term else { return nil }
        if let node = map["phase"], let id = text(map, "phase") {
            if let other = map["from"] ?? map["to"] {
                fault(other, "'phase' says for which days it is, and excludes it")
                return nil
            }
            guard let phase = declared.phases[id] else {
                fault(node, "'\(id)' is not a phase of this agreement")
                return nil
            }
            return phase
        }
        let from = day(map, "from")
        let to = day(map, "to")
        guard (from != nil) == map.contains("from"), (to != nil) == map.contains("to") else {
            return nil
        }
        let days = ContractTerm(from: from ?? term.from, to: to ?? term.to)
        if days.from > days.to, let node = map["to"] ?? map["from"] {
            fault(node, "the clause ends before it begins")
            return nil
        }
        for (key, day) in [("from", days.from), ("to", days.to)] where !term.contains(day) {
            guard let node = map[key] else { continue }
            fault(
                node,
                "\(written(day)) lies outside the term, \(written(term.from)) to \(written(term.to))"
            )
        }
        return days
    }

    // MARK: - Who pays

    /// One payer, or several by a basis; a fault where nothing says who pays.
    mutating func payers(_ map: YAMLMap) -> PayerShares? {
        if let node = map["payer"] {
            if map.contains("payers") {
                fault(node, "'payer' and 'payers' exclude each other")
                return nil
            }
            return party(map, "payer").map { PayerShares(weights: [$0: .one]) }
        }
        guard let node = map["payers"] else {
            fault(map.node, "nothing says who pays, expected 'payer' or 'payers'")
            return nil
        }
        return shares(node)
    }

    /// Shares of partners by one basis.
    mutating func shares(_ node: YAMLNode) -> PayerShares? {
        guard let basis = self.map(node) else { return nil }
        let kinds = ["shares", "weights", "equally", "benefits"]
        refuseUnknownKeys(basis, kinds)
        let stated = kinds.filter { basis.contains($0) }
        guard stated.count == 1 else {
            fault(node, "expected exactly one of \(kinds.joined(separator: ", "))")
            return nil
        }
        let weights =
            switch stated[0] {
            case "equally": equally(basis)
            case "benefits": benefits(basis)
            default: numbersByParty(basis, stated[0])
            }
        guard let weights else { return nil }
        let sum = weights.values.reduce(.zero, +)
        if stated[0] == "shares", sum != 100, sum != .one {
            fault(
                basis["shares"] ?? node,
                "the shares sum to \(sum.exactDecimal ?? sum.description), expected 100"
            )
            return nil
        }
        guard sum.isPositive else {
            fault(node, "nobody has a share above zero")
            return nil
        }
        if stated[0] != "benefits" {
            for party in weights.filter(\.value.isZero).keys.sorted(by: ClauseOrder.precedes) {
                notice(basis, .payerWithoutShare(party))
            }
        }
        return PayerShares(weights: weights)
    }

    private mutating func equally(_ basis: YAMLMap) -> [String: Rational]? {
        guard let node = basis["equally"], let ids = texts(basis, "equally") else { return nil }
        var weights: [String: Rational] = [:]
        for id in ids {
            guard isParty(id, node) else { return nil }
            if weights.updateValue(.one, forKey: id) != nil {
                fault(node, "'\(id)' is named twice")
            }
        }
        return weights
    }

    /// Numbers or fractions by partner.
    mutating func numbersByParty(_ map: YAMLMap, _ key: String) -> [String: Rational]? {
        guard let values = self.map(map, key) else { return nil }
        var found: [String: Rational] = [:]
        var isSound = true
        for entry in values.entries {
            let isKnown = isParty(entry.key, entry.value)
            let number = number(entry.value)
            if let number { found[entry.key] = number }
            isSound = isSound && isKnown && number != nil
        }
        return isSound ? found : nil
    }

    // MARK: - What is paid

    mutating func tariff(_ map: YAMLMap) -> Tariff? {
        let kinds = ["tariff", "by_need", "bands"]
        let stated = kinds.filter { map.contains($0) }
        guard stated.count == 1 else {
            fault(
                map.node,
                stated.isEmpty
                    ? "nothing says what is paid, expected \(kinds.joined(separator: ", "))"
                    : "'\(stated[0])' and '\(stated[1])' exclude each other"
            )
            return nil
        }
        let price: Tariff.Price?
        switch stated[0] {
        case "tariff": price = amount(map, "tariff").map(Tariff.Price.flat)
        case "by_need": price = byNeed(map)
        default: price = bands(map)
        }
        if let node = map["reach"], stated[0] != "bands" {
            fault(node, "says for which claims the price of a band counts, and there are no bands")
        }
        let change = change(map)
        let index = index(map)
        guard let price, let change, let index else { return nil }
        return Tariff(price: price, change: change, index: index)
    }

    private mutating func byNeed(_ map: YAMLMap) -> Tariff.Price? {
        guard let values = self.map(map, "by_need") else { return nil }
        var prices: [String: Rational] = [:]
        for entry in values.entries { prices[entry.key] = amount(entry.value) }
        if values.entries.isEmpty { fault(values.node, "there are no needs in it") }
        return prices.count == values.entries.count && !prices.isEmpty ? .byNeed(prices) : nil
    }

    private mutating func change(_ map: YAMLMap) -> Tariff.Change? {
        if map.contains("change_percent"), let node = map["by_year"] {
            fault(node, "'change_percent' and 'by_year' exclude each other")
            return nil
        }
        if map.contains("change_percent") {
            return percentage(map, "change_percent", -100...1_000).map { .eachYear($0) }
        }
        guard let node = map["by_year"] else { return Tariff.Change.none }
        var factors: [Rational] = []
        for item in items(map, "by_year") {
            if let part = percentage(item, upTo: 1_000) { factors.append(part) }
        }
        if factors.isEmpty { fault(node, "expected a percentage of the price for each year") }
        if let term = declared.term, case let years = term.year(of: term.to) + 1,
            factors.count > years
        {
            fault(
                node,
                "there are \(factors.count) percentages, and the term has \(years) year\(years == 1 ? "" : "s")"
            )
        }
        return factors.isEmpty ? nil : .factors(factors)
    }

    /// Values of an index from their days on, as parts of a base.
    private mutating func index(_ map: YAMLMap) -> [Tariff.IndexValue]? {
        guard let node = map["index"] else { return [] }
        guard let stated = self.map(map, "index") else { return nil }
        require(stated, ["base", "values"])
        refuseUnknownKeys(stated, ["base", "values"])
        let base = number(stated, "base")
        guard let base, let values = self.map(stated, "values") else { return nil }
        guard base.isPositive else {
            fault(stated["base"] ?? node, "is zero, expected a number above it")
            return nil
        }
        var found: [Tariff.IndexValue] = []
        for entry in values.entries {
            guard let from = day(written: entry), let value = number(entry.value) else {
                return nil
            }
            found.append(Tariff.IndexValue(from: from, factor: value / base))
        }
        return found.sorted { $0.from < $1.from }
    }

    // MARK: - Bands

    private mutating func bands(_ map: YAMLMap) -> Tariff.Price? {
        let items = maps(map, "bands")
        var bands: [Tariff.Band] = []
        for item in items {
            require(item, ["from", "tariff"])
            refuseUnknownKeys(item, ["from", "to", "tariff"])
            let limits = 0...1_000_000_000
            let from = whole(item, "from", limits)
            let to = whole(item, "to", limits)
            let price = amount(item, "tariff")
            guard let from, let price, to != nil || !item.contains("to") else { return nil }
            if let to, to < from, let node = item["to"] {
                fault(node, "the band ends at or below its beginning")
                return nil
            }
            bands.append(Tariff.Band(from: from, to: to, price: price))
        }
        if items.isEmpty, let node = map["bands"] { fault(node, "there are no bands in it") }
        let reach = choice(map, "reach", Tariff.Reach.self)
        guard !bands.isEmpty, reach != nil || !map.contains("reach"),
            let bands = joined(bands, items)
        else { return nil }
        return .byVolume(bands, reach ?? .slice)
    }

    /// Bands of claims above one number up to another. They may be written so, the next beginning where the one
    /// before ends, or by the numbers of their claims, as 1 to 10 and 11 to 20.
    private mutating func joined(_ bands: [Tariff.Band], _ items: [YAMLMap]) -> [Tariff.Band]? {
        let pairs = zip(bands, bands.dropFirst())
        let isByNumber =
            bands[0].from == 1
            || bands.count > 1 && pairs.allSatisfy { before, next in before.to == next.from - 1 }
        var isSound = true
        for (pair, item) in zip(pairs, items.dropFirst()) {
            guard let node = item["from"] else { continue }
            isSound = checkJoint(node, pair.1.from, pair.0, isByNumber: isByNumber) && isSound
        }
        for (band, item) in zip(bands, items) where !isByNumber && band.to == band.from {
            guard let node = item["to"] else { continue }
            fault(node, "the band ends at or below its beginning")
            isSound = false
        }
        guard isSound else { return nil }
        guard isByNumber else { return bands }
        return bands.map { .init(from: max(0, $0.from - 1), to: $0.to, price: $0.price) }
    }

    /// Refuses claims that would be priced twice, and claims that would have no price without a word.
    private mutating func checkJoint(
        _ node: YAMLNode,
        _ from: Int,
        _ before: Tariff.Band,
        isByNumber: Bool
    ) -> Bool {
        guard let end = before.to else {
            fault(node, "the band before has no end, so nothing can follow it")
            return false
        }
        let next = isByNumber ? end + 1 : end
        guard from != next else { return true }
        let numbers =
            isByNumber ? "; the first band begins at 1, so bands are of claims by number" : ""
        fault(
            node,
            "begins at \(from), and the band before ends at \(end): claims between would "
                + (from < next ? "be paid twice" : "be paid nothing") + numbers
        )
        return false
    }
}
