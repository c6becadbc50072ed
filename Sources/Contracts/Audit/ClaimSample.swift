package import TopsliceExactArithmetic
import TopsliceCashFlows
import TopsliceRandomness
package import TopsliceRecords

/// Claims drawn to be validated, and what their validation says of all.
package struct ClaimSample: Sendable {
    /// In the order of lines.
    package let lines: [ContractAudit.PaidLine]
    package let seed: UInt64

    /// Draws without replacement; every claim has the same chance, and the same seed gives the same claims.
    /// - Complexity: O(n log n) for n claims; those drawn are held.
    package init(of count: Int, from paid: PaidLines, seed: UInt64) {
        self.seed = seed
        let start = SplitMix64.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
        var drawn: [(draw: UInt64, number: Int, place: Int)] = []
        func keepLowest() {
            drawn.sort { ($0.draw, $0.number) < ($1.draw, $1.number) }
            drawn = Array(drawn.prefix(count))
        }
        paid.forEachByLine { number, place in
            drawn.append((SplitMix64.mixed(start &+ UInt64(number)), number, place))
            if drawn.count > 2 * count + 1_000 { keepLowest() }
        }
        keepLowest()
        lines = drawn.sorted { $0.number < $1.number }.map { paid[$0.place] }
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
        let columns = ["line", "valid"]
        // What is named is looked for among all claims before anything is said about it.
        var first = try PeopleTableReader(path, required: columns, optional: [])
        var named: Set<Int32> = []
        while first.next() {
            if let line = first.text("line").flatMap({ Int32($0) }) { named.insert(line) }
        }
        let known = paid.lines(.outcomes, among: named)
        var reader = try PeopleTableReader(path, required: columns, optional: [])
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
