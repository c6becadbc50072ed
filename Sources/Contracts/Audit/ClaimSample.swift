package import TopsliceExactArithmetic
import TopsliceCashFlows
import TopsliceRandomness
package import TopsliceRecords

/// Claims drawn to be validated, and what their validation says of all.
package struct ClaimSample: Sendable {
    /// In the order of lines.
    package let lines: [ContractAudit.PaidLine]

    /// Draws without replacement; every claim has the same chance, and the same seed gives the same claims.
    /// - Complexity: O(n log n) for n claims.
    package init(
        of count: Int,
        from paid: some Sequence<ContractAudit.PaidLine>,
        seed: UInt64
    ) {
        let ordered = paid.sorted { ($0.line, $0.clause.id) < ($1.line, $1.clause.id) }
        let start = SplitMix64.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
        let drawn = ordered.indices.map { place in
            (draw: SplitMix64.mixed(start &+ UInt64(place)), place: place)
        }.sorted { ($0.draw, $0.place) < ($1.draw, $1.place) }
        lines = drawn.prefix(count).map(\.place).sorted().map { ordered[$0] }
    }
}

/// What a validated sample says of all sound claims: the share of the sample that did not stand, with its exact interval
/// (Clopper and Pearson 1934), times what all are paid.
package struct ExtrapolatedError: Sendable, Hashable {
    package let validated: Int
    package let failed: Int
    package let share: Rational
    package let low: Rational
    package let high: Rational
    /// Of all sound claims, in pence.
    package let paid: Rational

    /// - Parameters:
    ///   - validated: 1 to 100,000 claims that were looked at.
    ///   - failed: those that did not stand.
    package init?(validated: Int, failed: Int, paid: Rational, confidence: Rational) {
        guard (1...BinomialInterval.mostPeople).contains(validated),
            let share = Rational(failed, over: validated)
        else { return nil }
        let interval = BinomialInterval(failed, of: validated, confidence: confidence)
        self.validated = validated
        self.failed = failed
        self.share = share
        low = interval.low
        high = interval.high
        self.paid = paid
    }
}

/// The answers of those who validated a sample.
package struct ValidatedClaims: Sendable {
    package let validated: Int
    package let failed: Int

    /// Reads a table `line,valid`, of lines of the outcomes table.
    ///
    /// - Throws: every fault, located: an answer that is neither yes nor no, a line twice or that no sound claim has.
    package init(_ path: String, paid: PaidLines) throws(Faults) {
        var reader = try PeopleTableReader(path, required: ["line", "valid"], optional: [])
        let known = Set(paid.lazy.filter { $0.table == .outcomes }.map(\.line))
        var seen: Set<Int32> = []
        var failed = 0
        while reader.next() {
            if let text = reader.require("line") {
                if let line = Int32(text), known.contains(line) {
                    if !seen.insert(line).inserted {
                        reader.fault("line", "the claim is validated twice")
                    }
                } else {
                    reader.fault("line", "no sound claim stands in that line of the outcomes")
                }
            }
            switch reader.require("valid") {
            case "yes", nil: break
            case "no": failed += 1
            default: reader.fault("valid", "the value is neither yes nor no")
            }
        }
        if seen.isEmpty, reader.allFaults.isEmpty {
            reader.fault("line", "there is nothing below the header")
        }
        try reader.allFaults.throwIfAny()
        validated = seen.count
        self.failed = failed
    }
}

extension ExtrapolatedError {
    /// How often intervals of so many samples hold the share of all claims.
    package static let confidence = Rational(19) / 20
}
