import TopsliceCashFlows
import TopsliceExactArithmetic
import TopsliceMoney

/// Who pays whom under a clause on a day, in whole pence.
struct ClauseMovement: Sendable {
    let day: Int32
    let transfers: [ClauseRun.Transfer]

    /// Of every day on which something moves; of all days together every party has its part.
    ///
    /// What has moved by the end of a day is rounded as the whole is in the end, and the day moves what that is more than the day
    /// before.
    static func all(
        _ entitlements: [Entitlement],
        of head: ClauseHead,
        in currency: Currency
    ) throws(ContractError) -> [ClauseMovement] {
        var totals = RunningTotals(entitlements, head, currency)
        var order = Array(entitlements.indices)
        // Most clauses give them in the order of days.
        if !zip(entitlements, entitlements.dropFirst()).allSatisfy({ $0.day <= $1.day }) {
            order.sort { (entitlements[$0].day, $0) < (entitlements[$1].day, $1) }
        }
        var movements: [ClauseMovement] = []
        var rest = order[...]
        while let first = rest.first {
            let day = entitlements[first].day
            while let next = rest.first, entitlements[next].day == day {
                totals.add(entitlements[next])
                rest.removeFirst()
            }
            let transfers = ClauseRun.transfers(try totals.closeDay())
            if !transfers.isEmpty {
                movements.append(ClauseMovement(day: day, transfers: transfers))
            }
        }
        return movements
    }
}

/// What parties have received less what they have paid, exactly and in whole pence.
private struct RunningTotals {
    private let head: ClauseHead
    private let currency: Currency
    /// By the bytes of their identifiers.
    private let places: PartyPlaces
    private var sums: [Rational]
    private var rounded: [Int]

    init(_ entitlements: [Entitlement], _ head: ClauseHead, _ currency: Currency) {
        self.head = head
        self.currency = currency
        var parties: [String] = []
        for entitlement in entitlements where !parties.contains(entitlement.party) {
            parties.append(entitlement.party)
        }
        parties.sort(by: ClauseOrder.precedes)
        places = PartyPlaces(parties)
        sums = parties.map { _ in .zero }
        rounded = parties.map { _ in 0 }
    }

    mutating func add(_ entitlement: Entitlement) {
        sums[places[entitlement.party]] += entitlement.exact
    }

    /// What the day changes, for whom it changes anything.
    mutating func closeDay() throws(ContractError) -> [ClauseRun.Part] {
        let after: [Int]
        if let pence = whole() { after = pence } else { after = try inPence() }
        defer { rounded = after }
        return rounded.indices.filter { after[$0] != rounded[$0] }.map { place in
            let change = after[place] - rounded[place]
            return ClauseRun.Part(
                party: places.names[place],
                exact: Rational(change),
                amount: Money(minorUnits: change, currency: currency)
            )
        }
    }

    /// Sums that are whole pence, which need no rounding; nil where one is not.
    private func whole() -> [Int]? {
        var pence: [Int] = []
        pence.reserveCapacity(sums.count)
        var total = 0
        for sum in sums {
            guard let words = sum.words, words.denominator == 1 else { return nil }
            let (next, isTooLarge) = total.addingReportingOverflow(words.numerator)
            if isTooLarge { return nil }
            total = next
            pence.append(words.numerator)
        }
        precondition(total == 0, "clause '\(head.id)' gives \(total) more than it takes")
        return pence
    }

    private func inPence() throws(ContractError) -> [Int] {
        var exact: [String: Rational] = [:]
        for (party, sum) in zip(places.names, sums) where !sum.isZero { exact[party] = sum }
        var pence = sums.map { _ in 0 }
        for part in try ClauseRun.rounded(exact, head, currency) {
            pence[places[part.party]] = part.amount.minorUnits
        }
        return pence
    }
}
