package import TopsliceExactArithmetic
package import TopsliceMoney

/// A part of each department's budget taken before it enters the department.
///
/// Every entry keeps the budget it was taken from, so that each can be given back alone:
/// what remains plus the slice is the budget, to the penny.
package struct TopSlice: ContributionRule {
    package struct Entry: Sendable, Hashable {
        package let partner: String
        /// In pence, before the slice.
        package let budget: Money
        package let slice: Slice
        /// In pence.
        package let minimum: Money?
        /// The day on which the partner's entries of all phases were reversed; nil while they stand.
        package let reversed: CalendarDate?
        /// The same for the entries of single phases.
        package let reversedByPhase: [String: CalendarDate]

        package init(
            partner: String,
            budget: Money,
            slice: Slice,
            minimum: Money? = nil,
            reversed: CalendarDate? = nil,
            reversedByPhase: [String: CalendarDate] = [:]
        ) {
            self.partner = partner
            self.budget = budget
            self.slice = slice
            self.minimum = minimum
            self.reversed = reversed
            self.reversedByPhase = reversedByPhase
        }
    }

    package enum Slice: Sendable, Hashable {
        /// A part of one.
        case part(Rational)
        /// In pence.
        case amount(Money)
    }

    package let entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }

    package var kind: ContributionKind { .topSlice }

    package func entries(
        _ setting: ContributionSetting
    ) throws(FundError) -> [ContributionShare] {
        let growth = setting.growth
        var shares: [ContributionShare] = []
        for entry in entries.sorted(by: { $0.partner.precedes($1.partner) }) {
            let budget = try Money.nearest(
                Rational(entry.budget) * growth,
                in: entry.budget.currency
            )
            let exact: Rational =
                switch entry.slice {
                case .part(let part): Rational(budget) * part
                case .amount(let amount): Rational(amount) * growth
                }
            let sliced = try Money.nearest(exact, in: entry.budget.currency)
            let lifted = entry.minimum.map { max(sliced, $0) } ?? sliced
            shares.append(
                ContributionShare(
                    partner: entry.partner,
                    exact: exact,
                    amount: min(budget, lifted),
                    working: .slice(entry.slice, of: budget, isLifted: sliced < lifted),
                    budget: budget,
                    reversed: setting.phase.flatMap { entry.reversedByPhase[$0] }
                        ?? entry.reversed
                )
            )
        }
        return shares
    }
}
