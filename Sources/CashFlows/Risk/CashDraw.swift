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
        let moves = try Self.moves(payments, terms, parties)
        let currency = terms.currency
        func total(_ held: [Int]) throws(MoneyError) -> Money {
            try Money.sum(held.map { Money(minorUnits: $0, currency: currency) }, in: currency)
        }
        var held = parties.map { terms.openings[$0, default: .zero(currency)].minorUnits }
        let opening = try total(held)
        var lowest = held
        var balances = parties.map { _ in [Int]() }
        var rest = moves[...]
        var month = first
        while let next = rest.first {
            let current = CalendarMonth(of: CalendarDate(dayNumber: next.day))
            while month < current {
                for place in held.indices { balances[place].append(held[place]) }
                month = month.next
            }
            while let move = rest.first, move.day == next.day {
                let (sum, isTooLarge) = held[move.party].addingReportingOverflow(move.received)
                if isTooLarge { throw .overflow(operation: "a balance") }
                held[move.party] = sum
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

    /// What one party receives, or pays below zero, on a day.
    private struct Move {
        let day: Int
        /// Its place.
        let party: Int
        let received: Int
    }

    /// Of payments and of what the bond adds to them, in the order of days; within a day they come together.
    private static func moves(
        _ payments: [CashPayment],
        _ terms: CashCase,
        _ parties: [String]
    ) throws(MoneyError) -> [Move] {
        let places = PartyPlaces(parties)
        var moves: [Move] = []
        moves.reserveCapacity(2 * payments.count)
        for payment in payments {
            let (day, amount) = (payment.date.dayNumber, payment.amount.minorUnits)
            moves.append(Move(day: day, party: places[payment.from], received: -amount))
            moves.append(Move(day: day, party: places[payment.to], received: amount))
        }
        if let bond = terms.bond {
            let own = payments.filter { $0.from == bond.vehicle || $0.to == bond.vehicle }
                .flatMap(\.flows).filter { $0.party == bond.vehicle }
            let added = try Waterfall(
                bond,
                vehicle: own,
                opening: terms.openings[bond.vehicle, default: .zero(terms.currency)]
            ).flows
            for flow in added {
                moves.append(
                    Move(
                        day: flow.date.dayNumber,
                        party: places[flow.party],
                        received: try flow.net().minorUnits
                    )
                )
            }
        }
        if !zip(moves, moves.dropFirst()).allSatisfy({ $0.day <= $1.day }) {
            moves.sort { $0.day < $1.day }
        }
        return moves
    }

    func balance(_ party: Int, _ month: Int) -> Int {
        let own = balances[party]
        return own[min(month, own.count - 1)]
    }
}
