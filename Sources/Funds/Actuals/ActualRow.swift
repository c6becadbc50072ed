package import TopsliceExactArithmetic
package import TopsliceRecords
package import TopsliceMoney

/// One thing that happened, as the table of actuals tells it.
package struct ActualRow: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Money spent on a line; `partner` where a partner paid it instead of the pool.
        case spend
        /// Spending that belongs to the term though its invoice has not come; taken back by a row below zero when
        /// it has.
        case accrual
        /// Spending on a line that is ordered for a later day; only a forecast counts it.
        case commitment
        /// What `partner` collected and pays into a pool that is paid out; below zero for what it is short of.
        case receipt
        /// A saving of a stream.
        case saving
        /// A contribution or outcome payment already handed over by `partner`.
        case paid
        /// A number of results of an outcome.
        case outcome
        /// A number of people who began, for attachment fees.
        case start
        /// What `partner`'s services cost with the programme, for a compensation.
        case cost
        /// What `partner` has in income with the programme, for a compensation that counts income.
        case income
    }

    /// How a row of spending is known.
    package enum Nature: Sendable, Hashable {
        case recorded
        case accrued
        /// Not recorded, but expected by the end of the term.
        case foreseen
    }

    package let date: CalendarDate
    /// The day of the term that it counts in: that of the row, of the time it is `for`, or the last for an invoice
    /// that came late.
    package let counted: CalendarDate
    package let kind: Kind
    package let nature: Nature
    /// A line, saving, contribution, outcome or compensation of the agreement.
    package let id: String
    package let partner: String?
    /// In pence; zero for counts.
    package let amount: Money
    /// For outcomes and starts.
    package let quantity: Rational
    package let scenario: String
    package let place: FilePlace
}
