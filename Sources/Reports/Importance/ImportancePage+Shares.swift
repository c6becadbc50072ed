internal import TopsliceFormats
import TopsliceVarianceShares

extension ImportancePage {
    /// What a chart or table leaves out, in brackets; empty where it leaves nothing out.
    func remainder(_ shown: Int) -> String {
        let left = shares.count - shown
        return left > 0
            ? " (the \(NumberFormat.count.text(Double(shown))) largest; "
                + "\(NumberFormat.count.text(Double(left))) more are in importance.csv)"
            : ""
    }

    var shareFigure: Figure {
        let drawn = Array(shares.prefix(Self.chartLimit))
        let listed = shares.prefix(Self.tableLimit)
        let table = tables.shares(
            of: regressors,
            caption: "Share of each regressor, per cent of the variance" + remainder(listed.count)
        ).page(first: Self.tableLimit)
        return Figure(
            id: "fig-shares",
            title: "Share of the variance of ‘\(result.response)’" + remainder(drawn.count),
            summary: shares.first.map {
                "The largest share is that of \($0.regressor), \(format.text($0.lmg))"
                    + (interval($0, format).map { " (\(level) interval \($0))" } ?? "") + "."
            } ?? "",
            chart: shareChart(drawn),
            table: table,
            note:
                "A share is what the regressor adds to the variance explained, averaged over every "
                + "order in which the regressors could be taken in. "
                + (report.method.isOutOfSample
                    ? "Measured on rows the model had not seen, it can fall below zero: the regressor "
                        + "then makes predictions worse."
                    : "Shares add up to all that is explained.")
        )
    }

    private func shareChart(_ drawn: [VarianceSharesResult.Share]) -> any Chart {
        guard let intervals = report.intervals else {
            return BarChart(
                bars: drawn.map { .init(label: $0.regressor, value: $0.lmg) },
                namesHeading: "Regressor",
                figuresHeading: "Share",
                axisTitle: "per cent of the variance",
                format: format
            )
        }
        return ForestChart(
            rows: drawn.map { share in
                let interval = intervals.shares.first { $0.regressor == share.regressor }
                return .init(
                    label: share.regressor,
                    estimate: share.lmg,
                    low: interval?.low ?? .nan,
                    high: interval?.high ?? .nan
                )
            },
            namesHeading: "Regressor",
            figuresHeading: "Per cent (\(level) interval)",
            axisTitle: "per cent of the variance",
            format: format,
            isSigned: report.method.isOutOfSample
        )
    }

    var orderFigure: Figure {
        let drawn = Array(shares.prefix(Self.chartLimit))
        let listed = Array(regressors.prefix(Self.tableLimit))
        let values = ImportanceTables.orders
        let hasNegative = drawn.contains { values($0).contains { $0 < 0 } }
        return Figure(
            id: "fig-orders",
            title: "Alone, averaged and after all the others" + remainder(drawn.count),
            summary: shares.first.map {
                "\($0.regressor) explains \(format.text($0.first)) alone, \(format.text($0.lmg)) on "
                    + "average, and \(format.text($0.last)) that no other regressor explains."
            } ?? "",
            chart: GroupedBarChart(
                series: ImportanceTables.orderTitles,
                groups: drawn.map { .init(label: $0.regressor, values: values($0)) },
                namesHeading: "Regressor",
                axisTitle: "per cent of the variance",
                format: format,
                isSigned: hasNegative
            ),
            table: tables.orders(
                of: listed,
                caption: "Variance explained, per cent" + remainder(listed.count)
            ).page(),
            note: "Where the bar for alone is far longer than the one for after all others, the "
                + "regressor tells much that others tell as well. Only the averages add up."
        )
    }
}
