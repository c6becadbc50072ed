package import TopsliceExactArithmetic
package import TopsliceRecords
package import TopsliceMoney

/// One thing that happened, as the table of actuals tells it.
package struct ActualRow: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Money spent on a line; `partner` where a partner paid it instead of the pool.
        case spend
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

    package let date: CalendarDate
    package let kind: Kind
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
