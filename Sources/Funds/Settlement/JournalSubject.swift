package import TopsliceMoney

/// What a movement of money is for: its clause, as the agreement names it, or its line.
package enum JournalSubject: Sendable, Hashable {
    case broughtForward
    case contribution(clause: String)
    /// A contribution of that day given back.
    case reversal(clause: String, of: CalendarDate)
    case personalBudget(clause: String)
    /// What a person who left is given back for days not used.
    case personalRefund(clause: String)
    case spending(line: String)
    case reimbursement(line: String)
    case delivery(line: String)
    case overspend(clause: String, schedule: String)
    case underspend(clause: String, schedule: String, RiskClause.Destination)
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

    /// Whether each movement is that of a single person, whom not every audience may see.
    package var isOfOnePerson: Bool {
        switch self {
        case .personalBudget, .personalRefund: true
        case .broughtForward, .contribution, .reversal, .spending, .reimbursement, .delivery,
            .overspend, .underspend, .gain, .savings, .outcome, .outcomePaidBefore, .passedOn,
            .compensation:
            false
        }
    }

    /// In words, by which subjects are also ordered.
    package var words: String {
        switch self {
        case .broughtForward: "brought forward"
        case .contribution(let clause), .personalBudget(let clause), .gain(let clause),
            .outcome(let clause), .passedOn(let clause), .compensation(let clause):
            clause
        case .reversal(let clause, let day): "\(clause), reversal of the entry of \(day)"
        case .personalRefund(let clause): clause + ", refund of days not used"
        case .spending(let line): "spending on " + line
        case .reimbursement(let line): "reimbursement of " + line
        case .delivery(let line): "delivery of " + line
        case .overspend(let clause, let schedule): "\(clause): overspend, \(schedule)"
        case .underspend(let clause, let schedule, let destination):
            "\(clause): underspend, \(schedule), \(destination.words)"
        case .savings(let clauses, let stage):
            clauses.joined(separator: "; ") + stage.ending
        case .outcomePaidBefore(let clause): clause + ", paid before"
        }
    }
}

extension JournalSubject.SavingsStage {
    fileprivate var ending: String {
        switch self {
        case .onForecast: ": paid on the forecast"
        case .trueUp: ": true-up"
        case .whole: ""
        }
    }
}
