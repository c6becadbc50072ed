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
    ///   - settled: the day of the settlement.
    init(
        _ movements: [(account: Account, movements: [Movement])],
        accruals: [OverspendAccrual],
        settled: CalendarDate
    ) throws(FundError) {
        var positions: [AccountPosition] = []
        for (account, own) in movements {
            positions.append(
                try Self.position(
                    of: account,
                    own,
                    accruals: account == .pool ? accruals : [],
                    settled: settled
                )
            )
        }
        self.positions = positions
    }

    private static func position(
        of account: Account,
        _ movements: [Movement],
        accruals: [OverspendAccrual],
        settled: CalendarDate
    ) throws(FundError) -> AccountPosition {
        let opening = try Money.total(movements.lazy.filter(\.isOpening).map(\.amount))
        let later = movements.lazy.filter { !$0.isOpening }.map(\.amount)
        let moneyIn = try Money.total(later.filter(\.isPositive))
        let moneyOut = try Money.total(later.filter(\.isNegative)).opposite()
        var days: [CalendarDate: Money] = [:]
        for movement in movements { try days.add(movement.amount, to: movement.date) }
        for accrual in accruals where accrual.date < settled {
            try days.add(accrual.amount, to: accrual.date)
            try days.add(accrual.amount.opposite(), to: settled)
        }
        return AccountPosition(
            account: account,
            opening: opening,
            moneyIn: moneyIn,
            moneyOut: moneyOut,
            closing: try opening.plus(moneyIn).minus(moneyOut),
            shortfall: try shortfall(of: account, days)
        )
    }

    private static func shortfall(
        of account: Account,
        _ days: [CalendarDate: Money]
    ) throws(FundError) -> AccountPosition.Shortfall? {
        var held = Money.zero()
        var first: CalendarDate?
        var until: CalendarDate?
        var worst: (date: CalendarDate, held: Money)?
        for (date, amount) in days.sorted(by: { $0.key < $1.key }) {
            let before = held
            held = try held.plus(amount)
            if held.isNegative {
                if first == nil { first = date }
                if held < worst?.held ?? .zero() { worst = (date, held) }
                until = nil
            } else if before.isNegative {
                until = date
            }
        }
        guard let first, let worst else { return nil }
        return AccountPosition.Shortfall(
            account: account,
            from: first,
            until: until,
            amount: try worst.held.opposite(),
            worst: worst.date
        )
    }
}
