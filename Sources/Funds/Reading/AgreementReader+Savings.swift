import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private enum PaidOn: String, CaseIterable {
        case realised
        case forecast
    }

    private static let keys = [
        "id", "clause", "name", "cashable", "cashable_percent", "budget", "beneficiary", "forecast",
        "forecast_quantity", "unit_value", "correction_percent", "paid_on", "switch_percent",
        "attributable", "attributable_percent", "share", "measured",
    ]

    mutating func savings(_ root: YAMLMap) -> [SavingStream] {
        let limited = Self.sharesWithPercentLimits(root)
        var seen: Set<String> = []
        var streams: [SavingStream] = []
        for item in list(root, "savings") {
            guard let map = map(item) else { continue }
            streams += saving(map, &seen, limited)
        }
        return streams
    }

    /// One stream, or two where only a part of the saving is cashable.
    private mutating func saving(
        _ map: YAMLMap,
        _ seen: inout Set<String>,
        _ limitedShares: Set<String>
    ) -> [SavingStream] {
        require(map, ["id", "share"])
        refuseUnknownKeys(map, Self.keys)
        let id = newIdentifier(map, &seen, what: "saving")
        let cashablePart = cashable(map)
        let budget = choice(map, "budget", SavingBudget.self)
        let unitValue = unitValue(map)
        let forecast = forecast(map, unitValue)
        let paidOn = choice(map, "paid_on", PaidOn.self)
        let release = SavingRelease(
            switchPart: percentage(map, "switch_percent") ?? .one,
            attributable: threshold(map, "attributable")
        )
        let hasForecast = map.contains("forecast") || map.contains("forecast_quantity")
        if let node = map["paid_on"], paidOn == .forecast, !hasForecast {
            fault(node, "there is no 'forecast' to pay on")
        }
        if hasForecast, !map.contains("paid_on") { note(map.node.path + ".paid_on", "realised") }
        if budget == .ame, release.attributable == nil, let id {
            notices.append(AgreementNotice(place(map.node), .unlimitedAME(saving: id)))
        }
        if !map.contains("budget") { note(map.node.path + ".budget", "local") }
        let beneficiary = beneficiary(map, map.node)
        let name = text(map, "name")
        let share = field(map, "share").flatMap {
            faults.reference($0, among: declared.identifiers.savingsShares, .savingsShare)
        }
        if let share, limitedShares.contains(share), !hasForecast,
            let node = map["share"]
        {
            fault(
                node,
                "'\(share)' has limits in percent, which are of the forecast; give a 'forecast'"
            )
        }
        let measured = measuredSaving(map, share: share)
        guard map.contains("measured") == (measured != nil) else { return [] }
        guard let id, let share, let found = declared.savingsShares[share], let beneficiary,
            forecast != nil || !hasForecast
        else { return [] }
        let clause = clause(map, id: id, kind: "saving")
        let portions: [(SavingStream.Portion, isCashable: Bool)] =
            cashablePart == .one || cashablePart.isZero
            ? [(.whole, cashablePart == .one)]
            : [(.cashable(cashablePart), true), (.notCashable(cashablePart), false)]
        return portions.map { portion, isCashable in
            let suffix = portion != .whole && !isCashable ? "not-cashable" : ""
            return SavingStream(
                id: suffix.isEmpty ? id : "\(id):\(suffix)",
                recordedAs: id,
                clause: clause,
                name: suffix.isEmpty ? name ?? id : "\(name ?? id), not cashable",
                isCashable: isCashable,
                portion: portion,
                unitValue: unitValue,
                budget: budget ?? .local,
                beneficiary: beneficiary.partner,
                forecast: forecast.flatMap { try? portion.pence(of: $0) },
                isPaidOnForecast: paidOn == .forecast && isCashable,
                release: release,
                share: found,
                measured: measured,
                place: place(map.node)
            )
        }
    }

    /// Which part of the saving sets money free.
    private mutating func cashable(_ map: YAMLMap) -> Rational {
        let isCashable = bool(map, "cashable")
        if let node = map["cashable_percent"] {
            if map.contains("cashable") {
                fault(node, "'cashable' and 'cashable_percent' exclude each other")
            }
            return percentage(map, "cashable_percent") ?? .one
        }
        if !map.contains("cashable") { note(map.node.path + ".cashable", "true") }
        return isCashable ?? true ? .one : .zero
    }

    private mutating func unitValue(_ map: YAMLMap) -> SavingStream.UnitValue? {
        guard map.contains("unit_value") else {
            for key in ["correction_percent", "forecast_quantity"] {
                if let node = map[key] { fault(node, "goes only with 'unit_value'") }
            }
            return nil
        }
        let correction = percentage(map, "correction_percent") ?? .zero
        return amount(map, "unit_value").map {
            SavingStream.UnitValue(value: $0, correction: correction)
        }
    }

    /// An amount, or a number of units; several numbers are multiplied (people × the part that is
    /// engaged × …).
    private mutating func forecast(
        _ map: YAMLMap,
        _ unitValue: SavingStream.UnitValue?
    ) -> Money? {
        guard let node = map["forecast_quantity"] else {
            return amount(map, "forecast", allowingNegative: true)
        }
        if map.contains("forecast") {
            fault(node, "'forecast' and 'forecast_quantity' exclude each other")
        }
        var quantity = Rational.one
        if case .list(let items) = node.content {
            for item in items.prefix(20) {
                guard let factor = field(item).flatMap({ faults.number($0) }) else { return nil }
                quantity *= factor
            }
            if items.isEmpty || items.count > 20 {
                fault(node, "\(items.count) numbers, expected 1 to 20")
                return nil
            }
        } else {
            guard let number = field(node).flatMap({ faults.number($0) }) else { return nil }
            quantity = number
        }
        guard let unitValue else { return nil }
        guard let pence = try? unitValue.pence(of: quantity),
            pence.minorUnits.magnitude <= FaultBook.amountLimit
        else {
            fault(node, "the forecast is too large")
            return nil
        }
        return pence
    }

    /// Nil with a fault where it is no partner; a nil partner for the pool itself.
    private mutating func beneficiary(
        _ map: YAMLMap,
        _ item: YAMLNode
    ) -> (partner: String?, Void)? {
        guard let field = field(map, "beneficiary") else {
            note(item.path + ".beneficiary", "pool")
            return (nil, ())
        }
        if field.text == Account.pool.identifier { return (nil, ()) }
        return partner(field).map { ($0, ()) }
    }
}
