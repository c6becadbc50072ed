import TopsliceApportionment
import TopsliceExactArithmetic
import TopsliceMoney

/// Checked sums of whole pence, and the one way back from exact fractions to pence.
enum Pence {
    static func sum(_ amounts: some Sequence<Int>) throws(FundError) -> Int {
        var total = 0
        for amount in amounts {
            let (next, overflow) = total.addingReportingOverflow(amount)
            guard !overflow else { throw .tooLarge(what: "a sum") }
            total = next
        }
        return total
    }

    static func sum(_ amounts: Int...) throws(FundError) -> Int {
        try sum(amounts)
    }

    /// A single amount to the nearest penny, halves away from zero. Parts of a whole are never rounded
    /// one by one; see ``divide(_:ids:clause:)``.
    static func nearest(_ value: Rational) throws(FundError) -> Int {
        guard let whole = Int(exactly: value.rounded(.nearestOrAwayFromZero)), whole != .min else {
            throw .tooLarge(what: "an amount")
        }
        return whole
    }

    /// Exact shares to whole pence by largest remainders; the parts keep the sum.
    static func divide(
        _ shares: [Rational],
        ids: [String],
        clause: String
    ) throws(FundError) -> [Int] {
        guard !ids.isEmpty else { return [] }
        do {
            return try Allocation(exactShares: shares, ids: ids, rule: clause).parts
                .map(\.amount.minorUnits)
        } catch {
            throw .indivisible(clause: clause, reason: error.description)
        }
    }
}
