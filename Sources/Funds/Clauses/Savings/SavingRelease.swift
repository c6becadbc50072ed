package import TopsliceExactArithmetic
package import TopsliceMoney

/// How much of a saving is released for sharing; the rest stays with its beneficiary.
///
/// With a switch (a negotiated part of a saving on AME released as DEL) it is that part, and never more
/// than what is attributable to the programme.
package struct SavingRelease: Sendable, Hashable {
    /// A part of one; one for the whole saving.
    package let switchPart: Rational
    /// What of the saving is attributable to the programme; nil where the agreement sets no limit.
    package let attributable: Threshold?

    package init(switchPart: Rational = .one, attributable: Threshold? = nil) {
        self.switchPart = switchPart
        self.attributable = attributable
    }

    package struct Amounts: Sendable, Hashable {
        /// In pence.
        package let saving: Money
        /// In pence.
        package let released: Money
        /// What the switch would have released beyond the limit, in pence.
        package let withheld: Money

        /// In pence.
        package let retained: Money
    }

    /// The amounts released and retained of a saving in pence. A saving below zero (a cost) is shared whole.
    package func amounts(of saving: Money) throws(FundError) -> Amounts {
        guard saving.isPositive else {
            return Amounts(
                saving: saving,
                released: saving,
                withheld: .zero(saving.currency),
                retained: .zero(saving.currency)
            )
        }
        let wanted = try Money.nearest(Rational(saving) * switchPart, in: saving.currency)
        let limit = min(saving, try attributable?.pence(budget: saving) ?? saving)
        let released = min(wanted, limit)
        return Amounts(
            saving: saving,
            released: released,
            withheld: try wanted.minus(released),
            retained: try saving.minus(released)
        )
    }
}
