import TopsliceAttribution
internal import TopsliceStudies
internal import TopsliceCohortData
internal import TopsliceFormats

/// The estimate by weighting beside that of the model, stated once for page, terminal, JSON and CSV.
struct CrossCheckTable {
    let check: CrossCheck
    private let report: AttributionReport
    private let format: OutcomeFormat

    /// Nil where it was not asked for.
    init?(_ report: AttributionReport) {
        guard let check = report.result.crossCheck else { return nil }
        self.check = check
        self.report = report
        format = OutcomeFormat(report)
    }

    var table: ReportTable {
        let amount = Workbook.Column.Kind.decimal(places: 4)
        var table = ReportTable(
            name: "Cross-check",
            caption:
                "The same by weighting (AIPW), \(format.changeUnit), and how far it lies from the model",
            columns: [
                .init("Agency", key: "agency"), .init("By weighting", key: "estimate", amount),
                .init("Std. error", key: "standard_error", amount),
                .init("Less the model", key: "difference", amount),
                .init("Its std. error", key: "difference_standard_error", amount),
                .init("Differs", key: "differs"),
            ]
        )
        table.isStacked = true
        let named = zip(report.result.agencies, check.agencies) + [("Together", check.together)]
        for (name, line) in named {
            table.append([
                .named(name, label: report.labels.name(name)),
                .number(line.estimate.value, format.change),
                .number(line.estimate.standardError, format.error),
                .number(line.difference, format.change),
                .number(line.differenceError, format.error), .boolean(line.disagrees),
            ])
        }
        return table
    }

    var words: String {
        let count = NumberFormat.count
        let cap =
            check.plan.cap.map {
                "No person counts more than \(count.text($0)) times; \(report.disclosure.rule.words(check.capped)) people would have. "
            } ?? ""
        let largest = NumberFormat.fitting([check.largestWeight], digits: 2).text(
            check.largestWeight
        )
        return
            "Augmented inverse probability weighting: chances of service by a logistic regression an agency on the "
            + "covariates and the agencies before it. \(cap)The largest weight is \(largest). "
            + (check.plan.folds > 1
                ? "Everybody is weighed by models of the other \(count.text(Double(check.plan.folds - 1))) of "
                    + "\(count.text(Double(check.plan.folds))) folds. " : "")
            + "It differs where it lies more than two standard errors of the difference from the model."
    }

    var json: JSONValue {
        [
            "lines": table.json, "values": .numbers(check.values),
            "folds": .integer(check.plan.folds), "cap": .optional(check.plan.cap),
            "capped": report.disclosure.rule.cell(check.capped).json(),
            "largest_weight": .number(check.largestWeight),
        ]
    }
}
