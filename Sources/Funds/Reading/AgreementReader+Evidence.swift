import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceRecords

private typealias Keys = AttributionKeys

/// What an attribution says of one agency.
struct AgencyEstimate {
    let partner: String
    let agency: String
    /// The text of the contribution, every digit of it, and its value.
    let shapley: String
    let contribution: Rational
    let entries: [YAMLEntry]
}

extension AgreementReader {
    /// What an attribution says of its shares besides them. What it does not say is left out: the shares alone
    /// are required.
    ///
    /// - Parameter estimates: what it says of each agency, with the partner it stands for.
    func evidence(
        in root: [YAMLEntry],
        file: String,
        share: String,
        estimates: [AgencyEstimate]
    ) -> MeasuredEvidence {
        let total = Self.map(root, Keys.total)
        let method = Self.map(root, Keys.method)
        let coalitions = Self.maps(root, Keys.coalitions)
        return MeasuredEvidence(
            share: share,
            file: file,
            method: [Keys.Method.estimator, Keys.Method.model, Keys.Method.standardErrors]
                .compactMap { Self.text(method, $0) }
                .joined(separator: ", "),
            people: Self.number(root, Keys.people).flatMap(Self.whole),
            clusters: Self.number(root, Keys.clusters).flatMap(Self.whole),
            confidence: Self.number(method, Keys.Method.confidenceLevel),
            deadweight: Self.number(total, Keys.Total.deadweight),
            observed: Self.number(total, Keys.Total.observed),
            attributable: Self.number(total, Keys.Total.attributable),
            attributableInterval: Self.interval(total, Keys.Total.low, Keys.Total.high),
            estimates: estimates.map { estimate in
                let entries = estimate.entries
                return MeasuredEvidence.Estimate(
                    partner: estimate.partner,
                    agency: estimate.agency,
                    contribution: estimate.contribution,
                    interval: Self.interval(
                        entries,
                        Keys.Contribution.low,
                        Keys.Contribution.high
                    ),
                    share: Self.number(entries, Keys.Contribution.share),
                    shareInterval: Self.interval(
                        entries,
                        Keys.Contribution.shareLow,
                        Keys.Contribution.shareHigh
                    )
                )
            },
            coalitions: coalitions.count,
            gaps: coalitions.compactMap { coalition in
                guard Self.text(coalition, Keys.Coalition.isSupported) == "false" else {
                    return nil
                }
                return MeasuredEvidence.Gap(
                    members: Self.texts(coalition, Keys.Coalition.members),
                    people: Self.number(coalition, Keys.Coalition.unsupportedShare)
                )
            },
            warnings: Self.texts(root, Keys.warnings).map(Quotation.init(text:)),
            inputs: Self.maps(Self.map(root, Keys.provenance), Keys.Provenance.inputs).compactMap {
                input in
                guard let path = Self.text(input, Keys.Provenance.path),
                    let digest = Self.text(input, Keys.Provenance.sha256)
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
