import TopsliceExactArithmetic
import TopsliceRecords
import TopsliceMoney

extension AgreementReader {
    /// A savings share as the agreement states it, before measured shares are worked out.
    struct StatedShare {
        let id: String
        let node: YAMLNode
        /// Nil where shares are agreed alone.
        var measured: MeasuredStatement?
        var agreed: SharingBasis?
        var measuredWeight: Rational = .zero
        /// Instead of both.
        var schedule: (any RiskSchedule)?
    }

    mutating func savingsShares(_ root: YAMLMap) -> [StatedShare] {
        var seen: Set<String> = []
        var shares: [StatedShare] = []
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
            if let share = map.contains("schedule") ? scheduled(map, id) : blended(map, id) {
                shares.append(share)
            }
        }
        return shares
    }

    private mutating func blended(_ map: YAMLMap, _ id: String?) -> StatedShare? {
        let measured = self.map(map, "measured").flatMap { self.measured($0, share: id) }
        let agreed = agreed(map)
        guard let weight = blend(map), let id, map.contains("measured") == (measured != nil),
            hasAgreed(map) == (agreed != nil)
        else { return nil }
        if measured != nil, agreed != nil {
            if weight.isZero {
                notices.append(AgreementNotice(place(map.node), .measuredWithoutWeight(share: id)))
            } else if weight == .one {
                notices.append(AgreementNotice(place(map.node), .agreedWithoutWeight(share: id)))
            }
        }
        return StatedShare(
            id: id,
            node: map.node,
            measured: measured,
            agreed: agreed,
            measuredWeight: weight
        )
    }

    /// Works out every measured share: games are solved, claims awarded and decimals brought to a grid.
    mutating func solve(_ stated: [StatedShare]) -> [String: SavingsShare] {
        var shares: [String: SavingsShare] = [:]
        for share in stated {
            if let schedule = share.schedule {
                shares[share.id] = SavingsShare(id: share.id, schedule: schedule)
                continue
            }
            var parts: [String: Rational] = [:]
            if let measured = share.measured {
                do {
                    parts = try measured.solved()
                } catch {
                    fault(measured.node, error.message)
                    continue
                }
            }
            let harmed = parts.filter(\.value.isNegative).keys.sorted { $0.precedes($1) }
            notices += harmed.map {
                AgreementNotice(place(share.node), .harmMeasured(partner: $0, share: share.id))
            }
            shares[share.id] = SavingsShare(
                id: share.id,
                measured: parts,
                agreed: share.agreed,
                measuredWeight: share.measuredWeight,
                origin: share.measured?.origin ?? ""
            )
        }
        return shares
    }

    /// A schedule in place of shares. Money set aside elsewhere has no place in it.
    private mutating func scheduled(_ map: YAMLMap, _ id: String?) -> StatedShare? {
        for key in ["measured", "agreed", "agreed_weights", "agreed_basis", "measured_weight"] {
            if let node = map[key] { fault(node, "'\(key)' and 'schedule' exclude each other") }
        }
        guard let entry = self.map(map, "schedule"),
            let schedule = schedule(entry, for: .savings), let id
        else { return nil }
        return StatedShare(id: id, node: map.node, schedule: schedule)
    }

    /// The savings shares whose schedules have limits in percent, which need something to be a part of.
    static func sharesWithPercentLimits(_ root: YAMLMap) -> Set<String> {
        guard case .list(let items) = root["savings_shares"]?.content else { return [] }
        var ids: Set<String> = []
        for item in items {
            guard case .map(let entries) = item.content,
                case .scalar(let id) = entries.first(where: { $0.key == "id" })?.value.content,
                let schedule = entries.first(where: { $0.key == "schedule" })?.value
            else { continue }
            if hasPercentLimit(schedule) { ids.insert(id.text) }
        }
        return ids
    }

    private static func hasPercentLimit(_ schedule: YAMLNode) -> Bool {
        let keys = ["up_to_percent", "caps_percent", "trigger_percent", "trigger_rate"]
        switch schedule.content {
        case .scalar: return false
        case .list(let items): return items.contains(where: hasPercentLimit)
        case .map(let entries):
            return entries.contains { keys.contains($0.key) || hasPercentLimit($0.value) }
        }
    }

    private static let agreedKeys = ["agreed", "agreed_weights", "agreed_basis"]

    private func hasAgreed(_ map: YAMLMap) -> Bool {
        Self.agreedKeys.contains(where: map.contains)
    }

    private mutating func agreed(_ map: YAMLMap) -> SharingBasis? {
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
    private mutating func blend(_ map: YAMLMap) -> Rational? {
        let isMeasured = map.contains("measured")
        guard isMeasured || hasAgreed(map) else {
            fault(map.node, "expected 'measured' shares, 'agreed' shares, or both")
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
