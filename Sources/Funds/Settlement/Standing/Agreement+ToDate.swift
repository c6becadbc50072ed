import TopsliceExactArithmetic
import TopsliceMoney

extension Agreement {
    /// What of the agreement concerns the days up to one of them: of each budget the part that is meant for them,
    /// and nothing that begins later. Clauses that look at the whole term wait for its end; they are returned.
    func toDate(_ day: CalendarDate) throws(FundError) -> (Agreement, waiting: [WaitingClause]) {
        var agreement = self
        agreement.phases = phases.filter { $0.period.from <= day }
        var parts: [PartKey: Rational] = [:]
        for index in lines.indices {
            let line = lines[index]
            var begun: [FundLine.Allotment] = []
            for allotment in line.allotments where allotment.period.from <= day {
                let key = PartKey(period: allotment.period, profile: line.profile)
                let part: Rational
                if let known = parts[key] {
                    part = known
                } else {
                    part = profile(of: line).part(of: allotment.period, until: day)
                    parts[key] = part
                }
                var now = allotment
                now.budget = try .nearest(Rational(allotment.revised) * part, in: currency)
                begun.append(now)
            }
            agreement.lines[index].allotments = begun
        }
        agreement.personalBudgets = personalBudgets.map { budgets in
            PersonalBudgets(
                clause: budgets.clause,
                people: budgets.people.filter { $0.period.from <= day },
                place: budgets.place
            )
        }
        var waiting: [WaitingClause] = []
        agreement.outcomePayments = outcomePayments.filter { payment in
            let period =
                payment.phase.flatMap { id in phases.first { $0.id == id } }?.period ?? term
            if period.from > day { return false }
            guard period.to > day, payment.rule.looksAtWholePeriod else { return true }
            waiting.append(WaitingClause(clause: payment.clause, until: period.to))
            return false
        }
        waiting += compensations.map { WaitingClause(clause: $0.clause, until: term.to) }
        agreement.compensations = []
        return (agreement, waiting)
    }

    var withoutCompensations: Agreement {
        var agreement = self
        agreement.compensations = []
        return agreement
    }

    /// What the budget of a line is meant for month by month.
    func profile(of line: FundLine) -> BudgetProfile {
        line.profile ?? .even(from: Month(term.from))
    }

    private struct PartKey: Hashable {
        let period: Period
        let profile: BudgetProfile?
    }
}
