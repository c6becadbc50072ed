package import TopsliceCashFlows
import Synchronization
import TopsliceExactArithmetic
package import TopsliceMoney

/// What a contract pays and on which day, with its records as they are or as they would be if things went otherwise.
///
/// Each clause is rounded as a settlement rounds it: what has moved by a day is the whole so far, rounded once, so that all days
/// together are what is settled. Who pays in the place of another, and who gives back what it is paid on the same day, is set off
/// against that payment: a fund that tops up pays the provider.
package struct ContractPayments: PaymentSource {
    private let terms: ContractTerms
    private let facts: ContractFacts
    package let names: [String: String]
    private let ready = ReadyContract()

    /// - Parameter names: as people call parties.
    package init(
        _ terms: ContractTerms,
        _ facts: ContractFacts,
        names: [String: String] = [:]
    ) {
        self.names = names
        self.terms = terms
        self.facts = facts
    }

    package var outcomes: Set<String> {
        Set(terms.clauses.flatMap { $0.outcomes + ($0.episode.map { [$0] } ?? []) })
    }

    package var parties: Set<String> { Set(facts.records.parties) }

    package var days: ClosedRange<CalendarDate> {
        let first = min(facts.term.from, facts.asAt)
        return written(first)...written(max(first, facts.asAt))
    }

    package func payments(
        after shocks: [Shock],
        offset: Int
    ) throws(MoneyError) -> [CashPayment] {
        let changes = RecordChanges(shocks, offset: offset)
        do throws(ContractError) {
            guard !changes.isEmpty else { return try planned() }
            let records = ready.records(facts, without: changes.leaving)
                .counted(changes.counts, from: offset)
            let working = try ContractWorking(
                terms,
                facts.holding(records),
                changing: changes,
                ready.planned(terms, facts)
            )
            return payments(working)
        } catch {
            switch error {
            case .tooLarge(let clause), .indivisible(let clause, _):
                throw .overflow(operation: "what \(clause) pays")
            }
        }
    }

    /// As it is planned.
    ///
    /// - Throws: where a clause pays more than can be held.
    package func planned() throws(ContractError) -> [CashPayment] {
        payments(try ready.planned(terms, facts))
    }

    private func payments(_ working: ContractWorking) -> [CashPayment] {
        var days: [(day: Int32, clause: Int, transfers: [ClauseRun.Transfer])] = []
        for (place, movements) in working.movements.enumerated() {
            for movement in movements { days.append((movement.day, place, movement.transfers)) }
        }
        days.sort { ($0.day, $0.clause) < ($1.day, $1.clause) }
        let needs = terms.clauses.map { Set($0.needs) }
        var payments: [CashPayment] = []
        payments.reserveCapacity(2 * days.count)
        var today = DayOfPayments(0)
        for (day, clause, transfers) in days {
            if today.day != day {
                today.add(to: &payments)
                today = DayOfPayments(day)
            }
            let id = terms.clauses[clause].head.id
            for transfer in transfers { today.pay(transfer, under: id, insteadOf: needs[clause]) }
        }
        today.add(to: &payments)
        return payments
    }
}

/// What is worked out once and used in every draw: the contract as it is planned, and records ready to be counted otherwise.
private final class ReadyContract: Sendable {
    private let planned = Mutex<ContractWorking?>(nil)
    private let records = Mutex<[[RecordChanges.Leaving]: CountableRecords]>([:])
    /// Sets of providers that leave whose records are kept ready.
    private static let most = 32

    /// Two threads may both work it out, and find the same.
    func planned(
        _ terms: ContractTerms,
        _ facts: ContractFacts
    ) throws(ContractError) -> ContractWorking {
        if let known = planned.withLock({ $0 }) { return known }
        let working = try ContractWorking(terms, facts)
        planned.withLock { $0 = working }
        return working
    }

    func records(
        _ facts: ContractFacts,
        without leaving: [RecordChanges.Leaving]
    ) -> CountableRecords {
        if let known = records.withLock({ $0[leaving] }) { return known }
        let ready = CountableRecords(facts.records, without: leaving)
        records.withLock { if $0.count < Self.most { $0[leaving] = ready } }
        return ready
    }
}

/// Payments of one day, in which those who pay in the place of others are set off.
private struct DayOfPayments {
    let day: Int32
    private var made: [(clause: String, from: String, to: String, amount: Int)] = []
    private var currency = Currency.pounds

    init(_ day: Int32) { self.day = day }

    /// - Parameter others: clauses whose payments by the one who receives it are made by the other instead.
    mutating func pay(
        _ transfer: ClauseRun.Transfer,
        under clause: String,
        insteadOf others: Set<String>
    ) {
        currency = transfer.amount.currency
        var left = transfer.amount.minorUnits
        for place in made.indices
        where left > 0 && made[place].from == transfer.to && others.contains(made[place].clause) {
            let part = min(left, made[place].amount)
            made[place].amount -= part
            left -= part
            add(clause, transfer.from, made[place].to, part)
        }
        add(clause, transfer.from, transfer.to, left)
    }

    private mutating func add(_ clause: String, _ from: String, _ to: String, _ amount: Int) {
        guard from != to, amount > 0 else { return }
        made.append((clause, from, to, amount))
    }

    func add(to payments: inout [CashPayment]) {
        let day = written(day)
        for payment in made where payment.amount > 0 {
            payments.append(
                CashPayment(
                    id: payment.clause,
                    from: payment.from,
                    to: payment.to,
                    amount: Money(minorUnits: payment.amount, currency: currency),
                    earned: day,
                    date: day
                )
            )
        }
    }
}
