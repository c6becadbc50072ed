import TopsliceFunds
import TopsliceMoney

/// What a signatory checks: who answers for what, the equations, and every movement.
extension SettlementTables {
    var accountability: SettlementTable {
        let functions = agreement.functions.map {
            ("Function", $0.name, $0.owner)
        }
        let lines = agreement.lines.map { ("Line, \($0.kind.rawValue)", $0.name, $0.owner) }
        let outcomes = agreement.outcomes.map { ("Outcome", $0.definition, $0.owner) }
        return SettlementTable(
            name: "Accountability",
            caption: "The one partner who answers for each function, line and outcome.",
            columns: [.words("What"), .words("Kind"), .words("Who answers for it")],
            rows: (functions + lines + outcomes).map { kind, what, owner in
                [.words(what), .words(kind), .words(name(owner))]
            }
        )
    }

    var checks: SettlementTable {
        SettlementTable(
            name: "Checks",
            caption: "Every equation that must hold; each side is worked out on its own way.",
            columns: [
                .words("Check"), .words("Result"), .money("Expected", isTotalled: false),
                .money("Actual", isTotalled: false), .money("Difference"),
            ],
            rows: settlement.checks.map {
                [
                    .words($0.words), .words($0.holds ? "holds" : "FAILS"), .money($0.expected),
                    .money($0.actual), .money($0.difference),
                ]
            },
            totalLabel: "All differences"
        )
    }

    var journal: SettlementTable {
        let lines = settlement.journal
        let moved = settlement.figures.moved
        return SettlementTable(
            name: "Journal",
            caption: "Every movement: the debited account receives, the credited account gives.",
            columns: [
                .words("Date"), .words("Debit"), .words("Credit"), .money("Amount"),
                .words("Clause"), .words("Source"),
            ],
            rows: lines.prefix(limit).map {
                [
                    .words("\($0.date)"), .words($0.debit.identifier),
                    .words($0.credit.identifier), .money($0.amount), .words($0.subject.words),
                    .words(said($0.source)),
                ]
            },
            totalLabel: "All movements",
            rowCount: lines.count,
            knownTotals: moved.map { [3: $0] } ?? [:]
        )
    }
}
