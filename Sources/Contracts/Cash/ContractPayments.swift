package import TopsliceCashFlows
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

    package init(_ terms: ContractTerms, _ facts: ContractFacts) {
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
            return try payments(changes.isEmpty ? facts : facts.holding(changes.made(to: facts)))
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
    package func planned() throws(ContractError) -> [CashPayment] { try payments(facts) }

    private func payments(_ facts: ContractFacts) throws(ContractError) -> [CashPayment] {
        let runs = try ContractRun.runs(terms, facts)
        var days: [Int32: [(place: Int, transfers: [ClauseRun.Transfer])]] = [:]
        for (place, run) in runs.enumerated() {
            for (day, transfers) in try run.movements(in: terms.declared.currency) {
                days[day, default: []].append((place, transfers))
            }
        }
        var payments: [CashPayment] = []
        for (day, moved) in days.sorted(by: { $0.key < $1.key }) {
            var today = DayOfPayments(written(day))
            for (place, transfers) in moved {
                let clause = runs[place].clause
                for transfer in transfers {
                    today.pay(transfer, under: clause.head.id, insteadOf: Set(clause.needs))
                }
            }
            payments += today.payments
        }
        return payments
    }
}

/// Payments of one day, in which those who pay in the place of others are set off.
private struct DayOfPayments {
    let day: CalendarDate
    private var made: [(clause: String, from: String, to: String, amount: Int)] = []
    private var currency = Currency.pounds

    init(_ day: CalendarDate) { self.day = day }

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

    var payments: [CashPayment] {
        made.filter { $0.amount > 0 }.map {
            CashPayment(
                id: $0.clause,
                from: $0.from,
                to: $0.to,
                amount: Money(minorUnits: $0.amount, currency: currency),
                earned: day,
                date: day
            )
        }
    }
}
