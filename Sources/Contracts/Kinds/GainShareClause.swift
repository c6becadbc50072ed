import TopsliceExactArithmetic
import TopsliceRecords

/// A share of what costs stay below a benchmark, and where that is agreed of what they go above it: shared savings with a
/// minimum rate (42 CFR 425.604 to 425.610), or a target cost shared range by range (NEC option C).
struct GainShareClause: ContractClause {
    static let kind = ClauseKind.gainShare

    let head: ClauseHead
    let payee: String
    let payers: PayerShares
    /// In pence.
    let benchmark: Rational
    let actual: Rational
    let gains: Share
    /// Nil where the payee bears no losses.
    let losses: Share?

    /// How one side of the benchmark is shared.
    struct Share: Hashable {
        let rule: Rule
        /// What quality leaves of it, a part of one.
        let quality: Rational
        /// Most, as a part of the benchmark.
        let cap: Rational?
        /// Most, in pence.
        let amountCap: Rational?

        enum Rule: Hashable {
            /// From a minimum on, of everything or of what is above it; parts of the benchmark and of one.
            case flat(minimum: Rational, isFirstPound: Bool, part: Rational)
            case ranges([Range])
        }
    }

    /// A range of cost, as parts of the benchmark, and which part of what lies in it is shared.
    struct Range: Hashable {
        let from: Rational
        let to: Rational?
        let part: Rational
    }

    private enum ReachName: String, CaseIterable {
        case firstPound = "first-pound"
        case excess
    }

    private static let shareKeys = [
        "minimum_percent", "minimum_rate", "share_percent", "ranges", "reach", "quality_percent",
        "cap_percent", "cap_percent_of_revenue",
    ]
    /// Of losses: a rate of one less that of gains, within bounds.
    private static let complementKeys = ["complement", "least_percent", "most_percent"]

    init?(_ written: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            written,
            ContractReader.headKeys + ContractReader.payerKeys + Self.shareKeys
                + ["payee", "benchmark", "actual", "losses", "preset", "revenue"]
        )
        let preset = reader.choice(written, "preset", GainSharePreset.self)
        guard preset != nil || !written.contains("preset") else { return nil }
        let map = preset?.filling(written) ?? written
        if let preset, map.contains("minimum_rate"), !written.contains("minimum_rate") {
            reader.fault(
                written.node,
                "the minimum rate of \(preset.rawValue) depends on people: state 'minimum_rate: {people: …}'"
            )
            return nil
        }
        reader.require(map, ["payee", "benchmark", "actual"])
        let parties = reader.parties(map)
        let benchmark = reader.amount(map, "benchmark")
        let actual = reader.amount(map, "actual")
        let revenue = reader.amount(map, "revenue")
        let sharesAlike = preset?.sharesLossesAlike == true
        if sharesAlike, !map.contains("ranges") {
            reader.require(map, ["ranges"])
            return nil
        }
        let gains = Self.share(map, revenue, at: written.node, &reader)
        var losses: Share?
        if sharesAlike, !map.contains("losses") {
            losses = gains
        } else if let stated = reader.map(map, "losses") {
            reader.refuseUnknownKeys(stated, Self.shareKeys + Self.complementKeys)
            guard let gains else { return nil }
            losses = Self.share(
                stated,
                revenue,
                complementOf: gains,
                at: written["losses"] ?? written.node,
                &reader
            )
            guard losses != nil else { return nil }
        }
        if let node = map["revenue"], gains?.amountCap == nil, losses?.amountCap == nil {
            reader.fault(node, "no 'cap_percent_of_revenue' is a part of it")
        }
        if let node = map["benchmark"], benchmark?.isZero == true {
            reader.fault(node, "is zero, expected an amount above it")
            return nil
        }
        guard let parties, let benchmark, let actual, let gains else { return nil }
        self.head = head
        payee = parties.payee
        payers = parties.payers
        self.benchmark = benchmark
        self.actual = actual
        self.gains = gains
        self.losses = losses
    }

    private static func share(
        _ map: YAMLMap,
        _ revenue: Rational?,
        complementOf gains: Share? = nil,
        at node: YAMLNode,
        _ reader: inout ContractReader
    ) -> Share? {
        let quality = reader.percentage(map, "quality_percent") ?? .one
        let cap = reader.percentage(map, "cap_percent")
        let ofRevenue = reader.percentage(map, "cap_percent_of_revenue")
        if map.contains("cap_percent_of_revenue"), revenue == nil {
            reader.fault(node, "the cap is a part of revenue; state 'revenue' in the clause")
            return nil
        }
        let amountCap = ofRevenue.flatMap { part in revenue.map { $0 * part } }
        if reader.bool(map, "complement") == true {
            if let other = map["quality_percent"] ?? map["reach"] {
                reader.fault(
                    other,
                    "a 'complement' is shared from the first pound on, quality included"
                )
            }
            guard let part = complement(of: gains, map, &reader),
                let minimum = minimum(map, &reader)
            else { return nil }
            return Share(
                rule: .flat(minimum: minimum, isFirstPound: true, part: part),
                quality: .one,
                cap: cap,
                amountCap: amountCap
            )
        }
        if map.contains("ranges") {
            let others = ["share_percent", "minimum_percent", "minimum_rate", "reach"]
            if let node = others.lazy.compactMap({ map[$0] }).first {
                reader.fault(node, "'ranges' say what is shared, and exclude it")
                return nil
            }
            guard let ranges = ranges(map, &reader) else { return nil }
            return Share(
                rule: .ranges(ranges),
                quality: quality,
                cap: cap,
                amountCap: amountCap
            )
        }
        reader.require(map, ["share_percent"])
        let minimum = minimum(map, &reader)
        let reach = reader.choice(map, "reach", ReachName.self)
        if let node = map["reach"], reach == .excess, minimum?.isZero == true {
            reader.fault(node, "there is no minimum above which the excess could be shared")
        }
        guard let minimum, let part = reader.percentage(map, "share_percent") else { return nil }
        return Share(
            rule: .flat(minimum: minimum, isFirstPound: reach != .excess, part: part),
            quality: quality,
            cap: cap,
            amountCap: amountCap
        )
    }

    /// One less the final rate at which gains are shared, quality included, within bounds.
    private static func complement(
        of gains: Share?,
        _ map: YAMLMap,
        _ reader: inout ContractReader
    ) -> Rational? {
        guard case .flat(_, _, let part)? = gains?.rule, let quality = gains?.quality,
            !map.contains("share_percent"), !map.contains("ranges")
        else {
            reader.fault(
                map.node,
                "a 'complement' is one less the rate of gains, which is one, and excludes a rate of its own"
            )
            return nil
        }
        let least = reader.percentage(map, "least_percent") ?? .zero
        let most = reader.percentage(map, "most_percent") ?? .one
        if most < least, let node = map["most_percent"] {
            reader.fault(node, "the most is below the least")
            return nil
        }
        return min(most, max(least, .one - part * quality))
    }

    private static func ranges(_ map: YAMLMap, _ reader: inout ContractReader) -> [Range]? {
        var ranges: [Range] = []
        for item in reader.maps(map, "ranges") {
            reader.require(item, ["from_percent", "share_percent"])
            reader.refuseUnknownKeys(item, ["from_percent", "to_percent", "share_percent"])
            let from = reader.percentage(item, "from_percent", 0...10_000)
            let to = reader.percentage(item, "to_percent", 0...10_000)
            let part = reader.percentage(item, "share_percent")
            guard let from, let part, to != nil || !item.contains("to_percent") else { return nil }
            if let last = ranges.last, last.to != from, let node = item["from_percent"] {
                reader.fault(
                    node,
                    "the range does not begin where the one before ends: ranges leave no gap and do not overlap"
                )
                return nil
            }
            if let to, to <= from, let node = item["to_percent"] {
                reader.fault(node, "the range ends at or below its beginning")
                return nil
            }
            ranges.append(Range(from: from, to: to, part: part))
        }
        return ranges.isEmpty ? nil : ranges
    }

    /// Stated, or by the number of people, on a straight line within its band.
    private static func minimum(
        _ map: YAMLMap,
        _ reader: inout ContractReader
    ) -> Rational? {
        if let node = map["minimum_rate"], map.contains("minimum_percent") {
            reader.fault(node, "'minimum_percent' and 'minimum_rate' exclude each other")
            return nil
        }
        guard let rate = reader.map(map, "minimum_rate") else {
            return map.contains("minimum_percent")
                ? reader.percentage(map, "minimum_percent") : .zero
        }
        reader.require(rate, ["people", "bands"])
        reader.refuseUnknownKeys(rate, ["people", "bands"])
        let people = reader.whole(rate, "people", 1...1_000_000_000)
        var found: Rational?
        var last: Rational?
        var before: (end: Int, rate: Rational)?
        for item in reader.maps(rate, "bands") {
            let keys = ["from", "to", "percent_at_from", "percent_at_to"]
            reader.require(item, keys)
            reader.refuseUnknownKeys(item, keys)
            guard let from = reader.whole(item, "from", 0...1_000_000_000),
                let to = reader.whole(item, "to", 0...1_000_000_000),
                let start = reader.percentage(item, "percent_at_from"),
                let end = reader.percentage(item, "percent_at_to"), let people
            else { return nil }
            guard let steps = Rational(people - from, over: to - from), to > from else {
                reader.fault(item.node, "the band ends at or below its beginning")
                return nil
            }
            if let before, from != before.end + 1, from != before.end || start != before.rate {
                reader.fault(
                    item.node,
                    from > before.end
                        ? "begins at \(from), and the band before ends at \(before.end): between them no rate holds"
                        : "begins at \(from), and the band before ends at \(before.end) with another rate"
                )
                return nil
            }
            before = (to, end)
            if from <= people, people <= to { found = start + (end - start) * steps }
            if people > to { last = end }
        }
        guard let minimum = found ?? last else {
            reader.fault(rate.node, "no band holds so few people")
            return nil
        }
        return minimum
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        let gain = benchmark - actual
        var exact = Rational.zero
        if gain.isPositive {
            exact = shared(gain, by: gains)
        } else if let losses {
            exact = -shared(-gain, by: losses)
        }
        var result = ClauseResult()
        result.payers = payers
        result.figures = [
            ClauseFigure(.gain, .money(gain)), ClauseFigure(.sharedGain, .money(exact)),
        ]
        result.entitlements = payers.entitlements(
            paying: exact,
            to: payee,
            on: min(facts.asAt, facts.term.to),
            .gain
        )
        return result
    }

    /// What is shared of a difference above zero.
    private func shared(_ difference: Rational, by share: Share) -> Rational {
        var exact: Rational
        switch share.rule {
        case .flat(let minimum, let isFirstPound, let part):
            let least = minimum * benchmark
            guard difference >= least else { return .zero }
            exact = (isFirstPound ? difference : difference - least) * part
        case .ranges(let ranges):
            let low = min(actual, benchmark)
            let high = max(actual, benchmark)
            exact = ranges.reduce(.zero) { sum, range in
                let from = max(low, range.from * benchmark)
                let to = range.to.map { min(high, $0 * benchmark) } ?? high
                return sum + max(.zero, to - from) * range.part
            }
        }
        exact *= share.quality
        if let cap = share.cap { exact = min(exact, cap * benchmark) }
        return share.amountCap.map { min(exact, $0) } ?? exact
    }
}
