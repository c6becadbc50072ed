import TopsliceExactArithmetic
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
    package let before: [String: Int]
    /// Whether each partner's contributions count as part of its cost with the programme.
    package let countsContributions: Bool
    package let gain: SharingBasis
    package let place: FilePlace
}

/// How a compensation came out.
package struct CompensationResult: Sendable, Hashable {
    package struct Position: Sendable, Hashable {
        package let partner: String
        /// In pence.
        package let before: Int
        package let after: Int
        /// What it put into the programme, in pence.
        package let contribution: Int
        /// What it receives (above zero) or pays, in pence.
        package let transfer: Int

        /// How much better off it is before any transfer, in pence.
        package let change: Int
        /// And after it.
        package var final: Int { change + transfer }
    }

    package let id: String
    package let clause: String
    package let isIncome: Bool
    package let positions: [Position]
    /// The gain of all together, in pence: by how much other costs may still rise before it is nothing.
    package let gain: Int

    init(
        _ compensation: Compensation,
        after: [String: Int],
        measures: SharingMeasures
    ) throws(FundError) {
        let paid = compensation.countsContributions ? measures.pooled : [:]
        let ids = Set(compensation.before.keys).union(after.keys).union(paid.keys)
            .sorted { $0.precedes($1) }
        var changes: [Int] = []
        for id in ids {
            let without = compensation.before[id] ?? 0
            let with = after[id] ?? 0
            changes.append(
                try Pence.sum(
                    compensation.isIncome ? with : without,
                    compensation.isIncome ? -without : -with,
                    -(paid[id] ?? 0)
                )
            )
        }
        let gain = try Pence.sum(changes)
        let clause = compensation.clause
        var final: [String: Rational] = [:]
        for part in try compensation.gain.parts(measures, clause: clause) {
            final[part.id] = Rational(gain) * part.part
        }
        let everybody = Set(ids).union(final.keys).sorted { $0.precedes($1) }
        var changeOf: [String: Int] = [:]
        for (id, change) in zip(ids, changes) { changeOf[id] = change }
        let transfers = try Pence.divide(
            everybody.map { (final[$0] ?? .zero) - Rational(changeOf[$0] ?? 0) },
            ids: everybody,
            clause: clause
        )
        id = compensation.id
        isIncome = compensation.isIncome
        self.clause = clause
        self.gain = gain
        positions = zip(everybody, transfers).map { id, transfer in
            Position(
                partner: id,
                before: compensation.before[id] ?? 0,
                after: after[id] ?? 0,
                contribution: paid[id] ?? 0,
                transfer: transfer,
                change: changeOf[id] ?? 0
            )
        }
    }
}
