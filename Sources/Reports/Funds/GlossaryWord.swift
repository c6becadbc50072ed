import TopsliceFunds
import TopsliceMoney

/// A word of a statement and what it means here.
struct GlossaryWord {
    let term: String
    let meaning: String

    /// The words that a settlement uses, in alphabetical order.
    static func used(in settlement: Settlement) -> [GlossaryWord] {
        let agreement = settlement.agreement
        var words: [GlossaryWord] = [
            .init(
                term: "Host",
                meaning: "The partner that holds the pool for all and settles with each."
            ),
            .init(
                term: "Net",
                meaning: "All that a partner is owed less all that it owes; paid once."
            ),
            .init(term: "Pool", meaning: "Money held in common, from which lines are paid."),
        ]
        func add(_ isUsed: Bool, _ term: String, _ meaning: String) {
            if isUsed { words.append(.init(term: term, meaning: meaning)) }
        }
        let lines = agreement.lines
        add(
            !settlement.lines.isEmpty,
            "Adverse, favourable",
            "More, or less, was spent than the budget is meant for."
        )
        add(
            lines.contains { $0.kind == .aligned }
                || settlement.contributions.contains(where: \.isAligned),
            "Aligned",
            "Money that stays in its owner's budget and is reported beside the pool, never in it."
        )
        add(
            lines.contains { $0.kind == .leadCommissioned },
            "Lead-commissioned",
            "Its owner commissions and pays, and the pool pays the owner back."
        )
        add(
            settlement.standing.basis == .toDate,
            "To date",
            "Up to the day of the settlement: recorded spending, and the part of each budget that is meant for those days."
        )
        add(
            settlement.standing.basis == .forecast,
            "Expected",
            "Spending that is not recorded and that the line's way of forecasting foresees by the end of the term."
        )
        add(
            settlement.lines.contains { !$0.accrued.isZero },
            "Accrued",
            "Spending that belongs to the term though its invoice has not come."
        )
        add(
            settlement.lines.contains { !$0.held.isZero },
            "Held",
            "Budget meant for months of which nobody has said what was spent; it is no underspend until somebody has."
        )
        add(
            settlement.accounts.contains { $0.account == .riskPool },
            "Risk pool",
            "Money set aside to meet overspends, as far as it goes."
        )
        add(
            !settlement.shortfalls.isEmpty,
            "Shortfall",
            "What an account paid and did not hold, or what a clause draws on it for and it does not hold; until it is "
                + "met the settlement does not reconcile."
        )
        add(
            !agreement.virements.isEmpty,
            "Virement",
            "Budget moved from one line to another on a day of the term."
        )
        add(
            settlement.bands.contains { $0.band.ringFence != nil },
            "Set aside (ring-fenced)",
            "Money for one purpose, which makes up for no other's overspend."
        )
        add(
            !settlement.savings.isEmpty,
            "Cashable",
            "A saving that sets money free in somebody's budget, so that it can be shared."
        )
        return words.sorted { $0.term < $1.term }
    }
}
