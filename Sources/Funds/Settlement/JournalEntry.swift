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

/// Between which accounts money moves, and for what.
private struct Way: Hashable {
    let debit: Account
    let credit: Account
    let subject: JournalSubject
}

extension [JournalEntry] {
    /// The movements with those of single people summed into one for each way and subject, in the order in
    /// which they first occur, after all others; all others stay as they are.
    func withoutPeople(on date: CalendarDate, source: String) throws(FundError) -> [JournalEntry] {
        guard contains(where: \.subject.isOfOnePerson) else { return self }
        var sums: [Way: Money] = [:]
        var order: [Way] = []
        var kept: [JournalEntry] = []
        for entry in self {
            guard entry.subject.isOfOnePerson else {
                kept.append(entry)
                continue
            }
            let way = Way(debit: entry.debit, credit: entry.credit, subject: entry.subject)
            if sums[way] == nil { order.append(way) }
            try sums.add(entry.amount, to: way)
        }
        return kept
            + order.map { way in
                JournalEntry(
                    date: date,
                    debit: way.debit,
                    credit: way.credit,
                    amount: sums.amount(way),
                    subject: way.subject,
                    source: source
                )
            }
    }
}
