import TopsliceExactArithmetic
import TopsliceRecords
import TopsliceMoney

extension AgreementReader {
    mutating func readSavingsShares(_ root: YAMLMap) -> [String: SavingsShare] {
        var seen: Set<String> = []
        var shares: [String: SavingsShare] = [:]
        for item in list(root, "savings_shares") {
            guard let map = map(item) else { continue }
            require(map, ["id"])
            refuseUnknownKeys(
                map,
                [
                    "id", "measured", "agreed", "agreed_weights", "agreed_basis", "measured_weight",
                    "schedule",
                ]
            )
            let id = newIdentifier(map, &seen, what: "savings share")
            if map.contains("schedule") {
                if let share = readScheduled(map, id) { shares[share.id] = share }
                continue
            }
            let measured = self.map(map, "measured").flatMap { readMeasured($0, share: id) }
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
                agreed: agreed,
                measuredWeight: weight,
                origin: measured?.origin ?? ""
            )
        }
        return shares
    }

    /// A schedule in place of shares. Money set aside elsewhere has no place in it.
    private mutating func readScheduled(_ map: YAMLMap, _ id: String?) -> SavingsShare? {
        for key in ["measured", "agreed", "agreed_weights", "agreed_basis", "measured_weight"] {
            if let node = map[key] { fault(node, "'\(key)' and 'schedule' exclude each other") }
        }
        guard let entry = self.map(map, "schedule") else { return nil }
        hasReadPercentLimit = false
        isReadingSavingsShare = true
        let schedule = schedule(entry)
        isReadingSavingsShare = false
        guard let id, let schedule else { return nil }
        if hasReadPercentLimit { shareIDsWithPercentLimits.insert(id) }
        return SavingsShare(id: id, schedule: schedule)
    }

    private static let agreedKeys = ["agreed", "agreed_weights", "agreed_basis"]

    private func hasAgreed(_ map: YAMLMap) -> Bool {
        Self.agreedKeys.contains(where: map.contains)
    }

    private mutating func readAgreed(_ map: YAMLMap) -> SharingBasis? {
        let given = Self.agreedKeys.filter(map.contains)
        for key in given.dropFirst() {
            if let node = map[key] { fault(node, "'\(given[0])' and '\(key)' exclude each other") }
        }
        switch given.first {
        case "agreed": return shares(map, "agreed").map(SharingBasis.shares)
        case "agreed_weights": return weights(map, "agreed_weights").map(SharingBasis.weights)
        case "agreed_basis":
            guard let entry = self.map(map, "agreed_basis") else { return nil }
            refuseUnknownKeys(entry, Self.basisKeys.filter { $0 != "savings_share" })
            return basis(entry)
        default: return nil
        }
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
