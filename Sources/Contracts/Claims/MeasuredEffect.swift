import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceRecords

/// An effect that was measured or stated, with its interval, as a part of one.
struct MeasuredEffect: Hashable {
    let estimate: Rational
    /// The end of the interval at which the effect is smaller; nil where none was given.
    let low: Rational?
    let high: Rational?
    /// How many people it was measured on.
    let people: Int?
    /// What each partner brought about of it; none where nothing says which agency is which partner.
    var contributions: [String: Rational] = [:]

    /// What must reach a threshold.
    enum Proof: String, CaseIterable {
        case estimate
        /// The lower end of the interval: chance alone would rarely give so much.
        case low
    }

    /// Which way an outcome should go.
    enum Direction: String, CaseIterable {
        case increase
        case reduction
    }

    /// What of the effect counts; nil where the interval is asked for and there is none.
    func counted(_ proof: Proof) -> Rational? { proof == .estimate ? estimate : low }

    static let keys = [
        "effect_percent", "low_percent", "high_percent", "people", "attribution", "agencies",
    ]
}

extension ContractReader {
    /// An effect stated in percent, or from what `topslice attribute` wrote.
    ///
    /// - Parameter isRelative: whether it is a part of what would have been without the programme, or points.
    mutating func effect(
        _ map: YAMLMap,
        _ direction: MeasuredEffect.Direction,
        isRelative: Bool
    ) -> MeasuredEffect? {
        guard map.contains("effect_percent") != map.contains("attribution") else {
            fault(map.node, "expected one of 'effect_percent' and 'attribution'")
            return nil
        }
        let people = whole(map, "people", 1...1_000_000_000)
        if let node = map["agencies"], !map.contains("attribution") {
            fault(node, "says which partner an agency of an attribution is, and there is none")
        }
        guard map.contains("attribution") else {
            let range = -100_000...100_000
            let estimate = percentage(map, "effect_percent", range)
            let low = percentage(map, "low_percent", range)
            let high = percentage(map, "high_percent", range)
            guard let estimate else { return nil }
            if let low, low > estimate, let node = map["low_percent"] {
                fault(node, "the lower end of the interval is above the effect")
                return nil
            }
            return MeasuredEffect(estimate: estimate, low: low, high: high, people: people)
        }
        if let node = map["low_percent"] ?? map["high_percent"] {
            fault(node, "the attribution has an interval of its own")
            return nil
        }
        return attribution(map, direction, isRelative: isRelative, people: people)
    }

    private mutating func attribution(
        _ map: YAMLMap,
        _ direction: MeasuredEffect.Direction,
        isRelative: Bool,
        people: Int?
    ) -> MeasuredEffect? {
        guard let node = map["attribution"], let root = document(map, "attribution") else {
            return nil
        }
        typealias Keys = AttributionKeys
        let total = root[Keys.total].flatMap { total -> YAMLMap? in
            var ignored = FaultList(file: "")
            return total.map(&ignored)
        }
        func number(_ map: YAMLMap?, _ key: String) -> Rational? {
            guard case .scalar(let scalar)? = map?[key]?.content else { return nil }
            return try? Rational(parsing: scalar.text, allowingExponent: true)
        }
        let without = number(total, Keys.Total.deadweight)
        guard let estimate = number(total, Keys.Total.attributable),
            let scale = isRelative ? without : .one, !scale.isZero
        else {
            fault(
                node,
                "holds no attribution with a total; expected what topslice attribute writes"
            )
            return nil
        }
        func part(_ value: Rational?) -> Rational? {
            value.map { (direction == .increase ? $0 : -$0) / scale }
        }
        let low = part(number(total, Keys.Total.low))
        let high = part(number(total, Keys.Total.high))
        let counted = number(root, Keys.people).flatMap { Int(exactly: $0.floor) }
        var contributions: [String: Rational] = [:]
        for (agency, partner) in partners(ofAgencies: map) ?? [:] {
            var ignored = FaultList(file: "")
            let entry = (root.list(Keys.attribution, &ignored) ?? []).lazy
                .compactMap { $0.map(&ignored) }
                .first { $0.text(Keys.Contribution.agency, &ignored) == agency }
            guard let own = number(entry, Keys.Contribution.shapley) else {
                fault(node, "holds no contribution of '\(escapedName(agency))'")
                continue
            }
            contributions[partner, default: .zero] += direction == .increase ? own : -own
        }
        return MeasuredEffect(
            estimate: direction == .increase ? estimate / scale : -estimate / scale,
            low: direction == .increase ? low : high,
            high: direction == .increase ? high : low,
            people: people ?? counted,
            contributions: contributions
        )
    }
}
