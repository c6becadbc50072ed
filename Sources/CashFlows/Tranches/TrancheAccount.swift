import TopsliceExactArithmetic
package import TopsliceMoney

/// What a tranche has put in and got back so far.
struct TrancheAccount {
    let tranche: Tranche
    private(set) var drawn: Money
    private(set) var repaid: Money
    private(set) var returned: Money
    private(set) var guaranteed: Money
    private(set) var surplus: Money
    /// Return earned so far, exact and in whole pennies: the difference of the rounded sums is what a day of payment
    /// adds, so that what is credited sums to the whole rounded once.
    private var earned = Rational.zero
    private var credited: Money
    private var at: CalendarDate?

    init(_ tranche: Tranche) {
        let nothing = Money.zero(tranche.commitment.currency)
        self.tranche = tranche
        drawn = nothing
        repaid = nothing
        returned = nothing
        guaranteed = nothing
        surplus = nothing
        credited = nothing
    }

    func outstanding() throws(MoneyError) -> Money {
        try drawn.subtracting(repaid).subtracting(guaranteed)
    }

    /// What may still be drawn.
    func left() throws(MoneyError) -> Money {
        try tranche.commitment.subtracting(tranche.redraws ? try outstanding() : drawn)
    }

    func returnDue() throws(MoneyError) -> Money { try credited.subtracting(returned) }

    /// Earns the return up to a day; the part of a penny is carried on.
    private mutating func accrue(to date: CalendarDate) throws(MoneyError) {
        if let at {
            var base = try outstanding()
            if tranche.isCompound { base = try base.adding(returnDue()) }
            earned +=
                base.exactMinorUnits * Rational(date.dayNumber - at.dayNumber)
                * tranche.preferredReturn / 365
        }
        at = date
    }

    /// Credits what was earned up to a day of payment, in whole pennies.
    mutating func credit(on date: CalendarDate) throws(MoneyError) {
        try accrue(to: date)
        credited = try Money(
            roundingMinorUnits: earned,
            by: .nearestOrAwayFromZero,
            currency: drawn.currency
        )
    }

    mutating func draw(_ amount: Money, on date: CalendarDate) throws(MoneyError) {
        try accrue(to: date)
        drawn = try drawn.adding(amount)
    }

    mutating func pay(returns amount: Money) throws(MoneyError) {
        returned = try returned.adding(amount)
    }

    mutating func pay(capital amount: Money) throws(MoneyError) {
        repaid = try repaid.adding(amount)
    }

    mutating func pay(guarantee amount: Money) throws(MoneyError) {
        guaranteed = try guaranteed.adding(amount)
    }
}

/// What became of a tranche.
package struct TrancheResult: Sendable, Hashable {
    package let tranche: Tranche
    package let drawn: Money
    package let repaid: Money
    package let preferredReturn: Money
    package let guaranteed: Money
    /// Capital never got back.
    package let lost: Money
    /// Return earned and never paid.
    package let unpaidReturn: Money
}
