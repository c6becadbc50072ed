package import TopsliceMoney
package import TopsliceRecords

/// Budget moved between lines on a day of the term; what leaves the agreement, or comes into it, is named so.
package struct Virement: Sendable, Hashable {
    package let clause: String
    package let date: CalendarDate
    /// By line, above zero for what it gains; they sum to zero with what goes outside.
    package let moves: [String: Money]
    /// What comes from outside the agreement (below zero) or goes there (above zero).
    package let outside: Money
    package let place: FilePlace
}

extension Agreement {
    /// The agreement with the budgets as they were revised up to a day.
    func revised(until day: CalendarDate) throws(FundError) -> Agreement {
        guard !virements.isEmpty else { return self }
        var agreement = self
        for index in agreement.lines.indices {
            let line = agreement.lines[index].id
            for virement in virements where virement.date <= day {
                guard let move = virement.moves[line],
                    let place = agreement.lines[index].allotmentIndex(on: virement.date)
                else { continue }
                let before = agreement.lines[index].allotments[place].revised
                let after = try before.plus(move)
                agreement.lines[index].allotments[place].revised = after
                agreement.lines[index].allotments[place].budget = after
            }
        }
        return agreement
    }
}
