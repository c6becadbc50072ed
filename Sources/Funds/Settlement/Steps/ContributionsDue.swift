import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// What partners owe to the pool and beside it, personal budgets included.
struct ContributionsDue {
    private(set) var entries: [ContributionEntry] = []
    private(set) var people: [PersonalBudgets.AgencyTotal] = []
    /// What went on into the risk pool.
    private(set) var setAside: Money

    init(
        _ facts: SettlementFacts,
        _ benefits: SharingMeasures.Benefits,
        _ books: inout Books
    ) throws(FundError) {
        setAside = .zero(facts.currency)
        for opening in facts.agreement.openings {
            try books.post(
                facts.agreement.term.from,
                debit: opening.account,
                credit: .broughtForward,
                opening.amount,
                .broughtForward,
                source: "\(opening.place)",
                isSettled: false
            )
        }
        for contribution in facts.agreement.contributions.sorted(by: { $0.id.precedes($1.id) }) {
            guard let due = contribution.phases else {
                let day = facts.agreement.term.from
                try enter(contribution, nil, number: 0, on: day, facts, benefits, &books)
                continue
            }
            for (number, phase) in facts.agreement.phases.enumerated() where due.contains(phase.id)
            {
                let day = phase.period.from
                try enter(contribution, phase.id, number: number, on: day, facts, benefits, &books)
            }
        }
        try poolPersonalBudgets(facts, &books)
    }

    private mutating func enter(
        _ contribution: Contribution,
        _ phase: String?,
        number: Int,
        on day: CalendarDate,
        _ facts: SettlementFacts,
        _ benefits: SharingMeasures.Benefits,
        _ books: inout Books
    ) throws(FundError) {
        let setting = ContributionSetting(
            clause: contribution.clause,
            growth: contribution.uplift.growth(phaseNumber: number, of: facts.agreement.phases),
            phase: phase,
            measures: SharingMeasures(benefits: benefits)
        )
        for share in try contribution.rule.entries(setting) {
            let entry = ContributionEntry(
                contribution: contribution.id,
                clause: contribution.clause,
                rule: contribution.rule.kind,
                isOfOnePerson: false,
                isAligned: contribution.isAligned,
                isIntoRiskPool: contribution.isIntoRiskPool,
                band: contribution.band,
                fundSource: contribution.source,
                phase: phase,
                date: day,
                share: share,
                source: "\(contribution.place)"
            )
            entries.append(entry)
            guard !contribution.isAligned else {
                try books.add(share.amount, to: \.aligned, of: .partner(share.partner))
                continue
            }
            try enterPooled(entry, contribution, &books)
        }
    }

    /// What goes into the pool, on into the risk pool, and back where it was reversed.
    private mutating func enterPooled(
        _ entry: ContributionEntry,
        _ contribution: Contribution,
        _ books: inout Books
    ) throws(FundError) {
        let share = entry.share
        try books.add(share.amount, to: \.contribution, of: .partner(share.partner))
        try books.post(
            entry.date,
            debit: .pool,
            credit: .partner(share.partner),
            share.amount,
            .contribution(clause: contribution.clause),
            source: entry.source
        )
        if contribution.isIntoRiskPool {
            let kept = share.reversed == nil ? share.amount : .zero(share.amount.currency)
            setAside = try setAside.plus(kept)
            try books.post(
                entry.date,
                debit: .riskPool,
                credit: .pool,
                kept,
                .setAside(clause: contribution.clause),
                source: entry.source,
                isSettled: false
            )
        }
        guard let reversed = share.reversed else { return }
        try books.add(share.amount, to: \.refunds, of: .partner(share.partner))
        try books.post(
            max(entry.date, reversed),
            debit: .partner(share.partner),
            credit: .pool,
            share.amount,
            .reversal(clause: contribution.clause, of: entry.date),
            source: entry.source
        )
    }

    private mutating func poolPersonalBudgets(
        _ facts: SettlementFacts,
        _ books: inout Books
    ) throws(FundError) {
        guard let budgets = facts.agreement.personalBudgets else { return }
        people = try budgets.totals(in: facts.currency)
        for person in budgets.people.sorted(by: { $0.id.precedes($1.id) })
        where person.consent != nil {
            let refund = try person.refund()
            let share = ContributionShare(
                partner: person.agency,
                exact: Rational(person.amount),
                amount: person.amount,
                working: .personalBudget(person.id),
                refunded: refund
            )
            entries.append(
                ContributionEntry(
                    contribution: "personal budget '\(person.id)'",
                    clause: budgets.clause,
                    rule: .personalBudget,
                    isOfOnePerson: true,
                    isAligned: false,
                    isIntoRiskPool: false,
                    band: .general,
                    fundSource: "",
                    phase: nil,
                    date: person.period.from,
                    share: share,
                    source: "\(person.place)"
                )
            )
            try books.add(person.amount, to: \.contribution, of: .partner(person.agency))
            try books.post(
                person.period.from,
                debit: .pool,
                credit: .partner(person.agency),
                person.amount,
                .personalBudget(clause: budgets.clause),
                source: "\(person.place)"
            )
            try books.add(refund, to: \.refunds, of: .partner(person.agency))
            try books.post(
                max(person.period.from, person.left ?? facts.date),
                debit: .partner(person.agency),
                credit: .pool,
                refund,
                .personalRefund(clause: budgets.clause),
                source: "\(person.place)"
            )
        }
    }
}
