import TopsliceMoney

/// What every account of the fund held at the end of every day, read off the journal.
struct AccountsHeld {
    let positions: [AccountPosition]

    /// What moved in one account.
    struct Movements {
        let account: Account
        /// What it held before the first day.
        private(set) var opening: Money
        private(set) var moneyIn: Money
        private(set) var moneyOut: Money
        /// In less out on each day, that of the opening included.
        private(set) var days: [CalendarDate: Money] = [:]

        init(of account: Account, in currency: Currency) {
            self.account = account
            opening = .zero(currency)
            moneyIn = opening
            moneyOut = opening
        }

        /// Counts a movement, above zero in, below zero out.
        mutating func add(
            _ amount: Money,
            on date: CalendarDate,
            isOpening: Bool = false
        ) throws(FundError) {
            try days.add(amount, to: date)
            if isOpening {
                opening = try opening.plus(amount)
            } else if amount.isPositive {
                moneyIn = try moneyIn.plus(amount)
            } else {
                moneyOut = try moneyOut.minus(amount)
            }
        }

        func closing() throws(FundError) -> Money { try opening.plus(moneyIn).minus(moneyOut) }
    }

    /// - Parameters:
    ///   - movements: by account.
    ///   - accruals: what partners owe the pool for overspends as these arise; the journal holds it on the day of
    ///     the settlement.
    ///   - lackedByRiskPool: what clauses asked of the risk pool and it does not hold.
    ///   - bands: what of the pool is set aside.
    ///   - settled: the day of the settlement.
    init(
        _ movements: [Movements],
        accruals: [OverspendAccrual],
        lackedByRiskPool: Money,
        bands: BandsHeld,
        settled: CalendarDate
    ) throws(FundError) {
        var positions: [AccountPosition] = []
        for own in movements {
            let days = try Self.days(
                own.days,
                accruals: own.account == .pool ? accruals : [],
                settled: settled
            )
            positions.append(
                try Self.position(
                    of: own,
                    shortfall: try Self.shortfall(
                        of: own.account,
                        days,
                        in: lackedByRiskPool.currency
                    )
                )
            )
        }
        try Self.note(lackedByRiskPool, settled, in: &positions)
        positions += try Self.positions(
            of: bands,
            pool: movements.first { $0.account == .pool }
                ?? Movements(of: .pool, in: lackedByRiskPool.currency),
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
        pool: Movements,
        shortOfPool: AccountPosition.Shortfall?,
        _ accruals: [OverspendAccrual],
        _ settled: CalendarDate,
        in currency: Currency
    ) throws(FundError) -> [AccountPosition] {
        guard !bands.movements.isEmpty else { return [] }
        var free = pool.days
        var positions: [AccountPosition] = []
        for (band, own) in bands.movements {
            let owed = accruals.filter { $0.band == band }
            var moved = Movements(of: .band(band), in: currency)
            for movement in own { try moved.add(movement.amount, on: movement.date) }
            positions.append(try position(of: moved, shortfall: nil))
            var held = Money.zero(currency)
            var setAside = Money.zero(currency)
            for (day, amount) in try days(moved.days, accruals: owed, settled: settled)
                .sorted(by: { $0.key < $1.key })
            {
                held = try held.plus(amount)
                let now = max(.zero(currency), held)
                try free.add(try setAside.minus(now), to: day)
                setAside = now
            }
        }
        let others = try Money.total(positions.map(\.closing), in: currency)
        let short = try shortfall(
            of: .band(.general),
            try days(free, accruals: accruals, settled: settled),
            in: currency
        )
        let general = AccountPosition(
            account: .band(.general),
            opening: pool.opening,
            moneyIn: try pool.moneyIn.minus(Money.total(positions.map(\.moneyIn), in: currency)),
            moneyOut: try pool.moneyOut.minus(
                Money.total(positions.map(\.moneyOut), in: currency)
            ),
            closing: try pool.closing().minus(others),
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
        _ moved: [CalendarDate: Money],
        accruals: [OverspendAccrual],
        settled: CalendarDate
    ) throws(FundError) -> [CalendarDate: Money] {
        var days = moved
        for accrual in accruals where accrual.date < settled {
            try days.add(accrual.amount, to: accrual.date)
            try days.add(accrual.amount.opposite(), to: settled)
        }
        return days
    }

    private static func position(
        of moved: Movements,
        shortfall: AccountPosition.Shortfall?
    ) throws(FundError) -> AccountPosition {
        AccountPosition(
            account: moved.account,
            opening: moved.opening,
            moneyIn: moved.moneyIn,
            moneyOut: moved.moneyOut,
            closing: try moved.closing(),
            shortfall: shortfall
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
