package import TopsliceFunds

extension JournalSubject {
    /// What a movement is for, as journals say it.
    package var words: String {
        switch self {
        case .broughtForward: "brought forward"
        case .contribution(let clause), .personalBudget(let clause), .gain(let clause),
            .outcome(let clause), .passedOn(let clause), .compensation(let clause):
            clause
        case .receipt(let clause): clause + ", paid in"
        case .allocation(let clause): clause + ", paid out"
        case .setAside(let clause): clause + ", into the risk pool"
        case .reversal(let clause, let day): "\(clause), reversal of the entry of \(day)"
        case .personalRefund(let clause): clause + ", refund of days not used"
        case .spending(let line): "spending on " + line
        case .accrual(let line): "accrued for " + line
        case .foreseen(let line): "expected on " + line
        case .reimbursement(let line): "reimbursement of " + line
        case .delivery(let line): "delivery of " + line
        case .overspend(let clause, let schedule): "\(clause): overspend, \(schedule.words)"
        case .underspend(let clause, let schedule, let destination):
            "\(clause): underspend, \(schedule.words), \(destination.words)"
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

extension RiskClause.Destination {
    /// What becomes of money that was not spent.
    package var words: String {
        switch self {
        case .giveBack: "returned"
        case .carryForward: "carried forward"
        case .reinvest(let line): "reinvested in '\(line)'"
        case .riskPool: "put into the risk pool"
        }
    }
}
