internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What changed during the year, and the figures that are the year's own.
extension SettlementTables {
    var virements: ReportTable {
        ReportTable.ofMoney(
            name: "Virements",
            caption:
                "Budget moved during the term; each sums to zero with what goes outside the agreement.",
            columns: [
                .words("Day"), .words("Virement"), .words("Line"),
                .money("Moved", isTotalled: false),
                .words("Source"),
            ],
            rows: agreement.virements.flatMap { virement in
                let moves = virement.moves.sorted { $0.key < $1.key }.map {
                    (agreement.lineName(of: $0.key), $0.value)
                }
                let outside =
                    virement.outside.isZero ? [] : [("outside the agreement", virement.outside)]
                return (moves + outside).map { line, amount -> [ReportCell] in
                    [
                        .words("\(virement.date)"), .words(virement.clause), .words(line),
                        .money(amount), .words(said("\(virement.place)")),
                    ]
                }
            }
        )
    }

    /// Caps that run over several terms.
    var caps: ReportTable {
        ReportTable.ofMoney(
            name: "Caps over years",
            caption:
                "What each has borne under rules whose caps run over several terms: in earlier terms, in this one, and "
                + "together, with which the next begins.",
            columns: [
                .words("Clause"), .words("Direction"), .words("Since"), .words("Partner"),
                .money("Before", isTotalled: false), .money("Now", isTotalled: false),
                .money("Together", isTotalled: false),
            ],
            rows: settlement.caps.map {
                [
                    .words($0.rule.clause),
                    .words($0.rule.isOverspend ? "overspend" : "underspend"),
                    .words("\($0.rule.since)"), .words(name($0.partner)), .money($0.before),
                    .money($0.borne), .money($0.used),
                ]
            }
        )
    }

    var parameters: ReportTable {
        ReportTable.ofMoney(
            name: "Figures of the year",
            caption:
                "What the agreement names and a table beside it gives, with where each figure comes from.",
            columns: [
                .words("Name"), .words("Of"), .words("Value"), .words("From"), .words("To"),
                .words("Source"), .words("Place"),
            ],
            rows: agreement.parameters.map {
                [
                    .words($0.name), .words($0.part.map { name($0) } ?? ""), .words(value($0)),
                    .words($0.from.map { "\($0)" } ?? ""), .words($0.to.map { "\($0)" } ?? ""),
                    .words($0.source), .words(said("\($0.place)")),
                ]
            }
        )
    }

    /// Keys of an agreement that take an amount of money.
    private static let amounts: Set<String> = [
        "amount", "amounts", "total", "minimum", "budget", "budgets", "forecast", "unit_value",
        "tariff", "fee", "payment", "cap", "floor", "caps", "floors", "losses", "before", "up_to",
        "trigger", "pool", "risk_pool",
    ]

    /// As money where the agreement takes it as that, otherwise as it is written.
    private func value(_ parameter: UsedParameter) -> String {
        let keys = agreement.parameterUses.filter { $0.parameter == parameter.name }.map(\.lastKey)
        guard !keys.isEmpty, keys.allSatisfy(Self.amounts.contains),
            let money = try? Money(parsing: parameter.value, currency: agreement.currency)
        else { return parameter.value }
        return money.formatted()
    }
}
