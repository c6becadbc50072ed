package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// A pool that is paid out: by need, levy, formula or what each paid in. A business-rates pool takes in what its
/// members collect and divides it; a pooled grant divides a stated amount of the pool.
package struct PoolAllocation: Sendable {
    package let id: String
    package let clause: String
    /// What is divided, in pence; nil for what members pay in, as rows of kind `receipt` say.
    package let amount: Money?
    /// What is paid before anything is divided, in this order and as far as the amount goes.
    package let firstCalls: [FirstCall]
    /// Parts of the rest; they sum to one.
    package let parts: [Part]
    /// Whether members share what all together are short of like a gain; otherwise those who paid in give no more
    /// than that, and the others are made good as far as it goes.
    package let sharesLosses: Bool
    package let place: FilePlace

    /// Amounts that come first, by partner; where they are more than there is, all get the same proportion.
    package struct FirstCall: Sendable, Hashable {
        package let name: String
        package let amounts: [String: Money]
    }

    package struct Part: Sendable, Hashable {
        package let name: String
        /// A part of one.
        package let part: Rational
        package let recipients: Recipients
    }

    package enum Recipients: Sendable, Hashable {
        case basis(SharingBasis)
        /// In proportion to what each paid in, below zero counting as nothing.
        case receipts
        /// It stays in the pool.
        case pool
        /// It is set aside in the risk pool.
        case riskPool
    }
}

/// How a pool was paid out.
package struct AllocationOutturn: Sendable, Hashable {
    package let id: String
    package let clause: String
    /// What was divided, in pence.
    package let amount: Money
    /// What each paid in, in pence.
    package internal(set) var receipts: [String: Money]
    /// By step and recipient, before rounding.
    package internal(set) var steps: [Step]
    /// Whole pence by recipient, which sum to the amount.
    package internal(set) var paid: [Paid]
    package let source: String

    package struct Step: Sendable, Hashable {
        package let name: String
        package let party: Account
        /// In pence.
        package let exact: Rational
    }

    package struct Paid: Sendable, Hashable {
        package let party: Account
        package let amount: Money
    }
}

extension PoolAllocation {
    /// What each is due, exactly; the parts sum to the amount.
    ///
    /// - Parameter receipts: what each paid in, below zero for what it is short of.
    func steps(
        dividing amount: Money,
        receipts: [String: Money],
        _ measures: SharingMeasures
    ) throws(FundError) -> [AllocationOutturn.Step] {
        guard !amount.isNegative || sharesLosses else { return shortfall(receipts) }
        var steps: [AllocationOutturn.Step] = []
        var left = Rational(amount)
        if amount.isPositive {
            for call in firstCalls {
                let asked = call.amounts.values.map { Rational($0) }.sum()
                let given = min(left, asked)
                guard given.isPositive else { continue }
                for (partner, own) in call.amounts.sorted(by: { $0.key.precedes($1.key) }) {
                    steps.append(
                        .init(
                            name: call.name,
                            party: .partner(partner),
                            exact: given * Rational(own) / asked
                        )
                    )
                }
                left -= given
            }
        }
        for part in parts where !left.isZero {
            steps += try shares(of: left * part.part, part, receipts: receipts, measures)
        }
        return steps
    }

    private func shares(
        of exact: Rational,
        _ part: Part,
        receipts: [String: Money],
        _ measures: SharingMeasures
    ) throws(FundError) -> [AllocationOutturn.Step] {
        let weights: [(id: String, part: Rational)]
        switch part.recipients {
        case .pool: return [.init(name: part.name, party: .pool, exact: exact)]
        case .riskPool: return [.init(name: part.name, party: .riskPool, exact: exact)]
        case .basis(let basis): weights = try basis.parts(measures, clause: clause)
        case .receipts:
            let paidIn = receipts.filter { $0.value.isPositive }.mapValues { Rational($0) }
            weights = try SharingBasis.weights(paidIn).parts(measures, clause: clause)
        }
        return weights.map {
            .init(name: part.name, party: .partner($0.id), exact: exact * $0.part)
        }
    }

    /// All together are short: those who paid in give it up, and what they gave makes good the others in proportion.
    private func shortfall(
        _ receipts: [String: Money]
    ) -> [AllocationOutturn.Step] {
        let gains = receipts.values.filter(\.isPositive).map { Rational($0) }.sum()
        let losses = -receipts.values.filter(\.isNegative).map { Rational($0) }.sum()
        return receipts.filter { $0.value.isNegative }.sorted { $0.key.precedes($1.key) }.map {
            let short = -Rational($0.value)
            return .init(
                name: "made good as far as it goes",
                party: .partner($0.key),
                exact: short * gains / losses - short
            )
        }
    }
}
