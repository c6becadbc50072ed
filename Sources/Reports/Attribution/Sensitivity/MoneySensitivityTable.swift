import TopsliceBenefits
internal import TopsliceCohortData
internal import TopsliceFormats
import TopsliceMoney

/// What a hidden confounder could do in money, stated once for page, sheet, terminal and JSON.
struct MoneySensitivityTable {
    private let report: AttributionReport
    private let money: MoneySensitivity

    /// Nil where no outcome is money.
    init?(_ report: AttributionReport) {
        guard let money = report.money else { return nil }
        self.report = report
        self.money = money
    }

    var caption: String {
        let level = NumberFormat.level(report.method.confidenceLevel)
        return
            "The same in money, for all people analysed: what was caused, its \(level) interval, and the one that allows for a hidden "
            + "confounder as strong as the strongest observed one"
    }

    var table: ReportTable {
        let labels = report.labels
        let amount = Workbook.Column.Kind.money(symbol: "")
        let level = NumberFormat.level(report.method.confidenceLevel)
        func cell(_ money: Money?) -> ReportCell { money.map(ReportCell.money) ?? .empty }
        func words(_ range: MoneySensitivity.Range?) -> ReportCell {
            .text(
                range.map { $0.low.shown + " to " + $0.high.shown }
                    ?? OutcomeFormat.notIdentified
            )
        }
        var table = ReportTable.ofMoney(
            name: "Sensitivity in money",
            caption: caption,
            columns: [
                .init("Outcome", key: "outcome"),
                .init("Worth to", key: "beneficiary", on: [.terminal, .sheet, .data]),
                .init("Agency", key: "agency"), .init("", key: "currency"),
                .init("Amount", key: "amount", amount),
                .init("\(level) interval", on: .terminal),
                .init("\(level) low", key: "conf_low", amount, on: [.data, .sheet]),
                .init("\(level) high", key: "conf_high", amount, on: [.data, .sheet]),
                .init("As strong as", key: "covariate", on: [.terminal, .sheet, .data]),
                .init("Allowing for it", on: [.page, .terminal]),
                .init("Allowing, low", key: "allowing_low", amount, on: [.data, .sheet]),
                .init("Allowing, high", key: "allowing_high", amount, on: [.data, .sheet]),
            ],
            rows: money.lines.map { line in
                let agency = line.agency ?? "Together"
                return [
                    .named(line.outcome, label: labels.name(line.outcome)),
                    // Where nobody was named it is the outcome's own.
                    .named(
                        line.beneficiary,
                        label: line.beneficiary == line.outcome
                            ? NumberFormat.dash : labels.name(line.beneficiary)
                    ),
                    .named(agency, label: labels.name(agency)), .text(money.currency.code),
                    .money(line.amount), words(line.interval), cell(line.interval?.low),
                    cell(line.interval?.high),
                    line.covariate.map { .named($0, label: labels.name($0)) } ?? .empty,
                    words(line.allowing), cell(line.allowing?.low), cell(line.allowing?.high),
                ]
            }
        )
        table.isStacked = true
        return table
    }
}
