package import TopsliceMoney

/// What a movement of money is for: its clause, as the agreement names it, or its line.
package indirect enum JournalSubject: Sendable, Hashable {
    case broughtForward
    case contribution(clause: String)
    /// What a member pays into a pool that is paid out.
    case receipt(clause: String)
    /// What such a pool pays.
    case allocation(clause: String)
    /// A contribution that goes on from the pool into the risk pool.
    case setAside(clause: String)
    /// A contribution of that day given back.
    case reversal(clause: String, of: CalendarDate)
    case personalBudget(clause: String)
    /// What a person who left is given back for days not used.
    case personalRefund(clause: String)
    case spending(line: String)
    /// Spending whose invoice has not come.
    case accrual(line: String)
    /// Spending that is expected.
    case foreseen(line: String)
    case reimbursement(line: String)
    case delivery(line: String)
    case overspend(clause: String, schedule: RiskScheduleKind)
    case underspend(clause: String, schedule: RiskScheduleKind, RiskClause.Destination)
    /// A saving of the pool itself.
    case gain(clause: String)
    /// What is due for all savings of one holder.
    case savings(clauses: [String], SavingsStage)
    case outcome(clause: String)
    /// Cash that changed hands for an outcome before the settlement.
    case outcomePaidBefore(clause: String)
    case passedOn(clause: String)
    case compensation(clause: String)

    package enum SavingsStage: Sendable, Hashable {
        case onForecast
        /// The difference to what was paid on the forecast.
        case trueUp
        case whole
    }

    /// What orders subjects: their kind in the order in which a year meets them, then what they cite. Never
    /// printed.
    var orderKey: String {
        switch self {
        case .broughtForward: "a"
        case .contribution(let clause): "b\(clause)"
        case .receipt(let clause): "b\(clause)\u{1}r"
        case .allocation(let clause): "q\(clause)"
        case .setAside(let clause): "b\(clause)\u{1}"
        case .reversal(let clause, let day): "c\(clause)\u{1}\(day)"
        case .personalBudget(let clause): "d\(clause)"
        case .personalRefund(let clause): "e\(clause)"
        case .spending(let line): "f\(line)"
        case .accrual(let line): "f\(line)\u{1}1"
        case .foreseen(let line): "f\(line)\u{1}2"
        case .reimbursement(let line): "g\(line)"
        case .delivery(let line): "h\(line)"
        case .overspend(let clause, let schedule): "i\(clause)\u{1}\(schedule.rawValue)"
        case .underspend(let clause, let schedule, let destination):
            "j\(clause)\u{1}\(schedule.rawValue)\u{1}\(destination)"
        case .gain(let clause): "k\(clause)"
        case .savings(let clauses, let stage):
            "l\(clauses.joined(separator: "\u{1}"))\u{1}\(stage)"
        case .outcome(let clause): "m\(clause)"
        case .outcomePaidBefore(let clause): "n\(clause)"
        case .passedOn(let clause): "o\(clause)"
        case .compensation(let clause): "p\(clause)"
        }
    }
}
