import TopsliceMoney

/// What every account of the fund held at the end of every day, read off the journal.
struct AccountsHeld {
    let positions: [AccountPosition]

    /// A movement of one account on one day, above zero in, below zero out.
    struct Movement {
        let date: CalendarDate
        let amount: Money
        /// Whether it is what the account held before the first day.
        let isOpening: Bool
    }

    /// - Parameters:
    ///   - movements: by account, in the order of days.
    ///   - accruals: what partners owe the pool for overspends as these arise; the journal holds it on the day of
    ///     the settlement.
    ///   - lackedByRiskPool: what clauses asked of the risk pool and it does not hold.
    ///   - bands: what of the pool is set aside.
    ///   - settled: the day of the settlement.
    init(
        _ movements: [(account: Account, movements: [Movement])],
        accruals: [OverspendAccrual],
        lackedByRiskPool: Money,
        bands: BandsHeld,
        settled: CalendarDate
    ) throws(FundError) {
        var positions: [AccountPosition] = []
        for (account, own) in movements {
            positions.append(
                try Self.position(
                    of: account,
                    own,
                    days: try Self.days(
                        own.map { DatedAmount(date: $0.date, amount: $0.amount) },
                        accruals: account == .pool ? accruals : [],
                        settled: settled
                    ),
                    in: lackedByRiskPool.currency
                )
            )
        }
        try Self.note(lackedByRiskPool, settled, in: &positions)
        positions += try Self.positions(
            of: bands,
            pool: movements.first { $0.account == .pool }?.movements ?? [],
            shortOfPool: positions.first { $0.account == .pool }?.shortfall,
            accruals,
            settled,
            in: lackedByRiskPool.currency
        )
        self.positions = positions
    }

    /// What clauses asked of the risk pool in vain is its shortfall, whether anything moved in it or not.
    private static func note(
        _ lacked: Money,
        _ settled: CalendarDate,
        in positions: inout [AccountPosition]
    ) throws(FundError) {
        guard lacked.isPositive else { return }
        let shortfall = AccountPosition.Shortfall(
            account: .riskPool,
            cause: .asked,
            from: settled,
            until: nil,
            amount: lacked,
            worst: settled
        )
        guard let index = positions.firstIndex(where: { $0.account == .riskPool }) else {
            let none = Money.zero(lacked.currency)
            positions.append(
                AccountPosition(
                    account: .riskPool,
                    opening: none,
                    moneyIn: none,
                    moneyOut: none,
                    closing: none,
                    shortfall: shortfall
                )
            )
            positions.sort { $0.account < $1.account }
            return
        }
        // What it paid and did not hold says more.
        guard positions[index].shortfall == nil else { return }
        positions[index] = positions[index].short(shortfall)
    }

    /// Money that is set aside, and what of the pool is left for everything else. A line may be paid with money of
    /// any purpose, but what is set aside pays for nothing else: where the pool holds less than what is set aside
    /// on some day, other money was short.
    private static func positions(
        of bands: BandsHeld,
        pool: [Movement],
        shortOfPool: AccountPosition.Shortfall?,
        _ accruals: [OverspendAccrual],
        _ settled: CalendarDate,
        in currency: Currency
    ) throws(FundError) -> [AccountPosition] {
        guard !bands.movements.isEmpty else { return [] }
        var free = pool.map { DatedAmount(date: $0.date, amount: $0.amount) }
        var positions: [AccountPosition] = []
        for (band, own) in bands.movements {
            let owed = accruals.filter { $0.band == band }
            let moved = own.map { Movement(date: $0.date, amount: $0.amount, isOpening: false) }
            let account = Account.band(band)
            positions.append(try position(of: account, moved, days: [:], in: currency))
            var held = Money.zero(currency)
            var setAside = Money.zero(currency)
            for (day, amount) in try days(own, accruals: owed, settled: settled)
                .sorted(by: { $0.key < $1.key })
            {
                held = try held.plus(amount)
                let now = max(.zero(currency), held)
                free.append(DatedAmount(date: day, amount: try setAside.minus(now)))
                setAside = now
            }
        }
        let opening = try Money.total(pool.lazy.filter(\.isOpening).map(\.amount), in: currency)
        let others = try Money.total(positions.map(\.closing), in: currency)
        let whole = try Money.total(pool.map(\.amount), in: currency)
        let short = try shortfall(
            of: .band(.general),
            try days(free, accruals: accruals, settled: settled),
            in: currency
        )
        let general = AccountPosition(
            account: .band(.general),
            opening: opening,
            moneyIn: try Money.total(
                pool.filter { !$0.isOpening && $0.amount.isPositive }.map(\.amount),
                in: currency
            )
            .minus(Money.total(positions.map(\.moneyIn), in: currency)),
            moneyOut: try Money.total(
                pool.filter { !$0.isOpening && $0.amount.isNegative }.map(\.amount),
                in: currency
            )
            .opposite().minus(Money.total(positions.map(\.moneyOut), in: currency)),
            closing: try whole.minus(others),
            shortfall: short.flatMap { short in
                // What the pool as a whole lacks is said of the pool.
                guard let shortOfPool, shortOfPool.from <= short.from,
                    shortOfPool.amount >= short.amount
                else { return short }
                return nil
            }
        )
        return [general] + positions
    }

    private static func days(
        _ movements: [DatedAmount],
        accruals: [OverspendAccrual],
        settled: CalendarDate
    ) throws(FundError) -> [CalendarDate: Money] {
        var days: [CalendarDate: Money] = [:]
        for movement in movements { try days.add(movement.amount, to: movement.date) }
        for accrual in accruals where accrual.date < settled {
            try days.add(accrual.amount, to: accrual.date)
            try days.add(accrual.amount.opposite(), to: settled)
        }
        return days
    }

    private static func position(
        of account: Account,
        _ movements: [Movement],
        days: [CalendarDate: Money],
        in currency: Currency
    ) throws(FundError) -> AccountPosition {
        let opening = try Money.total(
            movements.lazy.filter(\.isOpening).map(\.amount),
            in: currency
        )
        let later = movements.lazy.filter { !$0.isOpening }.map(\.amount)
        let moneyIn = try Money.total(later.filter(\.isPositive), in: currency)
        let moneyOut = try Money.total(later.filter(\.isNegative), in: currency).opposite()
        return AccountPosition(
            account: account,
            opening: opening,
            moneyIn: moneyIn,
            moneyOut: moneyOut,
            closing: try opening.plus(moneyIn).minus(moneyOut),
            shortfall: try shortfall(of: account, days, in: currency)
        )
    }

    private static func shortfall(
        of account: Account,
        _ days: [CalendarDate: Money],
        in currency: Currency
    ) throws(FundError) -> AccountPosition.Shortfall? {
        var held = Money.zero(currency)
        var first: CalendarDate?
        var until: CalendarDate?
        var worst: (date: CalendarDate, held: Money)?
        for (date, amount) in days.sorted(by: { $0.key < $1.key }) {
            let before = held
            held = try held.plus(amount)
            if held.isNegative {
                if first == nil { first = date }
                if held < worst?.held ?? .zero(currency) { worst = (date, held) }
                until = nil
            } else if before.isNegative {
                until = date
            }
        }
        guard let first, let worst else { return nil }
        return AccountPosition.Shortfall(
            account: account,
            cause: .paid,
            from: first,
            until: until,
            amount: try worst.held.opposite(),
            worst: worst.date
        )
    }
}
