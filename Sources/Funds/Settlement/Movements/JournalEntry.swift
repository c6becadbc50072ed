package import TopsliceMoney

/// One movement of a settlement between two accounts.
package struct JournalEntry: Sendable, Hashable {
    package let date: CalendarDate
    /// The account that receives the value.
    package let debit: Account
    /// The account that gives it.
    package let credit: Account
    /// Above zero.
    package let amount: Money
    package let subject: JournalSubject
    /// The place in a file that the figure comes from.
    package let source: String
}
