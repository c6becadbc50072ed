package import TopsliceMoney

/// What of a cap or a floor that runs over several terms a partner has used.
package struct CapUse: Sendable, Hashable {
    /// The schedule whose caps they are.
    package struct Rule: Sendable, Hashable, Comparable {
        /// The risk clause.
        package let clause: String
        package let isOverspend: Bool
        /// The day since which they count.
        package let since: CalendarDate

        package static func < (left: Rule, right: Rule) -> Bool {
            if left.clause != right.clause { return left.clause.precedes(right.clause) }
            return left.isOverspend && !right.isOverspend
        }
    }

    package let rule: Rule
    package let partner: String
    /// In pence, in earlier terms.
    package let before: Money
    /// In pence, in this one.
    package let borne: Money
    /// Both together, with which the next term begins.
    package let used: Money
}

extension RiskClause {
    /// The schedules of the clause whose caps run over several terms.
    package var rulesOverYears: [CapUse.Rule] {
        [(overspend, true), (underspend, false)].compactMap { schedule, isOverspend in
            (schedule as? CappedShare)?.since.map {
                CapUse.Rule(clause: id, isOverspend: isOverspend, since: $0)
            }
        }
    }
}
