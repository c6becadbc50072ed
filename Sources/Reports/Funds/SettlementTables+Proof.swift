internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What a signatory checks: who answers for what, the equations, and every movement.
extension SettlementTables {
    var accountability: ReportTable {
        let functions = agreement.functions.map {
            ("Function", $0.name, $0.owner)
        }
        let lines = agreement.lines.map { ("Line, \($0.kind.rawValue)", $0.name, $0.owner) }
        let outcomes = agreement.outcomes.map { ("Outcome", $0.definition, $0.owner) }
        return ReportTable.ofMoney(
            name: "Accountability",
            caption: "The one partner who answers for each function, line and outcome.",
            columns: [.words("What"), .words("Kind"), .words("Who answers for it")],
            rows: (functions + lines + outcomes).map { kind, what, owner in
                [.words(what), .words(kind), .words(name(owner))]
            }
        )
    }

    var checks: ReportTable {
        ReportTable.ofMoney(
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

    var journal: ReportTable {
        let lines = settlement.journal
        return ReportTable.ofMoney(
            name: "Journal",
            caption: "Every movement: the debited account receives, the credited account gives.",
            in: agreement.currency,
            columns: [
                .words("Date"), .words("Debit"), .words("Credit"),
                .money("Amount", total: settlement.figures.moved), .words("Clause"),
                .words("Source"),
            ],
            totalLabel: "All movements",
            rowCount: lines.count
        ) { limit, add in
            for line in lines.prefix(limit) {
                add([
                    .words("\(line.date)"), .words(line.debit.identifier),
                    .words(line.credit.identifier), .money(line.amount),
                    .words(line.subject.words), .words(said(line.source)),
                ])
            }
        }
    }
}
