import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

/// How effects differ by the columns that were named for it, stated once for page, sheet, terminal and JSON.
struct ModificationTable {
    private let report: AttributionReport
    private let modifications: [EffectModification]

    /// Nil where no column was named.
    init?(_ report: AttributionReport) {
        guard !report.result.modifications.isEmpty else { return nil }
        self.report = report
        modifications = report.result.modifications
    }

    private var isInParts: Bool { modifications.contains { $0.part > 0 } }

    /// What the model counts in.
    private func scale(_ part: Int) -> String {
        let logOdds = "log-odds"
        return switch report.method.family {
        case "binomial", "fractional": logOdds
        case "poisson", "gamma": "the logarithm of the mean"
        case "two-part": part == 0 ? logOdds + " of any" : "the logarithm of how much"
        default: OutcomeFormat(report).changeUnit
        }
    }

    var table: ReportTable {
        let level = NumberFormat.level(report.method.confidenceLevel)
        let amount = Workbook.Column.Kind.decimal(places: 4)
        let labels = report.labels
        let errors = modifications.compactMap(\.estimate.standardError)
        var format = NumberFormat.fitting(
            errors.isEmpty ? [1] : [errors.reduce(.infinity, min)],
            digits: 2
        )
        format.sign = .always
        // A linear model counts effects as the outcome is counted, money in whole units of its currency.
        if report.method.family == "gaussian" {
            let change = OutcomeFormat(report).change
            format = .fitting(
                errors.isEmpty ? [1] : [errors.reduce(.infinity, min)],
                digits: 2,
                sign: .always,
                multiplier: change.multiplier
            )
            format.prefix = change.prefix
        }
        var table = ReportTable(
            name: "Effects by columns",
            caption:
                "How the effect of each agency differs with one unit more of a column"
                + (isInParts ? "" : ", " + scale(0)),
            columns: [
                .init("By", key: "column"), .init("Agency", key: "agency"),
                .init("Counted in", key: "scale", on: isInParts ? .all : .data),
                .init("One unit more adds", key: "estimate", amount),
                .init("\(level) interval", amount),
                .init("", key: "standard_error", amount), .init("", key: "conf_low", amount),
                .init("", key: "conf_high", amount),
                .init("p-value", key: "p_value", .decimal(places: 4)),
            ]
        )
        table.isStacked = true
        for one in modifications {
            let known = one.estimate.uncertainty
            table.append([
                .named(one.column, label: labels.name(one.column)),
                .named(one.agency, label: labels.name(one.agency)), .text(scale(one.part)),
                .number(one.estimate.identifiedValue, format),
                known.map { .range($0.confidenceLow, $0.confidenceHigh, format) } ?? .empty,
                .number(known?.standardError, format), .number(known?.confidenceLow, format),
                .number(known?.confidenceHigh, format), .number(known?.pValue, .probability),
            ])
        }
        return table
    }

    static let note =
        "Each row is a coefficient of the model, held back by a prior, and not a contribution: it says whether an agency does more for people "
        + "with more of the column, others alike. Contributions allow for it already. Many rows are many chances: one small p-value "
        + "among them is often chance."

    private var finding: String {
        let told = modifications.count { one in
            one.estimate.uncertainty.map { $0.confidenceLow > 0 || $0.confidenceHigh < 0 } ?? false
        }
        return told == 0
            ? "no difference can be told from none"
            : "\(told) of \(modifications.count) differences can be told from none, taken one by one"
    }

    var section: HTMLPage.Section {
        HTMLPage.Section(
            "Whether agencies do more for some than for others",
            finding: finding,
            [table.markup, .paragraph(Self.note)]
        )
    }

    var terminalText: String {
        "\nhow effects differ with one unit more of a column" + (isInParts ? "" : ", " + scale(0))
            + "\n" + table.terminal.text
    }
}
