import TopsliceExactArithmetic
import TopsliceMoney

extension ClauseRun {
    /// Who pays whom on each day on which something moves, in whole pence; of all days together every party has its part.
    ///
    /// What has moved by the end of a day is rounded as the whole is in the end, and the day moves what that is more than the day
    /// before.
    func movements(
        in currency: Currency
    ) throws(ContractError) -> [(day: Int32, transfers: [Transfer])] {
        var days: [Int32: [String: Rational]] = [:]
        for entitlement in result.entitlements {
            days[entitlement.day, default: [:]][entitlement.party, default: .zero] +=
                entitlement.exact
        }
        var sums: [String: Rational] = [:]
        var before: [String: Int] = [:]
        var movements: [(day: Int32, transfers: [Transfer])] = []
        for (day, moved) in days.sorted(by: { $0.key < $1.key }) {
            for (party, exact) in moved { sums[party, default: .zero] += exact }
            let parts = try Self.rounded(sums.filter { !$0.value.isZero }, clause.head, currency)
            var after: [String: Int] = [:]
            for part in parts { after[part.party] = part.amount.minorUnits }
            let changes = Set(before.keys).union(after.keys).sorted(by: ClauseOrder.precedes)
                .map { party in
                    let change = after[party, default: 0] - before[party, default: 0]
                    return Part(
                        party: party,
                        exact: Rational(change),
                        amount: Money(minorUnits: change, currency: currency)
                    )
                }
            let transfers = Self.transfers(changes)
            if !transfers.isEmpty { movements.append((day, transfers)) }
            before = after
        }
        return movements
    }
}
