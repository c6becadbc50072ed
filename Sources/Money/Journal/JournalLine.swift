/// One movement of money between two accounts: the amount is debited to one and credited to the
/// other, so that no line can put the books out of balance.
public struct JournalLine: Sendable, Hashable {
    public let date: CalendarDate?
    /// The account that receives the value (pays a cost, holds an asset).
    public let debit: String
    /// The account that gives it.
    public let credit: String
    /// Always positive: a negative amount is the same movement the other way.
    public let amount: Money
    /// The clause of an agreement or the rule that asks for this movement.
    public let clause: String
    /// Where the figure comes from: a file and line, a coalition table, a published rule.
    public let source: String
}
