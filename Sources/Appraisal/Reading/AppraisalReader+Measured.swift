import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceRecords

/// An impact with its interval, as `topslice attribute` measured it.
extension AppraisalReader {
    struct MeasuredFactor {
        let factor: BenefitFactor
        let impact: MeasuredImpact
        let confidence: Rational?
    }

    /// `{attribution: attribution.json, agency: got_housing, of: served}`; nil where the impact is stated.
    mutating func measuredImpact(_ map: YAMLMap) -> MeasuredFactor? {
        guard let node = map["impact"], case .map = node.content, let inner = reader.map(node),
            let place = inner["attribution"]
        else { return nil }
        reader.refuseUnknownKeys(inner, ["attribution", "agency", "of"])
        let agency = reader.text(inner, "agency")
        let scope = reader.choice(inner, "of", MeasuredImpact.Scope.self) ?? .cohort
        if let node = map["confidence"] {
            reader.fault(node, "the attribution says it; leave it out")
        }
        if let node = inner["of"], scope == .served, agency == nil {
            reader.fault(node, "who was served is known of one 'agency' only; name it")
        }
        guard let file = reader.text(inner, "attribution"),
            let root = reader.document(inner, "attribution")
        else { return nil }
        let impact = MeasuredImpact(file: file, agency: agency, scope: scope)
        guard let estimate = estimate(root, impact, at: place) else { return nil }
        return MeasuredFactor(
            factor: estimate,
            impact: impact,
            confidence: root.member("method")?.number("confidence_level")
        )
    }

    private mutating func estimate(
        _ root: YAMLNode,
        _ impact: MeasuredImpact,
        at node: YAMLNode
    ) -> BenefitFactor? {
        var holder = root.member("total")
        var key = "attributable"
        var prefix = ""
        if let agency = impact.agency {
            let items = root.member("attribution")?.items ?? []
            holder = items.first { $0.member("agency")?.plainText == agency }
            (key, prefix) =
                impact.scope == .served ? ("per_served", "per_served_") : ("shapley", "")
            if holder == nil, !items.isEmpty {
                let known = items.compactMap { $0.member("agency")?.plainText }
                reader.fault(
                    node,
                    "'\(escapedName(impact.file))' has no agency '\(escapedName(agency))'"
                        + Spelling.suggestion(for: agency, among: known.sorted())
                )
                return nil
            }
        }
        guard let value = holder?.number(key) else {
            reader.fault(
                node,
                "'\(escapedName(impact.file))' holds no attribution; expected what topslice attribute writes"
            )
            return nil
        }
        var range: ClosedRange<Rational>?
        if let low = holder?.number(prefix + "conf_low"),
            let high = holder?.number(prefix + "conf_high"), low <= value, value <= high
        {
            range = low...high
        }
        guard BenefitFactor.Kind.impact.allows(value) else {
            reader.fault(node, "the impact in '\(escapedName(impact.file))' is no share of people")
            return nil
        }
        return BenefitFactor(kind: .impact, value: value, range: range)
    }
}

extension YAMLNode {
    fileprivate func member(_ key: String) -> YAMLNode? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    fileprivate var items: [YAMLNode] {
        if case .list(let items) = content { items } else { [] }
    }

    fileprivate var plainText: String? {
        if case .scalar(let scalar) = content { scalar.text } else { nil }
    }

    /// A number as a program writes it, with an exponent perhaps; nil for null.
    fileprivate func number(_ key: String) -> Rational? {
        member(key)?.plainText.flatMap { try? Rational(parsing: $0, allowingExponent: true) }
    }
}
