import TopsliceApportionment
package import TopsliceExactArithmetic
package import TopsliceMoney

/// A contract worked out: what each clause entitles parties to, rounded, and the equations that tie it together.
///
/// This is the one place where clauses are put in order, rounded and checked. What a clause pays in all is taken to the
/// nearest penny, halves away from zero; its parts, of those who receive and of those who pay, by largest remainders,
/// ties to the larger share and then to the identifier first by its bytes.
package struct ContractRun: Sendable {
    /// In the order in which they were worked out.
    package let clauses: [ClauseRun]
    /// What all parties together hold more or less than before, exactly, after each day on which something moves: zero
    /// in a sound contract.
    package let isBalancedEveryDay: Bool

    /// What is paid to whom at which price, by clause.
    package let payments: [ContractPayment]

    /// Who brought something about and is paid nothing for it.
    package let unrewarded: [UnrewardedPartner]

    package init(_ terms: ContractTerms, _ facts: ContractFacts) throws(ContractError) {
        let currency = terms.declared.currency
        clauses = try Self.runs(terms, facts)
        isBalancedEveryDay = clauses.allSatisfy { Self.isBalanced($0.result.entitlements) }
        var payments: [ContractPayment] = []
        for run in clauses { payments += try run.payments(facts.records, in: currency) }
        self.payments = payments
        unrewarded = Self.unrewarded(clauses, facts)
    }

    /// Each clause worked out, after all it needs.
    static func runs(
        _ terms: ContractTerms,
        _ facts: ContractFacts
    ) throws(ContractError) -> [ClauseRun] {
        var results = ClauseResults()
        var runs: [ClauseRun] = []
        for clause in terms.clauses {
            let result = clause.result(facts, results)
            results.set(result, of: clause.head.id)
            runs.append(try ClauseRun(clause, result, in: terms.declared.currency))
        }
        return runs
    }

    /// Whether what is paid and what is received is the same on every day.
    private static func isBalanced(_ entitlements: [Entitlement]) -> Bool {
        var days: [Int32: Rational] = [:]
        for entitlement in entitlements {
            days[entitlement.day, default: .zero] += entitlement.exact
        }
        return days.values.allSatisfy(\.isZero)
    }
}

/// One clause worked out.
package struct ClauseRun: Sendable {
    package let clause: any ContractClause
    package let result: ClauseResult
    /// What each party receives (above zero) or pays, in whole pence; they sum to zero.
    package let parts: [Part]
    /// Who pays whom.
    package let transfers: [Transfer]

    package struct Part: Sendable, Hashable {
        package let party: String
        package let exact: Rational
        package let amount: Money
    }

    package struct Transfer: Sendable, Hashable {
        package let from: String
        package let to: String
        package let amount: Money
    }

    init(
        _ clause: any ContractClause,
        _ result: ClauseResult,
        in currency: Currency
    ) throws(ContractError) {
        self.clause = clause
        self.result = result
        var sums: [String: Rational] = [:]
        for entitlement in result.entitlements {
            sums[entitlement.party, default: .zero] += entitlement.exact
        }
        parts = try Self.rounded(sums.filter { !$0.value.isZero }, clause.head, currency)
        transfers = Self.transfers(parts)
    }

    /// Some parts of a clause without its working.
    init(_ run: ClauseRun, parts: [Part]) {
        clause = run.clause
        result = ClauseResult()
        self.parts = parts
        transfers = []
    }

    static func rounded(
        _ sums: [String: Rational],
        _ head: ClauseHead,
        _ currency: Currency
    ) throws(ContractError) -> [Part] {
        let receivers = sums.filter(\.value.isPositive)
        let payers = sums.filter(\.value.isNegative)
        let total = receivers.values.reduce(.zero, +)
        precondition(
            total + payers.values.reduce(.zero, +) == .zero,
            "clause '\(head.id)' gives \(total) and takes another amount"
        )
        // Whole pence need no rounding.
        if let parts = whole(sums, currency) { return parts }
        guard
            let amount = try? Money(
                roundingMinorUnits: total,
                by: .nearestOrAwayFromZero,
                currency: currency
            )
        else { throw .tooLarge(clause: head.clause) }
        let received = try divided(amount, receivers, sign: 1, head)
        let paid = try divided(amount, payers, sign: -1, head)
        return (received + paid).sorted { ClauseOrder.precedes($0.party, $1.party) }
    }

    /// Parts that are whole pence; nil where one is not, or exceeds what can be held.
    private static func whole(_ sums: [String: Rational], _ currency: Currency) -> [Part]? {
        var parts: [Part] = []
        for (party, exact) in sums {
            guard exact.isInteger, let pence = Int(exactly: exact.numerator) else { return nil }
            parts.append(
                Part(
                    party: party,
                    exact: exact,
                    amount: Money(minorUnits: pence, currency: currency)
                )
            )
        }
        return parts.sorted { ClauseOrder.precedes($0.party, $1.party) }
    }

    /// Whole pence of an amount in proportion to exact shares.
    private static func divided(
        _ amount: Money,
        _ sums: [String: Rational],
        sign: Int,
        _ head: ClauseHead
    ) throws(ContractError) -> [Part] {
        guard !sums.isEmpty else { return [] }
        let ids = sums.keys.sorted(by: ClauseOrder.precedes)
        do throws(ApportionmentError) {
            let allocation = try Allocation(
                of: amount,
                among: ids.map { id in
                    Recipient(id: id, weight: (sums[id] ?? .zero).magnitude)
                },
                rule: head.clause
            )
            return allocation.parts.map { part in
                Part(
                    party: part.id,
                    exact: sums[part.id] ?? .zero,
                    amount: Money(
                        minorUnits: sign * part.amount.minorUnits,
                        currency: amount.currency
                    )
                )
            }
        } catch {
            throw .indivisible(clause: head.clause, reason: error)
        }
    }

    /// Payers pay receivers, both in the order of identifiers, until nothing is left.
    static func transfers(_ parts: [Part]) -> [Transfer] {
        var receivers = parts.filter(\.amount.isPositive).map { ($0.party, $0.amount.minorUnits) }
        var transfers: [Transfer] = []
        for payer in parts where payer.amount.isNegative {
            var owed = -payer.amount.minorUnits
            while owed > 0, let (party, due) = receivers.first {
                let paid = min(owed, due)
                transfers.append(
                    Transfer(
                        from: payer.party,
                        to: party,
                        amount: Money(minorUnits: paid, currency: payer.amount.currency)
                    )
                )
                owed -= paid
                if paid == due { receivers.removeFirst() } else { receivers[0].1 -= paid }
            }
        }
        return transfers
    }
}
