import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

extension AttributionPage {
    var contributionFigure: Figure {
        let largest = contributions.first
        let summary =
            "Contribution of each agency in \(format.changeUnit) with its \(level) interval. "
            + (largest.map {
                "The largest is \(labels.name($0.agency)), \(format.change.text($0.shapley.value)) "
                    + "(\(format.interval($0.shapley)))."
            } ?? "")
        return Figure(
            id: "fig-contributions",
            title: "Contribution of each agency",
            summary: summary,
            chart: ForestChart(
                rows: contributions.map { forestRow(labels.name($0.agency), $0.shapley) }
                    + [forestRow("Together", result.total.attributable, isTotal: true)],
                namesHeading: "Agency",
                figuresHeading: "\(format.shortUnit) (\(level) interval)",
                axisTitle: format.changeUnit,
                format: format.change
            ),
            table: tables.contributions.page(),
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

    var waterfallFigure: Figure {
        let chart = WaterfallChart(
            startLabel: "Deadweight: no agency at work",
            start: result.total.deadweight.value,
            steps: contributions.map { one in
                WaterfallChart.Step(
                    label: labels.name(one.agency),
                    change: one.shapley.value,
                    interval: one.shapley.uncertainty.map { $0.confidenceLow...$0.confidenceHigh }
                )
            },
            endLabel: "Observed: all at work",
            namesHeading: "Step",
            figuresHeading: format.shortUnit,
            axisTitle: format.levelUnit,
            format: format.level,
            changeFormat: format.change,
            isOfSteps: true
        )
        return Figure(
            id: "fig-waterfall",
            title: "From what would have happened anyway to what was observed",
            summary: "Begins at \(format.level.text(chart.start)), "
                + chart.steps.map { "\($0.label) \(format.change.text($0.change))" }
                .joined(separator: ", ")
                + ", ends at \(format.level.text(result.total.observed.value)).",
            chart: chart,
            table: tables.steps(chart).page(),
            note:
                "The axis begins near the deadweight, so that the steps can be seen. A thin line is the \(level) interval of its "
                + "step. The order of the steps is only that of their size: every contribution is already an average over all "
                + "orders."
        )
    }
}
