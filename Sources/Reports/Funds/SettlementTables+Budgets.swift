import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney

/// What goes in, what is spent, and who bears the difference.
extension SettlementTables {
    var contributions: SettlementTable {
        SettlementTable(
            name: "Contributions",
            caption: "What goes into the fund, by clause.",
            columns: [
                .words("Partner"), .words("Clause"), .words("Rule"), .words("Kind"),
                .money("Budget before", isTotalled: false), .money("Amount"), .words("Working"),
                .words("Due"), .words("Source"),
            ],
            rows: settlement.contributions.map { entry in
                let reversed = entry.share.reversed.map { "; given back on \($0)" } ?? ""
                return [
                    .words(name(entry.share.partner)), .words(entry.clause), .words(entry.rule),
                    .words(entry.isAligned ? "aligned" : "pooled"),
                    entry.share.budget.map(SettlementTable.Cell.money) ?? .blank,
                    .money(entry.share.amount), .words(entry.share.working + reversed),
                    .words("\(entry.date)"),
                    .words(said(entry.fundSource.isEmpty ? entry.source : entry.fundSource)),
                ]
            },
            totalLabel: "All contributions"
        )
    }

    var lines: SettlementTable {
        SettlementTable(
            name: "Lines",
            caption: "Budget and spending of each line, and who answers for it.",
            columns: [
                .words("Line"), .words("Kind"), .words("Owner"), .money("Budget"),
                .money("Spent"), .money("Over (+) or under (−)"), .words("Shared by"),
                .words("Source"),
            ],
            rows: settlement.lines.map { outturn in
                [
                    .words(
                        outturn.line.name + (outturn.phase == "term" ? "" : phase(outturn.phase))
                    ),
                    .words(outturn.line.kind.rawValue), .words(name(outturn.line.owner)),
                    .money(outturn.budget), .money(outturn.spend), .money(outturn.variance),
                    .words(outturn.risk ?? "its owner alone"), .words(said(outturn.source)),
                ]
            },
            totalLabel: "All lines"
        )
    }

    var risks: SettlementTable {
        var rows: [[SettlementTable.Cell]] = []
        for risk in settlement.risks where rows.count < limit {
            let steps = Dictionary(grouping: risk.steps, by: \.party)
            for part in risk.parts.prefix(limit - rows.count) {
                rows.append(row(of: part, in: risk, steps[part.party] ?? []))
            }
        }
        return SettlementTable(
            name: "Over- and underspends",
            caption:
                "How each over- and underspend is divided, before rounding and in whole pence.",
            columns: [
                .words("Clause"), .words("Direction"), .words("Rule"), .words("Party"),
                .money("Amount"), .words("Working"),
            ],
            rows: rows,
            totalLabel: "Divided in all",
            rowCount: settlement.risks.reduce(0) { $0 + $1.parts.count },
            knownTotals: [
                4: settlement.figures.divided
            ]
        )
    }

    private func row(
        of part: RiskDivision.Part,
        in risk: RiskDivision,
        _ steps: [RiskStep]
    ) -> [SettlementTable.Cell] {
        let working = steps.map { step in
            let pounds = (step.exact / 100).decimal(places: 4, rounding: .nearestOrAwayFromZero)
            return "£\(pounds) \(step.reason)"
        }.joined(separator: "; ")
        let destination = risk.isOverspend ? "" : ", \(risk.destination.words)"
        return [
            .words(risk.clause + (risk.phase == "term" ? "" : phase(risk.phase))),
            .words((risk.isOverspend ? "overspend" : "underspend") + destination),
            .words(risk.schedule), .words(name(part.party)), .money(part.amount), .words(working),
        ]
    }
}
