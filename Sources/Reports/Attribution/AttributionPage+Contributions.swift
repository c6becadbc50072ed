import TopsliceAttribution
internal import TopsliceFormats

extension AttributionPage {
    var contributionFigure: Figure {
        let largest = contributions.first
        let summary =
            "Contribution of each agency in \(format.changeUnit) with its \(level) interval. "
            + (largest.map {
                "The largest is \($0.agency), \(format.change.text($0.shapley.value)) "
                    + "(\(format.interval($0.shapley)))."
            } ?? "")
        return Figure(
            id: "fig-contributions",
            title: "Contribution of each agency",
            summary: summary,
            chart: ForestChart(
                rows: contributions.map { forestRow($0.agency, $0.shapley) }
                    + [forestRow("Together", result.total.attributable, isTotal: true)],
                namesHeading: "Agency",
                figuresHeading: "\(format.shortUnit) (\(level) interval)",
                axisTitle: format.changeUnit,
                format: format.change
            ),
            table: contributionTable,
            note: "A hollow mark means the interval holds zero. The contributions add up to what "
                + "the agencies caused together; one below zero is harm, and is shown as harm. "
                + "Contributions are per person of the whole cohort, so that they add up; per person "
                + "served is the same amount over the share of people whom the agency served. Holm's "
                + "p-value allows for all agencies being tested at once."
        )
    }

    private func forestRow(
        _ label: String,
        _ estimate: Estimate,
        isTotal: Bool = false
    ) -> ForestChart.Row {
        .init(
            label: label,
            estimate: estimate.value,
            low: estimate.confidenceLow ?? estimate.value,
            high: estimate.confidenceHigh ?? estimate.value,
            isTotal: isTotal
        )
    }

    private var contributionTable: HTMLTable {
        HTMLTable(
            caption: "Contribution of each agency, \(format.changeUnit)",
            columns: [
                .words("Agency"), .numbers("Contribution"),
                .numbers("\(level) interval"), .numbers("p-value"),
                .numbers("p-value, all agencies (Holm)"),
            ],
            rows: contributions.map { one in
                [
                    one.agency,
                    format.change.text(one.shapley.value),
                    format.interval(one.shapley),
                    ProbabilityText.text(one.shapley.pValue),
                    ProbabilityText.text(one.holmPValue),
                ]
            },
            total: [
                "Together",
                format.change.text(result.total.attributable.value),
                format.interval(result.total.attributable),
                ProbabilityText.text(result.total.attributable.pValue),
                NumberFormat.dash,
            ]
        )
    }

    /// Beside the table of contributions, which would run off the page with these.
    var servedTable: HTMLTable {
        let percentage = NumberFormat.percentage
        return HTMLTable(
            caption:
                "Contribution per person served, \(format.changeUnit), and share of what was caused together; "
                + "together, per person whom some agency served",
            columns: [
                .words("Agency"), .numbers("Per person served"), .numbers("\(level) interval"),
                .numbers("Share of total"), .numbers("\(level) interval"),
            ],
            rows: contributions.map { one in
                [
                    one.agency,
                    format.change.text(one.perServed.value),
                    format.interval(one.perServed),
                    percentage.text(one.share?.value),
                    one.share.map(OutcomeFormat.interval) ?? NumberFormat.dash,
                ]
            },
            total: [
                "Together", format.change.text(result.total.perServed.value),
                format.interval(result.total.perServed),
                contributions.contains { $0.share != nil } ? percentage.text(1) : NumberFormat.dash,
                NumberFormat.dash,
            ]
        )
    }

    var orderTable: HTMLTable {
        HTMLTable(
            caption: "The same agencies alone (first in), averaged over every order (contribution) "
                + "and after all the others (last in), \(format.changeUnit)",
            columns: [
                .words("Agency"), .numbers("People served"), .numbers("First in"),
                .numbers("Contribution"),
                .numbers("Last in"),
            ],
            rows: contributions.map { one in
                [
                    one.agency,
                    NumberFormat.count.text(Double(one.served)),
                    known(one.firstIn),
                    format.change.text(one.shapley.value),
                    known(one.lastIn),
                ]
            }
        )
    }

    private func known(_ estimate: Estimate) -> String {
        estimate.identifiedValue.map(format.change.text) ?? OutcomeFormat.notIdentified
    }

    var waterfallFigure: Figure {
        let chart = WaterfallChart(
            startLabel: "Deadweight: no agency at work",
            start: result.total.deadweight.value,
            steps: contributions.map { .init(label: $0.agency, change: $0.shapley.value) },
            endLabel: "Observed: all at work",
            namesHeading: "Step",
            figuresHeading: format.shortUnit,
            axisTitle: format.levelUnit,
            format: format.level,
            changeFormat: format.change
        )
        let levels = chart.levels
        var rows = [[chart.startLabel, NumberFormat.dash, format.level.text(levels.first)]]
        for (position, step) in chart.steps.enumerated() {
            rows.append([
                step.label,
                format.change.text(step.change),
                format.level.text(levels[position + 1]),
            ])
        }
        return Figure(
            id: "fig-waterfall",
            title: "From what would have happened anyway to what was observed",
            summary: "Begins at \(format.level.text(levels.first)), "
                + chart.steps.map { "\($0.label) \(format.change.text($0.change))" }
                .joined(separator: ", ")
                + ", ends at \(format.level.text(result.total.observed.value)).",
            chart: chart,
            table: HTMLTable(
                caption: "Mean outcome step by step",
                columns: [
                    .words("Step"), .numbers("Change, \(format.shortUnit)"),
                    .numbers("Mean afterwards"),
                ],
                rows: rows,
                total: [
                    chart.endLabel,
                    format.change.text(result.total.attributable.value),
                    format.level.text(result.total.observed.value),
                ]
            ),
            note: "The order of the steps is only that of their size: every contribution is "
                + "already an average over all orders."
        )
    }
}
