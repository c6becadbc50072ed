package import TopsliceExactArithmetic
package import TopsliceMoney

/// What investors put into a vehicle, in what order they are paid, and who has what is left.
package struct BondTerms: Sendable, Hashable {
    /// The party that holds the money: it pays for the work and receives payments for outcomes.
    package let vehicle: String
    /// In order of payment: the first is paid its return and capital before the second.
    package let tranches: [Tranche]
    /// Days on which money is paid out, increasing; the last one ends the bond.
    package let distributions: [CalendarDate]
    /// Until the end of this day money that comes in stays, and pays for the work instead of further drawdowns.
    package let recyclesUntil: CalendarDate?
    /// Kept back on every day of payment but the last.
    package let reserve: Money
    /// Who has what is left on the last day, in parts that sum to one.
    package let surplus: [SurplusShare]

    package struct SurplusShare: Sendable, Hashable {
        package let party: String
        package let part: Rational

        package init(party: String, part: Rational) {
            self.party = party
            self.part = part
        }
    }

    package init(
        vehicle: String,
        tranches: [Tranche],
        distributions: [CalendarDate],
        recyclesUntil: CalendarDate?,
        reserve: Money,
        surplus: [SurplusShare]
    ) {
        self.vehicle = vehicle
        self.tranches = tranches
        self.distributions = distributions
        self.recyclesUntil = recyclesUntil
        self.reserve = reserve
        self.surplus = surplus
    }
}

/// One class of an investment.
package struct Tranche: Sendable, Hashable {
    package let id: String
    package let investor: String
    /// The most that is drawn; with `redraws`, the most that is outstanding.
    package let commitment: Money
    package let drawdown: Drawdown
    /// A year's preferred return on capital outstanding as a part of one; each day is a 365th of a year.
    package let preferredReturn: Rational
    /// Whether a return that is not paid on a day of payment bears a return itself.
    package let isCompound: Bool
    /// Whether capital that was repaid may be drawn again.
    package let redraws: Bool
    package let guarantee: Guarantee?

    package enum Drawdown: Sendable, Hashable {
        case scheduled([Draw])
        /// Whatever the vehicle lacks, each time; of several such tranches in proportion to what is left of them.
        case asNeeded
    }

    package struct Draw: Sendable, Hashable {
        package let date: CalendarDate
        package let amount: Money

        package init(date: CalendarDate, amount: Money) {
            self.date = date
            self.amount = amount
        }
    }

    /// Who makes good which part of the capital that is not repaid at the end.
    package struct Guarantee: Sendable, Hashable {
        package let guarantor: String
        package let part: Rational

        package init(guarantor: String, part: Rational) {
            self.guarantor = guarantor
            self.part = part
        }
    }

    package init(
        id: String,
        investor: String,
        commitment: Money,
        drawdown: Drawdown,
        preferredReturn: Rational,
        isCompound: Bool,
        redraws: Bool,
        guarantee: Guarantee?
    ) {
        self.id = id
        self.investor = investor
        self.commitment = commitment
        self.drawdown = drawdown
        self.preferredReturn = preferredReturn
        self.isCompound = isCompound
        self.redraws = redraws
        self.guarantee = guarantee
    }
}
