public import ExactArithmetic
public import Money

/// One thing that happened, as the table of actuals tells it.
public struct ActualRow: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
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

    public let date: CalendarDate
    public let kind: Kind
    /// A line, saving, contribution, outcome or compensation of the agreement.
    public let id: String
    public let partner: String?
    /// In pence; zero for counts.
    public let amount: Int
    /// For outcomes and starts.
    public let quantity: Rational
    public let scenario: String
    public let place: FundPlace
}
