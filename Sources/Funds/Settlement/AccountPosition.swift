package import TopsliceMoney

/// An account of the fund over the term: what it held on the first day, what came in and went out, and what it
/// holds on the last.
package struct AccountPosition: Sendable, Hashable {
    package let account: Account
    /// In pence, before anything moved.
    package let opening: Money
    package let moneyIn: Money
    package let moneyOut: Money
    /// Opening and money in, less money out.
    package let closing: Money
    /// The least it held at the end of any day, with that day; nil where it never held less than nothing.
    package let shortfall: Shortfall?

    /// The same with a shortfall.
    func short(_ shortfall: Shortfall) -> AccountPosition {
        AccountPosition(
            account: account,
            opening: opening,
            moneyIn: moneyIn,
            moneyOut: moneyOut,
            closing: closing,
            shortfall: shortfall
        )
    }

    /// Days on which an account held less than nothing, so that what it paid was nobody's money, or a day on which a
    /// clause asked more of it than it holds.
    package struct Shortfall: Sendable, Hashable {
        package enum Cause: String, Sendable, Hashable {
            /// It paid what it does not hold.
            case paid
            /// A clause draws on it for more than it holds, so that others bear the rest.
            case asked
        }

        package let account: Account
        package let cause: Cause
        /// The first of these days.
        package let from: CalendarDate
        /// The day on which it held nothing or more again; nil where it ends below zero.
        package let until: CalendarDate?
        /// By how much it was short at worst, in pence, above zero.
        package let amount: Money
        /// The first day on which it was short by that much.
        package let worst: CalendarDate
    }
}

extension Account {
    /// Whether it is an account that holds money of the fund and so cannot pay what it does not hold. Partners,
    /// suppliers and what comes from outside are not; what nobody is left to bear is, since nobody pays it in.
    var holdsMoney: Bool {
        switch self {
        case .pool, .riskPool, .carriedForward, .unfunded: true
        case .partner, .cash, .broughtForward, .suppliers, .underspends, .line, .gain, .band: false
        }
    }
}
