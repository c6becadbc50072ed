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
        var losses = LossRule.kept
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
                    "schedule", "losses",
                ]
            )
            let id = newIdentifier(map, &seen, what: "savings share")
            let losses = losses(map)
            if var share = map.contains("schedule") ? scheduled(map, id) : blended(map, id),
                let losses
            {
                share.losses = losses
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
                shares[share.id] = SavingsShare(
                    id: share.id,
                    schedule: schedule,
                    losses: share.losses
                )
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
                origin: share.measured?.origin,
                losses: share.losses
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

    enum LossName: String, CaseIterable {
        case kept
        case shared
    }

    /// Who bears a saving below zero: `kept`, `shared`, or a schedule of its own; nil with a fault.
    private mutating func losses(_ map: YAMLMap) -> LossRule? {
        guard let node = map["losses"] else {
            note(map.node.path + ".losses", "kept: a saving below zero stays where it falls")
            return .kept
        }
        if case .map = node.content {
            guard let entry = self.map(node) else { return nil }
            return schedule(entry, for: .losses).map { .schedule($0) }
        }
        guard let name = choice(map, "losses", LossName.self) else { return nil }
        guard name == .shared, let schedule = map["schedule"],
            let oneWay = Self.oneWayRule(in: schedule)
        else { return name == .kept ? .kept : .shared }
        fault(
            node,
            "'\(oneWay)' is about gains and says nothing of losses, so they cannot be shared like them; "
                + "give 'losses' a schedule of its own, such as {rule: one-sided, …}"
        )
        return nil
    }

    /// The rule of a schedule that would bill the wrong partners were it applied to a loss: those who are to be
    /// repaid first, and those who share gains alone.
    private static func oneWayRule(in schedule: YAMLNode) -> String? {
        switch schedule.content {
        case .scalar: nil
        case .list(let items): items.lazy.compactMap(oneWayRule).first
        case .map(let entries):
            entries.lazy.compactMap { entry in
                guard entry.key == "rule", case .scalar(let rule) = entry.value.content else {
                    return oneWayRule(in: entry.value)
                }
                let isOneWay = ["restore", "first-loss", "one-sided"].contains(rule.text)
                return isOneWay ? rule.text : nil
            }.first
        }
    }

    /// The savings shares whose schedules have limits in percent, which need something to be a part of.
    static func sharesWithPercentLimits(_ root: YAMLMap) -> Set<String> {
        guard case .list(let items) = root["savings_shares"]?.content else { return [] }
        var ids: Set<String> = []
        for item in items {
            guard case .map(let entries) = item.content,
                case .scalar(let id) = entries.first(where: { $0.key == "id" })?.value.content,
                case let schedules = entries.filter({ ["schedule", "losses"].contains($0.key) })
            else { continue }
            if schedules.contains(where: { hasPercentLimit($0.value) }) { ids.insert(id.text) }
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
