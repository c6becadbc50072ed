package import TopsliceMoney

/// The journal of a settlement: by date, and by clause within a day.
///
/// - Complexity: 32 bytes a movement.
package struct JournalEntries: RandomAccessCollection, Sendable {
    /// A movement by the places of what it cites in ``names``.
    package struct Line: Sendable, Hashable {
        let dayNumber: Int32
        package let debit: Int32
        package let credit: Int32
        package let subject: Int32
        package let source: Int32
        /// Above zero.
        package let minorUnits: Int

        package var date: CalendarDate { CalendarDate(dayNumber: Int(dayNumber)) }
    }

    package let names: MovementNames
    package let currency: Currency
    package private(set) var lines: [Line]

    /// - Parameter lines: in any order.
    init(_ lines: consuming [Line], names: MovementNames, in currency: Currency) {
        self.names = names
        self.currency = currency
        self.lines = lines
        self.lines.sort { left, right in
            if left.dayNumber != right.dayNumber { return left.dayNumber < right.dayNumber }
            if left.subject != right.subject { return left.subject < right.subject }
            if left.debit != right.debit { return left.debit < right.debit }
            if left.credit != right.credit { return left.credit < right.credit }
            if left.minorUnits != right.minorUnits { return left.minorUnits < right.minorUnits }
            return left.source < right.source
        }
    }

    /// From the first day on which something moved to the last; nil where nothing did.
    package var days: ClosedRange<CalendarDate>? {
        guard let first = lines.first, let last = lines.last else { return nil }
        return first.date...last.date
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { lines.count }

    package subscript(position: Int) -> JournalEntry {
        let line = lines[position]
        return JournalEntry(
            date: line.date,
            debit: names.accounts[Int(line.debit)],
            credit: names.accounts[Int(line.credit)],
            amount: Money(minorUnits: line.minorUnits, currency: currency),
            subject: names.subjects[Int(line.subject)],
            source: names.sources[Int(line.source)]
        )
    }

    /// The same with those alone that one of some accounts takes part in.
    func concerning(_ accounts: Set<Account>) -> JournalEntries {
        let isMeant = names.accounts.map(accounts.contains)
        var own = self
        own.lines = lines.filter { isMeant[Int($0.debit)] || isMeant[Int($0.credit)] }
        return own
    }

    var withoutLines: JournalEntries {
        var own = self
        own.lines = []
        return own
    }

    /// What all of them move together; nil where that is more than an amount can hold.
    var total: Money? {
        var total = 0
        for line in lines {
            let (sum, isTooLarge) = total.addingReportingOverflow(line.minorUnits)
            if isTooLarge { return nil }
            total = sum
        }
        return Money(minorUnits: total, currency: currency)
    }
}

extension JournalEntries: Equatable {
    package static func == (one: JournalEntries, other: JournalEntries) -> Bool {
        one.elementsEqual(other)
    }
}
