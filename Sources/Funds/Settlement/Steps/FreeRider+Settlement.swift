import TopsliceMoney

extension FreeRider {
    /// Who gains beside who pays: before anything is shared, and after.
    ///
    /// A saving that falls to the pool is nobody's before it is shared, so it counts for those it is
    /// credited to.
    static func table(
        _ recorded: SavingsRecorded,
        _ shared: SavingsShared,
        _ measures: FundMeasures
    ) throws(FundError) -> [FreeRider] {
        let matrix = shared.matrix
        var before = recorded.benefits.realised
        var after = before
        for (row, party) in matrix.actors.enumerated() {
            guard let actor = party.partner else { continue }
            for (column, holder) in matrix.beneficiaries.enumerated() {
                let credit = matrix.cells[row][column]
                try after.add(credit, to: actor)
                if let holder = holder.partner {
                    try after.add(credit.opposite(), to: holder)
                } else {
                    try before.add(credit, to: actor)
                }
            }
        }
        return try table(
            contributions: measures.whole.pooled,
            benefits: before,
            benefitsAfter: after,
            in: matrix.currency
        )
    }
}
