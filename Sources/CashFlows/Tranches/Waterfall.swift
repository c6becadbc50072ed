import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceMoney

/// A bond played through day by day: money is drawn, the work paid for, outcomes are paid, and what there is goes out
/// in the order of the terms.
///
/// On each day, in this order: scheduled drawdowns come in, the vehicle's own flows take place, what it lacks is
/// drawn from the tranches that are drawn as needed, and on a day of payment everything above the reserve is paid
/// out: tranche by tranche the return due, then capital. The last day releases the reserve, shares what is left and
/// calls on guarantees. What goes out of the vehicle came into it: no pound is paid that is not there.
package struct Waterfall: Sendable {
    /// What the bond adds to the flows of the case.
    package let flows: [CashFlow]
    package let tranches: [TrancheResult]
    package let surplus: Money
    /// Days on which the vehicle lacked money and nobody had to put in more.
    package let shortfalls: [Shortfall]

    package struct Shortfall: Sendable, Hashable {
        package let date: CalendarDate
        package let amount: Money
    }

    /// - Parameters:
    ///   - vehicle: its own flows, without those of the bond.
    ///   - opening: what it holds at first.
    init(_ terms: BondTerms, vehicle: [CashFlow], opening: Money) throws(MoneyError) {
        var play = Play(terms, opening: opening)
        let own = Dictionary(grouping: vehicle, by: \.date)
        var dates = Set(own.keys).union(terms.distributions)
        for tranche in terms.tranches {
            guard case .scheduled(let draws) = tranche.drawdown else { continue }
            dates.formUnion(draws.map(\.date))
        }
        for date in dates.sorted() { try play.pass(date, own[date] ?? []) }
        flows = play.flows
        surplus = play.surplus
        shortfalls = play.shortfalls
        var results: [TrancheResult] = []
        for account in play.accounts {
            results.append(
                TrancheResult(
                    tranche: account.tranche,
                    drawn: account.drawn,
                    repaid: account.repaid,
                    preferredReturn: account.returned,
                    guaranteed: account.guaranteed,
                    lost: try account.outstanding(),
                    unpaidReturn: try account.returnDue()
                )
            )
        }
        tranches = results
    }
}

extension CashFlow.Reason {
    /// The tranche it belongs to; nil where it belongs to none.
    package var tranche: String? {
        switch self {
        case .stated, .surplus: nil
        case .drawdown(let id), .preferredReturn(let id), .capital(let id), .guarantee(let id): id
        }
    }
}

/// The state of a bond between two days.
private struct Play {
    let terms: BondTerms
    var accounts: [TrancheAccount]
    var balance: Money
    var flows: [CashFlow] = []
    var surplus: Money
    var shortfalls: [Waterfall.Shortfall] = []

    init(_ terms: BondTerms, opening: Money) {
        self.terms = terms
        accounts = terms.tranches.map(TrancheAccount.init)
        balance = opening
        surplus = .zero(opening.currency)
    }

    mutating func pass(_ date: CalendarDate, _ own: [CashFlow]) throws(MoneyError) {
        for place in accounts.indices {
            guard case .scheduled(let draws) = accounts[place].tranche.drawdown else { continue }
            for draw in draws where draw.date == date {
                try self.draw(draw.amount, from: place, on: date)
            }
        }
        for flow in own { balance = try balance.adding(try flow.net()) }
        if balance.isNegative { try drawWhatIsLacking(on: date) }
        guard terms.distributions.contains(date) else { return }
        let isLast = date == terms.distributions.last
        for place in accounts.indices { try accounts[place].credit(on: date) }
        if !isLast, let until = terms.recyclesUntil, date <= until { return }
        try distribute(on: date, isLast: isLast)
    }

    private mutating func draw(
        _ amount: Money,
        from place: Int,
        on date: CalendarDate
    ) throws(MoneyError) {
        guard amount.isPositive else { return }
        let tranche = accounts[place].tranche
        try accounts[place].draw(amount, on: date)
        balance = try balance.adding(amount)
        flows += CashFlow.payment(
            on: date,
            from: tranche.investor,
            to: terms.vehicle,
            amount,
            reason: .drawdown(tranche.id)
        )
    }

    private mutating func drawWhatIsLacking(on date: CalendarDate) throws(MoneyError) {
        let places = accounts.indices.filter { accounts[$0].tranche.drawdown == .asNeeded }
        var left: [Money] = []
        for place in places { left.append(try accounts[place].left()) }
        let available = try Money.sum(left, in: balance.currency)
        let lacking = try balance.negated()
        let drawn = min(lacking, available)
        if drawn.isPositive {
            let parts = shares(
                of: drawn,
                weights: left.map(\.exactMinorUnits),
                caps: left.map(\.minorUnits),
                ids: places.map { accounts[$0].tranche.id }
            )
            for (place, part) in zip(places, parts) { try draw(part, from: place, on: date) }
        }
        if balance.isNegative {
            shortfalls.append(.init(date: date, amount: try balance.negated()))
        }
    }

    /// Largest remainders, ties to the larger weight and then the identifier.
    private func shares(
        of total: Money,
        weights: [Rational],
        caps: [Int]?,
        ids: [String]
    ) -> [Money] {
        do throws(ApportionmentError) {
            return try Allocation(
                of: total,
                among: ids.indices.map {
                    Recipient(id: ids[$0], weight: weights[$0], cap: caps?[$0])
                }
            ).parts.map(\.amount)
        } catch {
            preconditionFailure("\(total) among \(ids) by \(weights): \(error)")
        }
    }

    private mutating func distribute(on date: CalendarDate, isLast: Bool) throws(MoneyError) {
        var available = isLast ? balance : try balance.subtracting(terms.reserve)
        for place in accounts.indices {
            let tranche = accounts[place].tranche
            let returns = min(available, try accounts[place].returnDue())
            if returns.isPositive {
                try accounts[place].pay(returns: returns)
                available = try available.subtracting(returns)
                try pay(returns, to: tranche.investor, on: date, .preferredReturn(tranche.id))
            }
            let capital = min(available, try accounts[place].outstanding())
            if capital.isPositive {
                try accounts[place].pay(capital: capital)
                available = try available.subtracting(capital)
                try pay(capital, to: tranche.investor, on: date, .capital(tranche.id))
            }
        }
        guard isLast else { return }
        if available.isPositive, !terms.surplus.isEmpty {
            surplus = available
            let parts = shares(
                of: available,
                weights: terms.surplus.map(\.part),
                caps: nil,
                ids: terms.surplus.map(\.party)
            )
            for (share, part) in zip(terms.surplus, parts) where part.isPositive {
                try pay(part, to: share.party, on: date, .surplus)
            }
        }
        try callGuarantees(on: date)
    }

    private mutating func pay(
        _ amount: Money,
        to payee: String,
        on date: CalendarDate,
        _ reason: CashFlow.Reason
    ) throws(MoneyError) {
        balance = try balance.subtracting(amount)
        flows += CashFlow.payment(
            on: date,
            from: terms.vehicle,
            to: payee,
            amount,
            reason: reason
        )
    }

    private mutating func callGuarantees(on date: CalendarDate) throws(MoneyError) {
        for place in accounts.indices {
            let tranche = accounts[place].tranche
            guard let guarantee = tranche.guarantee else { continue }
            let amount = try accounts[place].outstanding().multiplied(
                by: guarantee.part,
                rounding: .down
            )
            guard amount.isPositive else { continue }
            try accounts[place].pay(guarantee: amount)
            flows += CashFlow.payment(
                on: date,
                from: guarantee.guarantor,
                to: tranche.investor,
                amount,
                reason: .guarantee(tranche.id)
            )
        }
    }
}
