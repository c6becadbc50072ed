import TopsliceExactArithmetic
import TopsliceRecords
import TopsliceMoney

extension AgreementReader {
    private enum ScheduleName: String, CaseIterable {
        case proportional
        case own
        case fixed
        case capped
        case tiers
        case firstLoss = "first-loss"
        case oneSided = "one-sided"
        case restore
        case waterfall
        case lineShares = "line-shares"
    }

    /// What a schedule divides.
    enum ScheduleUse {
        /// Over- and underspends of lines.
        case lines
        case savings
        /// Savings below zero.
        case losses

        var isOfSavings: Bool { self == .savings || self == .losses }
    }

    /// A risk schedule by its `rule`; schedules nest under `then`.
    ///
    /// - Parameter isWhole: whether it is all that a risk clause says of a direction, so that its caps may run on.
    mutating func schedule(
        _ map: YAMLMap,
        for use: ScheduleUse,
        isWhole: Bool = false
    ) -> (any RiskSchedule)? {
        require(map, ["rule"])
        guard let name = choice(map, "rule", ScheduleName.self) else { return nil }
        if use.isOfSavings, [.own, .waterfall, .lineShares].contains(name), let node = map["rule"] {
            fault(node, "'\(name.rawValue)' is a rule for lines, not for savings")
            return nil
        }
        switch name {
        case .proportional:
            refuseUnknownKeys(map, ["rule"] + Self.basisKeys)
            return basis(map).map { ProportionalShare($0) }
        case .own:
            refuseUnknownKeys(map, ["rule"])
            return OwnSchemes()
        case .fixed:
            refuseUnknownKeys(map, ["rule", "bearer"])
            require(map, ["bearer"])
            return partner(map, "bearer").map { FixedBearer($0) }
        case .capped: return capped(map, isWhole: isWhole)
        case .tiers: return tiers(map, use)
        case .firstLoss:
            refuseUnknownKeys(map, ["rule", "bearer", "up_to", "up_to_percent", "then"])
            require(map, ["bearer", "then"])
            let bearer = partner(map, "bearer")
            let limit = requiredThreshold(map, "up_to")
            guard let then = next(map, use), let bearer, let limit else { return nil }
            return FirstLoss(bearer: bearer, upTo: limit, then: then)
        case .oneSided: return oneSided(map, use)
        case .restore:
            refuseUnknownKeys(map, ["rule", "losses"] + Self.basisKeys)
            require(map, ["losses"])
            let losses = amountsByPartner(map, "losses")
            guard let basis = basis(map), let losses else { return nil }
            return RestoreThenSplit(losses: losses, gain: basis)
        case .waterfall: return waterfall(map, use)
        case .lineShares:
            refuseUnknownKeys(map, ["rule"])
            return LineShares()
        }
    }

    /// The schedule under `then`, for what an earlier step leaves.
    private mutating func next(_ map: YAMLMap, _ use: ScheduleUse) -> (any RiskSchedule)? {
        self.map(map, "then").flatMap { schedule($0, for: use) }
    }

    private mutating func requiredThreshold(_ map: YAMLMap, _ key: String) -> Threshold? {
        if !map.contains(key + "_percent") { require(map, [key]) }
        return threshold(map, key)
    }

    private mutating func tiers(_ map: YAMLMap, _ use: ScheduleUse) -> (any RiskSchedule)? {
        refuseUnknownKeys(map, ["rule", "bands"])
        require(map, ["bands"])
        let items = list(map, "bands")
        var bands: [MarginalTiers.Band] = []
        for (number, item) in items.enumerated() {
            guard let entry = self.map(item) else { continue }
            refuseUnknownKeys(entry, ["up_to", "up_to_percent", "then"] + Self.basisKeys)
            let limit = threshold(entry, "up_to")
            let isOpen = !entry.contains("up_to") && !entry.contains("up_to_percent")
            if isOpen, number + 1 < items.count {
                fault(item, "only the last band may be without 'up_to'")
            }
            if let limit, let before = bands.last?.upTo, !Self.rises(before, limit) {
                let node = entry["up_to"] ?? entry["up_to_percent"] ?? item
                fault(
                    node,
                    "the band ends at or below the band before it, at line "
                        + "\(items[number - 1].position.line), or in another unit; bands must rise"
                )
            }
            let schedule: (any RiskSchedule)? =
                entry.contains("then")
                ? next(entry, use) : basis(entry).map { ProportionalShare($0) }
            if entry.contains("then") {
                for key in Self.basisKeys {
                    if let node = entry[key] {
                        fault(node, "'\(key)' and 'then' exclude each other")
                    }
                }
            }
            guard let schedule, isOpen || limit != nil else { continue }
            bands.append(MarginalTiers.Band(upTo: limit, schedule: schedule))
        }
        return bands.count == items.count && !bands.isEmpty ? MarginalTiers(bands: bands) : nil
    }

    private static func rises(_ before: Threshold, _ after: Threshold) -> Bool {
        switch (before, after) {
        case (.amount(let lower), .amount(let upper)): lower < upper
        case (.budgetPart(let lower), .budgetPart(let upper)): lower < upper
        default: false
        }
    }

    private mutating func oneSided(_ map: YAMLMap, _ use: ScheduleUse) -> (any RiskSchedule)? {
        refuseUnknownKeys(
            map,
            ["rule", "trigger", "trigger_percent", "trigger_rate", "reach", "below", "then"]
        )
        require(map, ["below", "then"])
        let below = partner(map, "below")
        let reach = choice(map, "reach", OneSidedShare.Reach.self)
        if !map.contains("reach") { note(map.node.path + ".reach", "first-pound") }
        let trigger =
            map.contains("trigger_rate")
            ? slidingTrigger(map) : requiredThreshold(map, "trigger")
        guard let then = next(map, use), let below, let trigger else { return nil }
        return OneSidedShare(
            trigger: trigger,
            reach: reach ?? .firstPound,
            below: below,
            then: then
        )
    }

    /// A trigger whose percentage of the budget depends on size.
    private mutating func slidingTrigger(_ map: YAMLMap) -> Threshold? {
        guard let rate = self.map(map, "trigger_rate") else { return nil }
        refuseUnknownKeys(rate, ["size", "bands"])
        require(rate, ["size", "bands"])
        let size = number(rate, "size")
        let items = list(rate, "bands")
        var bands: [SlidingRate.Band] = []
        var before: YAMLNode?
        for item in items {
            guard let band = slidingBand(item) else { continue }
            if let last = bands.last, let before {
                checkJoint(item, band, after: last, at: before)
            }
            before = item
            bands.append(band)
        }
        guard bands.count == items.count else { return nil }
        if bands.isEmpty { fault(rate["bands"] ?? rate.node, "there are no bands in it") }
        guard let size else { return nil }
        guard let last = bands.last else { return nil }
        guard let part = SlidingRate(bands: bands).rate(at: size) else {
            if let node = rate["size"] {
                fault(
                    node,
                    "\(size.decimalOrFraction) lies in no band: they run from "
                        + "\(bands[0].from.decimalOrFraction) to \(last.to.decimalOrFraction)"
                )
            }
            return nil
        }
        if size > last.to {
            note(
                rate.node.path + ".bands",
                "\(size.decimalOrFraction) is above the last band, so its last rate holds: "
                    + "\((part * 100).decimalOrFraction)%"
            )
        }
        return .budgetPart(part)
    }

    private mutating func slidingBand(_ item: YAMLNode) -> SlidingRate.Band? {
        guard let entry = map(item) else { return nil }
        let keys = ["from", "to", "percent_at_from", "percent_at_to"]
        require(entry, keys)
        refuseUnknownKeys(entry, keys)
        let from = number(entry, "from")
        let to = number(entry, "to")
        let first = percentage(entry, "percent_at_from")
        let last = percentage(entry, "percent_at_to")
        guard let from, let to, let first, let last else { return nil }
        if from > to { fault(item, "the band ends before it begins") }
        if from == to, first != last {
            fault(item, "the band is one size, \(from.decimalOrFraction), and has two rates")
        }
        return SlidingRate.Band(from: from, to: to, rateAtFrom: first, rateAtTo: last)
    }

    /// Refuses sizes with two rates and sizes with none. Bands of whole sizes may follow each other as 5000
    /// to 5999 and 6000 to 6999; others share their end.
    private mutating func checkJoint(
        _ item: YAMLNode,
        _ band: SlidingRate.Band,
        after last: SlidingRate.Band,
        at before: YAMLNode
    ) {
        let isNext = band.from == last.to + 1 && band.from.isInteger
        guard !isNext else { return }
        let joint =
            "begins at \(band.from.decimalOrFraction), and the band at line \(before.position.line) "
            + "ends at \(last.to.decimalOrFraction): "
        if band.from < last.to {
            fault(item, joint + "sizes between would have two rates")
        } else if band.from > last.to {
            fault(item, joint + "sizes between would have no rate")
        } else if band.rateAtFrom != last.rateAtTo {
            fault(item, joint + "this size would have two rates")
        }
    }

    private mutating func waterfall(_ map: YAMLMap, _ use: ScheduleUse) -> (any RiskSchedule)? {
        refuseUnknownKeys(map, ["rule", "sources", "then"])
        require(map, ["sources", "then"])
        var sources: [Waterfall.Source] = []
        for item in list(map, "sources") {
            if case .scalar = item.content {
                guard let field = field(item) else { continue }
                switch field.text {
                case "underspends": sources.append(.underspends)
                case "risk_pool": sources.append(.riskPool(nil))
                default:
                    faults.add(
                        field,
                        "'\(field.shown)' is not a source, expected underspends or risk_pool, or a map with "
                            + "risk_pool, or with line and amount"
                    )
                }
                continue
            }
            guard let entry = self.map(item) else { continue }
            if entry.contains("risk_pool") {
                refuseUnknownKeys(entry, ["risk_pool"])
                if let amount = amount(entry, "risk_pool") { sources.append(.riskPool(amount)) }
            } else {
                refuseUnknownKeys(entry, ["line", "amount"])
                require(entry, ["line", "amount"])
                let line = line(entry, "line")
                let amount = amount(entry, "amount")
                if let line, declared.lines[line]?.kind == .aligned, let node = entry["line"] {
                    fault(
                        node,
                        "line '\(line)' is aligned, so its money does not lie in the pool"
                    )
                }
                if let line, let amount {
                    sources.append(.uncommitted(line: line, amount: amount))
                }
            }
        }
        return next(map, use).map { Waterfall(sources: sources, partners: $0) }
    }
}
