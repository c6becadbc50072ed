import TopsliceExactArithmetic
import TopsliceRecords

extension AgreementReader {
    /// What an attribution says of its shares besides them. What it does not say is left out: the shares alone
    /// are required.
    ///
    /// - Parameter estimates: the entries of each agency, with the partner it stands for.
    func evidence(
        in root: [YAMLEntry],
        file: String,
        share: String,
        estimates: [(partner: String, entries: [YAMLEntry])]
    ) -> MeasuredEvidence {
        let total = Self.map(root, "total")
        let method = Self.map(root, "method")
        let coalitions = Self.maps(root, "coalitions")
        return MeasuredEvidence(
            share: share,
            file: file,
            method: ["estimator", "model", "standard_errors"].compactMap { Self.text(method, $0) }
                .joined(separator: ", "),
            people: Self.number(root, "people").flatMap(Self.whole),
            clusters: Self.number(root, "clusters").flatMap(Self.whole),
            confidence: Self.number(method, "confidence_level"),
            deadweight: Self.number(total, "deadweight"),
            observed: Self.number(total, "observed"),
            attributable: Self.number(total, "attributable"),
            attributableInterval: Self.interval(total, "conf_low", "conf_high"),
            estimates: estimates.map { partner, entries in
                MeasuredEvidence.Estimate(
                    partner: partner,
                    agency: Self.text(entries, "agency") ?? "",
                    contribution: Self.number(entries, "shapley") ?? .zero,
                    interval: Self.interval(entries, "conf_low", "conf_high"),
                    share: Self.number(entries, "share"),
                    shareInterval: Self.interval(entries, "share_conf_low", "share_conf_high")
                )
            },
            coalitions: coalitions.count,
            gaps: coalitions.compactMap { coalition in
                guard Self.text(coalition, "supported") == "false" else { return nil }
                return MeasuredEvidence.Gap(
                    members: Self.texts(coalition, "members"),
                    people: Self.number(coalition, "unsupported_share") ?? .zero
                )
            },
            warnings: Self.texts(root, "warnings"),
            inputs: Self.maps(Self.map(root, "provenance"), "inputs").compactMap { input in
                guard let path = Self.text(input, "path"), let digest = Self.text(input, "sha256")
                else { return nil }
                return MeasuredEvidence.Input(path: path, sha256: digest)
            }
        )
    }

    private static func value(_ entries: [YAMLEntry], _ key: String) -> YAMLNode? {
        entries.first { $0.key == key }?.value
    }

    private static func text(_ entries: [YAMLEntry], _ key: String) -> String? {
        guard case .scalar(let scalar) = value(entries, key)?.content, scalar.text != "null" else {
            return nil
        }
        return scalar.text
    }

    private static func number(_ entries: [YAMLEntry], _ key: String) -> Rational? {
        text(entries, key).flatMap { try? Rational(parsing: $0, allowingExponent: true) }
    }

    private static func whole(_ number: Rational) -> Int? {
        number.isInteger ? Int(exactly: number.numerator) : nil
    }

    private static func interval(
        _ entries: [YAMLEntry],
        _ low: String,
        _ high: String
    ) -> MeasuredEvidence.Interval? {
        guard let low = number(entries, low), let high = number(entries, high) else { return nil }
        return MeasuredEvidence.Interval(low: low, high: high)
    }

    private static func map(_ entries: [YAMLEntry], _ key: String) -> [YAMLEntry] {
        guard case .map(let members) = value(entries, key)?.content else { return [] }
        return members
    }

    private static func maps(_ entries: [YAMLEntry], _ key: String) -> [[YAMLEntry]] {
        guard case .list(let items) = value(entries, key)?.content else { return [] }
        return items.compactMap { item in
            if case .map(let members) = item.content { members } else { nil }
        }
    }

    private static func texts(_ entries: [YAMLEntry], _ key: String) -> [String] {
        guard case .list(let items) = value(entries, key)?.content else { return [] }
        return items.compactMap { item in
            if case .scalar(let scalar) = item.content { scalar.text } else { nil }
        }
    }
}
