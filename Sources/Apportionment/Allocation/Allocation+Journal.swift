import BigInt
public import TopsliceMoney

extension Allocation {
    /// The double entry of this division: every recipient is debited from the pot with its share
    /// rounded down, and every rounding is a line of its own, so that each penny that is not
    /// anybody's by the rule alone can be seen.
    ///
    /// - Parameters:
    ///   - pot: the account that is divided; the sum of the lines leaves it.
    ///   - clause: what asks for the division; the rule's name is added.
    ///   - source: where the figures come from.
    ///   - date: the day of every line, where there is one.
    public func journal(
        from pot: String,
        clause: String,
        source: String,
        date: CalendarDate? = nil
    ) throws(MoneyError) -> Journal {
        var journal = Journal(currency: total.currency)
        for part in parts {
            let rounded = Money(minorUnits: part.roundingUnits, currency: total.currency)
            try journal.post(
                date: date,
                debit: part.id,
                credit: pot,
                amount: try part.amount.subtracting(rounded),
                clause: Self.joined(clause, rule),
                source: source
            )
            try journal.post(
                date: date,
                debit: part.id,
                credit: pot,
                amount: rounded,
                clause: Self.joined(clause, "rounding by \(rounding.rawValue)"),
                source: source
            )
        }
        return journal
    }

    private static func joined(_ clause: String, _ rule: String) -> String {
        clause.isEmpty ? rule : "\(clause): \(rule)"
    }
}
