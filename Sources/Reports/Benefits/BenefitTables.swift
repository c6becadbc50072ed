import TopsliceAttribution
import TopsliceBenefits
import TopsliceCohortData
internal import TopsliceFormats
import TopsliceMoney
import TopsliceStudies

/// Contributions to several outcomes, and who caused it by whom it benefits, each table stated once for every form.
struct BenefitTables {
    let report: BenefitReport
    /// Of the intervals: `95%`.
    let level: String
    let labels: StudyLabels

    private func named(_ column: String) -> ReportCell {
        .named(
            column,
            label: column == Self.everybody ? Self.everybodyTitle : labels.name(column)
        )
    }

    /// The name of the row and column of sums.
    static let everybody = "together"
    static let everybodyTitle = "Together"

    // MARK: - Outcomes

    /// A row an outcome and agency, per person of the whole cohort in the outcome's own unit.
    var outcomes: ReportTable {
        var table = ReportTable(
            name: "Outcomes",
            caption:
                "What each agency contributed to each outcome, per person of the whole cohort in the outcome’s own unit, "
                + "with \(level) intervals",
            columns: [
                .init("Outcome", key: "outcome"), .init("Agency", key: "agency"),
                .init("Unit", key: "unit"), .init("", key: "beneficiary"),
                .init("", key: "family"),
                .init("Contribution", key: "estimate", .decimal(places: 4)),
                .init("Std. error", key: "standard_error", .decimal(places: 4)),
                .init("\(level) interval", .decimal(places: 4), on: [.page, .terminal]),
                .init("\(level) low", key: "conf_low", .decimal(places: 4), on: [.data, .sheet]),
                .init("\(level) high", key: "conf_high", .decimal(places: 4), on: [.data, .sheet]),
                .init("p-value", key: "p_value", .decimal(places: 4)),
                .init("", key: "degrees_of_freedom", .decimal(places: 1)),
                .init("", key: "deadweight", .decimal(places: 4)),
                .init("", key: "observed", .decimal(places: 4)),
            ]
        )
        for one in report.outcomes {
            let result = one.result
            let estimates =
                result.contributions.map { ($0.agency, $0.shapley) }
                + [(Self.everybody, result.total.attributable)]
            let format = OutcomeFormat(result, one.scale)
            let change = format.change
            for (agency, estimate) in estimates {
                let known = estimate.uncertainty
                table.append([
                    named(one.name), named(agency),
                    .named(one.unit ?? "", label: format.shortUnit), named(one.beneficiary),
                    .text(one.family),
                    .number(estimate.value, change),
                    .number(known?.standardError, format.error),
                    known.map { .range($0.confidenceLow, $0.confidenceHigh, change) } ?? .empty,
                    .number(known?.confidenceLow, change),
                    .number(known?.confidenceHigh, change),
                    .number(known?.pValue, .probability),
                    .number(known?.degreesOfFreedom, .count),
                    .number(result.total.deadweight.value, format.level),
                    .number(result.total.observed.value, format.level),
                ])
            }
        }
        table.isStacked = true
        return table
    }

    // MARK: - Money

    /// Agencies by beneficiaries, for people: amounts that add up along both sides.
    func matrix(_ money: MoneyMatrix) -> ReportTable {
        let interval = "\(level) interval"
        var table = ReportTable.ofMoney(
            name: "Who caused it, for whom",
            caption:
                "What each agency (row) was worth to each beneficiary (column), for the "
                + "\(NumberFormat.count.text(Double(money.people))) people analysed",
            columns: [.init("Agency")]
                + zip(money.beneficiaries, money.columns).map {
                    ReportTable.Column.money(labels.name($0), total: $1.amount)
                }
                + [
                    .money("All of them", total: money.whole.amount),
                    .init(interval, total: .text(Self.range(money.whole))),
                ],
            rows: zip(money.agencies, zip(money.cells, money.rows)).map { agency, amounts in
                [named(agency)] + amounts.0.map { .money($0.amount) }
                    + [.money(amounts.1.amount), .text(Self.range(amounts.1))]
            },
            totalLabel: Self.everybodyTitle
        )
        table.missingNumber = NumberFormat.dash
        table.isStacked = true
        return table
    }

    /// A row a cell, a side or the whole, with its uncertainty.
    func cells(_ money: MoneyMatrix) -> ReportTable {
        let amount = Workbook.Column.Kind.money(symbol: "")
        var rows: [[ReportCell]] = []
        func add(_ agency: String, _ beneficiary: String, _ entry: MoneyMatrix.Entry) {
            rows.append([
                named(agency), named(beneficiary), .text(money.currency.code),
                .money(entry.amount), entry.standardError.map(ReportCell.money) ?? .empty,
                .text(Self.range(entry)),
                entry.low.map(ReportCell.money) ?? .empty,
                entry.high.map(ReportCell.money) ?? .empty,
                .number(entry.estimate.pValue, .probability),
            ])
        }
        for (agency, row) in zip(money.agencies, money.cells) {
            for (beneficiary, entry) in zip(money.beneficiaries, row) {
                add(agency, beneficiary, entry)
            }
        }
        for (agency, entry) in zip(money.agencies, money.rows) {
            add(agency, Self.everybody, entry)
        }
        for (beneficiary, entry) in zip(money.beneficiaries, money.columns) {
            add(Self.everybody, beneficiary, entry)
        }
        add(Self.everybody, Self.everybody, money.whole)
        var table = ReportTable.ofMoney(
            name: "Amounts with intervals",
            caption:
                "Every amount with its \(level) interval, from how all contributions to all outcomes vary together",
            columns: [
                .init("Agency", key: "agency"), .init("Beneficiary", key: "beneficiary"),
                .init("", key: "currency"), .init("Amount", key: "amount", amount),
                .init("Std. error", key: "standard_error", amount),
                .init("\(level) interval", on: [.page, .terminal]),
                .init("\(level) low", key: "conf_low", amount, on: [.data, .sheet]),
                .init("\(level) high", key: "conf_high", amount, on: [.data, .sheet]),
                .init("p-value", key: "p_value", .decimal(places: 4)),
            ],
            rows: rows
        )
        table.isStacked = true
        return table
    }

    /// What all agencies were worth to everybody.
    func finding(_ money: MoneyMatrix) -> String {
        "\(money.whole.amount.shown) in all (\(level) interval \(Self.range(money.whole)))"
    }

    private static func range(_ entry: MoneyMatrix.Entry) -> String {
        guard let low = entry.low, let high = entry.high else { return OutcomeFormat.notIdentified }
        return low.shown + " to " + high.shown
    }
}
