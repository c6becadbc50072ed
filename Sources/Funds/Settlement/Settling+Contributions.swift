import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension Settling {
    mutating func contribute() throws(FundError) {
        if let place = agreement.broughtForwardPlace {
            ledger.post(
                agreement.term.from,
                debit: Account.pool,
                credit: Account.broughtForward,
                agreement.broughtForward,
                clause: "brought forward",
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
                try add(share.amount, to: \.aligned, of: share.partner)
                continue
            }
            try add(share.amount, to: \.contribution, of: share.partner)
            ledger.post(
                day,
                debit: Account.pool,
                credit: share.partner,
                share.amount,
                clause: contribution.clause,
                source: entry.source
            )
            if let reversed = share.reversed {
                try add(share.amount, to: \.refunds, of: share.partner)
                ledger.post(
                    max(day, reversed),
                    debit: share.partner,
                    credit: Account.pool,
                    share.amount,
                    clause: contribution.clause + ", reversal of the entry of \(day)",
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
            try add(row.amount, to: \.alreadySettled, of: partner)
            ledger.post(
                row.date,
                debit: partner,
                credit: Account.cash(partner),
                row.amount,
                clause: clause,
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
            try add(person.amount, to: \.contribution, of: person.agency)
            ledger.post(
                person.period.from,
                debit: Account.pool,
                credit: person.agency,
                person.amount,
                clause: budgets.clause,
                source: "\(person.place)"
            )
            try add(refund, to: \.refunds, of: person.agency)
            ledger.post(
                max(person.period.from, person.left ?? date),
                debit: person.agency,
                credit: Account.pool,
                refund,
                clause: budgets.clause + ", refund of days not used",
                source: "\(person.place)"
            )
        }
    }
}
