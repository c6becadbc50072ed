import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// Compensating transfers between those whose costs fell and those whose costs rose because of the
/// programme: everybody is restored to no worse off, then the gain is split. The transfers sum to zero.
///
/// Where authorities pool their income, as with business rates, the same is said of income: what each would
/// have kept alone, safety net included, against what it holds in the pool.
package struct Compensation: Sendable {
    package let id: String
    package let clause: String
    /// Whether amounts are income rather than costs.
    package let isIncome: Bool
    /// Costs or income without the programme by partner, in pence.
    package let before: [String: Money]
    /// Whether each partner's contributions count as part of its cost with the programme.
    package let countsContributions: Bool
    package let gain: SharingBasis
    /// Whether what all together are worse off is shared like a gain. Where no clause says so, those who gained
    /// give up what they gained and no more, and the others are restored as far as that goes.
    package let sharesLosses: Bool
    package let place: FilePlace
}

/// How a compensation came out.
package struct CompensationResult: Sendable, Hashable {
    package struct Position: Sendable, Hashable {
        package let partner: String
        /// In pence.
        package let before: Money
        package let after: Money
        /// What it put into the programme, in pence.
        package let contribution: Money
        /// What it receives (above zero) or pays, in pence.
        package let transfer: Money

        /// How much better off it is before any transfer, in pence.
        package let change: Money
        /// And after it.
        package let final: Money
    }

    package let id: String
    package let clause: String
    package let isIncome: Bool
    package internal(set) var positions: [Position]
    /// The gain of all together, in pence: by how much other costs may still rise before it is nothing.
    package let gain: Money
    /// By how much all together are worse off; nil where they are not.
    package let loss: Money?

    init(
        _ compensation: Compensation,
        after: [String: Money],
        measures: SharingMeasures,
        in currency: Currency
    ) throws(FundError) {
        let paid = compensation.countsContributions ? measures.pooled : [:]
        let ids = Set(compensation.before.keys).union(after.keys).union(paid.keys)
            .sorted { $0.precedes($1) }
        var changes: [Money] = []
        for id in ids {
            let without = compensation.before.amount(id, in: currency)
            let with = after.amount(id, in: currency)
            let better =
                compensation.isIncome ? try with.minus(without) : try without.minus(with)
            changes.append(try better.minus(paid.amount(id, in: currency)))
        }
        let gain = try Money.total(changes, in: currency)
        let clause = compensation.clause
        var final: [String: Rational] = [:]
        if gain.isNegative, !compensation.sharesLosses {
            final = Self.restoredAsFarAsItGoes(Array(zip(ids, changes)))
        } else {
            for part in try compensation.gain.parts(measures, clause: clause) {
                final[part.id] = Rational(gain) * part.part
            }
        }
        let everybody = Set(ids).union(final.keys).sorted { $0.precedes($1) }
        var changeOf: [String: Money] = [:]
        for (id, change) in zip(ids, changes) { changeOf[id] = change }
        let transfers = try Money.divide(
            everybody.map { (final[$0] ?? .zero) - Rational(changeOf.amount($0, in: currency)) },
            among: everybody,
            clause: clause,
            in: currency
        )
        id = compensation.id
        isIncome = compensation.isIncome
        self.clause = clause
        self.gain = gain
        loss = gain.isNegative ? try gain.opposite() : nil
        var positions: [Position] = []
        for (id, transfer) in zip(everybody, transfers) {
            let change = changeOf.amount(id, in: currency)
            let position = Position(
                partner: id,
                before: compensation.before.amount(id, in: currency),
                after: after.amount(id, in: currency),
                contribution: paid.amount(id, in: currency),
                transfer: transfer,
                change: change,
                final: try change.plus(transfer)
            )
            positions.append(position)
        }
        self.positions = positions
    }

    /// By how much each is better off in the end where all together are worse off: those who gained keep
    /// nothing, and what they gained restores the others in proportion to what they lost.
    private static func restoredAsFarAsItGoes(
        _ changes: [(id: String, change: Money)]
    ) -> [String: Rational] {
        let gains = changes.map(\.change).filter(\.isPositive).map { Rational($0) }.sum()
        let losses = -changes.map(\.change).filter(\.isNegative).map { Rational($0) }.sum()
        var final: [String: Rational] = [:]
        for (id, change) in changes where change.isNegative {
            final[id] = Rational(change) * (losses - gains) / losses
        }
        return final
    }
}
