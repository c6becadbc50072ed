import BigInt
public import TopsliceExactArithmetic
public import TopsliceMoney

/// An amount of money divided among named recipients: the exact share of each, and the whole
/// minor units it gets. The parts sum to the amount by construction.
public struct Allocation: Sendable, Hashable {
    public struct Part: Sendable, Hashable {
        public let id: String
        /// In minor units, before rounding.
        public let exact: Rational
        public let amount: Money

        /// What rounding added to the share rounded down: nothing or one penny under largest
        /// remainders, a few either way under a divisor method.
        public var roundingUnits: Int { amount.minorUnits - Int(exact.floor) }
    }

    public let total: Money
    public let parts: [Part]
    /// The rule that divided and the method that rounded, as written in the journal.
    public let rule: String
    public let rounding: ApportionmentMethod

    /// Divides an amount in proportion to the weights of recipients.
    public init(
        of total: Money,
        among recipients: [Recipient],
        by rounding: ApportionmentMethod = .hamilton,
        rule: String = "proportional"
    ) throws(ApportionmentError) {
        let division = try WholeDivision(total: total.minorUnits, recipients: recipients)
        let quotas = division.quotas
        let units = division.units(by: rounding)
        self.init(
            total: total,
            parts: recipients.indices.map { index in
                Part(
                    id: recipients[index].id,
                    exact: quotas[index],
                    amount: Money(minorUnits: units[index], currency: total.currency)
                )
            },
            rule: rule,
            rounding: rounding
        )
    }

    /// Rounds exact shares, in minor units and possibly negative, by largest remainders; they must
    /// sum to a whole number. Ties go to the larger share, then to the identifier first by UTF-8
    /// bytes.
    public init(
        exactShares shares: [Rational],
        ids: [String],
        currency: Currency,
        rule: String
    ) throws(ApportionmentError) {
        guard !ids.isEmpty else { throw .noRecipients }
        guard shares.count == ids.count else {
            throw .countMismatch(what: "shares", got: shares.count, expected: ids.count)
        }
        // Most callers name recipients in order, and then nobody can be named twice.
        if !zip(ids, ids.dropFirst()).allSatisfy(<) {
            var seen: Set<String> = []
            for id in ids where !seen.insert(id).inserted { throw .recipientTwice(id: id) }
        }
        if let words = WordShares(shares), let units = words.units(ids) {
            self.init(
                total: Money(minorUnits: words.total, currency: currency),
                parts: Self.parts(ids, shares, units, currency),
                rule: rule,
                rounding: .hamilton
            )
            return
        }
        let sum = shares.sum()
        guard sum.isInteger else { throw .sharesNotWhole(sum: sum) }
        // A whole unit may be added to any share, so one below the largest `Int` is the limit.
        guard let whole = Int(exactly: sum.floor),
            shares.allSatisfy({ $0.magnitude < Rational(Int.max) })
        else { throw .tooLarge(what: "a share") }
        let order = zip(shares, ids).map { TieOrder(weight: $0.0, id: $0.1) }
        let units = largestRemainders(shares, order: order)
        self.init(
            total: Money(minorUnits: whole, currency: currency),
            parts: Self.parts(ids, shares, units, currency),
            rule: rule,
            rounding: .hamilton
        )
    }

    private static func parts(
        _ ids: [String],
        _ shares: [Rational],
        _ units: [Int],
        _ currency: Currency
    ) -> [Part] {
        ids.indices.map { index in
            Part(
                id: ids[index],
                exact: shares[index],
                amount: Money(minorUnits: units[index], currency: currency)
            )
        }
    }

    private init(total: Money, parts: [Part], rule: String, rounding: ApportionmentMethod) {
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
        precondition(sum == Int128(total.minorUnits), "parts of \(sum) for \(total)")
        self.total = total
        self.parts = parts
        self.rule = rule
        self.rounding = rounding
    }
}
