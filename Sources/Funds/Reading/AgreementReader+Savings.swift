import ExactArithmetic
import StrictYAML

extension AgreementReader {
    private enum PaidOn: String, CaseIterable {
        case realised
        case forecast
    }

    mutating func readSavings(_ root: YAMLMap) -> [SavingStream] {
        let shares = readSavingsShares(root)
        let shareIDs = identifiers(root, "savings_shares")
        var seen: Set<String> = []
        var streams: [SavingStream] = []
        for item in list(root, "savings") {
            guard let map = map(item) else { continue }
            require(map, ["id", "share"])
            refuseUnknownKeys(
                map,
                [
                    "id", "clause", "name", "cashable", "budget", "beneficiary", "forecast",
                    "paid_on", "switch_percent", "attributable", "attributable_percent", "share",
                ]
            )
            let id = newIdentifier(map, &seen, what: "saving")
            if let id { savingIDs.insert(id) }
            let cashable = bool(map, "cashable")
            let budget = choice(map, "budget", SavingBudget.self)
            let forecast = amount(map, "forecast", allowingNegative: true)
            let paidOn = choice(map, "paid_on", PaidOn.self)
            let release = SavingRelease(
                switchPart: percentage(map, "switch_percent") ?? .one,
                attributable: threshold(map, "attributable")
            )
            if let node = map["paid_on"], paidOn == .forecast, !map.contains("forecast") {
                fault(node, "there is no 'forecast' to pay on")
            }
            if budget == .ame, release.attributable == nil, let id {
                warnings.append(
                    "saving '\(id)' falls on AME and no attributable saving is stated, so payments "
                        + "charged to AME are not limited by it"
                )
            }
            if !map.contains("cashable") { note(item.path + ".cashable", "true") }
            if !map.contains("budget") { note(item.path + ".budget", "local") }
            let beneficiary = readBeneficiary(map, item)
            let name = text(map, "name")
            let share = field(map, "share").flatMap {
                faults.reference($0, among: shareIDs, what: "a savings share")
            }
            guard let id, let share, let found = shares[share], let beneficiary else { continue }
            streams.append(
                SavingStream(
                    id: id,
                    clause: clause(map, id: id, kind: "saving"),
                    name: name ?? id,
                    isCashable: cashable ?? true,
                    budget: budget ?? .local,
                    beneficiary: beneficiary.partner,
                    forecast: forecast,
                    isPaidOnForecast: paidOn == .forecast,
                    release: release,
                    share: found,
                    place: place(item)
                )
            )
        }
        return streams
    }

    /// Nil with a fault where it is no partner; a nil partner for the pool itself.
    private mutating func readBeneficiary(
        _ map: YAMLMap,
        _ item: YAMLNode
    ) -> (partner: String?, Void)? {
        guard let field = field(map, "beneficiary") else {
            note(item.path + ".beneficiary", "pool")
            return (nil, ())
        }
        if field.text == Account.pool { return (nil, ()) }
        return partner(field).map { ($0, ()) }
    }

    private mutating func readSavingsShares(_ root: YAMLMap) -> [String: SavingsShare] {
        var seen: Set<String> = []
        var shares: [String: SavingsShare] = [:]
        for item in list(root, "savings_shares") {
            guard let map = map(item) else { continue }
            require(map, ["id"])
            refuseUnknownKeys(
                map,
                ["id", "measured", "agreed", "agreed_weights", "measured_weight"]
            )
            let id = newIdentifier(map, &seen, what: "savings share")
            let measured = self.map(map, "measured").flatMap { readMeasured($0) }
            let agreed = readAgreed(map)
            let weight = readBlend(map, item)
            guard let id, let weight, map.contains("measured") == (measured != nil),
                hasAgreed(map) == (agreed != nil)
            else { continue }
            for (partner, part) in (measured?.parts ?? [:]).sorted(by: { $0.key.precedes($1.key) })
            where part.isNegative {
                warnings.append(
                    "the measured share of '\(partner)' in '\(id)' is below zero: harm was measured, "
                        + "so it pays"
                )
            }
            shares[id] = SavingsShare(
                id: id,
                measured: measured?.parts ?? [:],
                agreed: agreed ?? [:],
                measuredWeight: weight,
                origin: measured?.origin ?? ""
            )
        }
        return shares
    }

    private func hasAgreed(_ map: YAMLMap) -> Bool {
        map.contains("agreed") || map.contains("agreed_weights")
    }

    private mutating func readAgreed(_ map: YAMLMap) -> [String: Rational]? {
        if let node = map["agreed_weights"] {
            if map.contains("agreed") {
                fault(node, "'agreed' and 'agreed_weights' exclude each other")
            }
            guard let weights = weights(map, "agreed_weights") else { return nil }
            let sum = weights.values.sum()
            return weights.mapValues { $0 / sum }
        }
        return shares(map, "agreed")
    }

    /// w: stated where both kinds of shares are there, plain where only one is.
    private mutating func readBlend(_ map: YAMLMap, _ item: YAMLNode) -> Rational? {
        let isMeasured = map.contains("measured")
        guard isMeasured || hasAgreed(map) else {
            fault(item, "expected 'measured' shares, 'agreed' shares, or both")
            return nil
        }
        guard map.contains("measured_weight") else {
            if isMeasured, hasAgreed(map) {
                require(map, ["measured_weight"])
                return nil
            }
            return isMeasured ? .one : .zero
        }
        guard let field = field(map, "measured_weight"), let weight = faults.number(field) else {
            return nil
        }
        guard weight <= .one, isMeasured || weight.isZero, hasAgreed(map) || weight == .one else {
            faults.add(
                field,
                weight > .one
                    ? "'\(field.shown)' is above 1; the agreed shares weigh 1 less this"
                    : "one of the two kinds of shares is missing for this weight"
            )
            return nil
        }
        return weight
    }
}
