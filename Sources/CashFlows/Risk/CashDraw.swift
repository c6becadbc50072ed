import TopsliceMoney
import TopsliceRandomness

/// One draw played through: what every party holds after each month, and the least it ever holds.
struct CashDraw: Sendable {
    /// In minor units, party by party from the first month on; what is held does not change after the last.
    let balances: [[Int]]
    /// In minor units, party by party; not above what it holds at first.
    let lowest: [Int]

    /// Draw number `number`, which has a stream of its own: no other draw, and no thread, has a say in it.
    init(
        _ number: Int,
        of terms: CashCase,
        _ risk: RiskTerms,
        parties: [String],
        from first: CalendarMonth
    ) throws(MoneyError) {
        var generator = Xoshiro256PlusPlus(seed: risk.seed, stream: UInt64(number))
        var shocks: [Shock] = []
        for uncertainty in risk.uncertainties { shocks += uncertainty.shocks(&generator) }
        let offset = generator.next(below: StatedLaw.one)
        try self.init(terms.payments(after: shocks, offset: offset), terms, parties, first)
    }

    private init(
        _ payments: [CashPayment],
        _ terms: CashCase,
        _ parties: [String],
        _ first: CalendarMonth
    ) throws(MoneyError) {
        let flows = try CashPlay(terms, payments).flows
        var places: [String: Int] = [:]
        for (place, party) in parties.enumerated() { places[party] = place }
        let currency = terms.currency
        func total(_ held: [Int]) throws(MoneyError) -> Money {
            try Money.sum(held.map { Money(minorUnits: $0, currency: currency) }, in: currency)
        }
        var held = parties.map { terms.openings[$0, default: .zero(currency)].minorUnits }
        let opening = try total(held)
        var lowest = held
        var balances = parties.map { _ in [Int]() }
        var rest = flows[...]
        var month = first
        while let next = rest.first {
            while month < CalendarMonth(of: next.date) {
                for place in held.indices { balances[place].append(held[place]) }
                month = month.next
            }
            while let flow = rest.first, flow.date == next.date {
                guard let place = places[flow.party] else {
                    preconditionFailure("'\(flow.party)' is none of the parties \(parties)")
                }
                held[place] = try Money(minorUnits: held[place], currency: currency)
                    .adding(flow.net()).minorUnits
                rest.removeFirst()
            }
            for place in held.indices { lowest[place] = min(lowest[place], held[place]) }
        }
        for place in held.indices { balances[place].append(held[place]) }
        let closing = try total(held)
        precondition(closing == opening, "\(opening) is held at first and \(closing) in the end")
        self.balances = balances
        self.lowest = lowest
    }

    func balance(_ party: Int, _ month: Int) -> Int {
        let own = balances[party]
        return own[min(month, own.count - 1)]
    }
}
