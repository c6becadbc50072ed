import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension Settling {
    mutating func contribute() throws(FundError) {
        if let place = agreement.broughtForwardPlace {
            try ledger.post(
                agreement.term.from,
                debit: .pool,
                credit: .broughtForward,
                agreement.broughtForward,
                .broughtForward,
                source: "\(place)",
                isSettled: false
            )
        }
        for contribution in agreement.contributions.sorted(by: { $0.id.precedes($1.id) }) {
            guard let due = contribution.phases else {
                try enter(contribution, phase: nil, number: 0, on: agreement.term.from)
                continue
            }
            for (number, phase) in agreement.phases.enumerated() where due.contains(phase.id) {
                try enter(contribution, phase: phase.id, number: number, on: phase.period.from)
            }
        }
    }

    private mutating func enter(
        _ contribution: Contribution,
        phase: String?,
        number: Int,
        on day: CalendarDate
    ) throws(FundError) {
        let setting = ContributionSetting(
            clause: contribution.clause,
            growth: contribution.uplift.growth(phaseNumber: number, of: agreement.phases),
            phase: phase,
            measures: SharingMeasures(benefits: benefits)
        )
        for share in try contribution.rule.entries(setting) {
            let entry = ContributionEntry(
                contribution: contribution.id,
                clause: contribution.clause,
                rule: contribution.rule.name,
                isAligned: contribution.isAligned,
                fundSource: contribution.source,
                phase: phase,
                date: day,
                share: share,
                source: "\(contribution.place)"
            )
            contributions.append(entry)
            guard !contribution.isAligned else {
                try add(share.amount, to: \.aligned, of: .partner(share.partner))
                continue
            }
            try add(share.amount, to: \.contribution, of: .partner(share.partner))
            try ledger.post(
                day,
                debit: .pool,
                credit: .partner(share.partner),
                share.amount,
                .contribution(clause: contribution.clause),
                source: entry.source
            )
            if let reversed = share.reversed {
                try add(share.amount, to: \.refunds, of: .partner(share.partner))
                try ledger.post(
                    max(day, reversed),
                    debit: .partner(share.partner),
                    credit: .pool,
                    share.amount,
                    .reversal(clause: contribution.clause, of: day),
                    source: entry.source
                )
            }
        }
    }

    /// Contributions handed over before the settlement are set against what is due.
    mutating func takeInPayments() throws(FundError) {
        var clauses: [String: String] = [:]
        for contribution in agreement.contributions {
            clauses[contribution.id] = contribution.clause
        }
        var asked: [String: Set<String>] = [:]
        for entry in contributions {
            asked[entry.contribution, default: []].insert(entry.share.partner)
        }
        for row in actuals.rows where row.kind == .paid {
            guard let partner = row.partner, let clause = clauses[row.id] else { continue }
            if asked[row.id]?.contains(partner) != true {
                warnings.append(
                    "\(row.place): '\(partner)' paid under '\(row.id)', which asks nothing of it"
                )
            }
            try add(row.amount, to: \.alreadySettled, of: .partner(partner))
            try ledger.post(
                row.date,
                debit: .partner(partner),
                credit: .cash(partner: partner),
                row.amount,
                .contribution(clause: clause),
                source: "\(row.place)"
            )
        }
    }

    mutating func poolPersonalBudgets() throws(FundError) {
        guard let budgets = agreement.personalBudgets else { return }
        people = try budgets.totals()
        for person in budgets.people.sorted(by: { $0.id.precedes($1.id) })
        where person.consent != nil {
            let refund = try person.refund()
            let share = ContributionShare(
                partner: person.agency,
                exact: Rational(person.amount),
                amount: person.amount,
                working: "personal budget '\(person.id)'",
                refunded: refund
            )
            contributions.append(
                ContributionEntry(
                    contribution: "personal budget '\(person.id)'",
                    clause: budgets.clause,
                    rule: "personal budget",
                    isAligned: false,
                    fundSource: "",
                    phase: nil,
                    date: person.period.from,
                    share: share,
                    source: "\(person.place)"
                )
            )
            try add(person.amount, to: \.contribution, of: .partner(person.agency))
            try ledger.post(
                person.period.from,
                debit: .pool,
                credit: .partner(person.agency),
                person.amount,
                .personalBudget(clause: budgets.clause),
                source: "\(person.place)"
            )
            try add(refund, to: \.refunds, of: .partner(person.agency))
            try ledger.post(
                max(person.period.from, person.left ?? date),
                debit: .partner(person.agency),
                credit: .pool,
                refund,
                .personalRefund(clause: budgets.clause),
                source: "\(person.place)"
            )
        }
    }
}
