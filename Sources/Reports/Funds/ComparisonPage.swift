package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The comparison as a page: who is better off under B, by how much, and why.
struct ComparisonPage {
    let report: ComparisonReport

    private var comparison: SettlementComparison { report.comparison }

    var page: HTMLPage {
        HTMLPage(
            title: "What changes for each partner",
            subtitle:
                "A: \(comparison.first.agreement.name). B: \(comparison.second.agreement.name). "
                + "Scenario \(comparison.first.scenario).",
            opening: PageParts.opening(answer: answer, cards: cards, warnings: report.warnings),
            sections: [
                HTMLPage.Section("Change of each partner", [figure.markup]),
                HTMLPage.Section(
                    "Where it comes from",
                    [report.changesByFigure.htmlTable.markup]
                ),
                HTMLPage.Section("How it was worked out", method),
            ],
            footer:
                "Made by Topslice \(report.provenance.version). All amounts are exact to the smallest unit of the currency; "
                + "drawings show sizes only.",
            layout: .ledger
        )
    }

    private var gainers: [SettlementComparison.Row] {
        comparison.rows.filter { $0.change.isPositive }.sorted { $0.change > $1.change }
    }

    private var losers: [SettlementComparison.Row] {
        comparison.rows.filter { $0.change.isNegative }.sorted { $0.change < $1.change }
    }

    private var answer: [String] {
        guard !gainers.isEmpty || !losers.isEmpty else {
            return ["Nobody is better or worse off under B: every net amount is the same."]
        }
        func words(_ rows: [SettlementComparison.Row]) -> String {
            Words.list(
                rows.prefix(3).map {
                    "\(report.name($0.partner)) by \($0.size.formatted())"
                }
            ) + (rows.count > 3 ? " and \(Words.count(rows.count - 3, "other", "others"))" : "")
        }
        var answer: [String] = []
        if !gainers.isEmpty { answer.append("Better off under B: \(words(gainers)).") }
        if !losers.isEmpty { answer.append("Worse off under B: \(words(losers)).") }
        return answer
    }

    private var cards: [Markup] {
        [
            PageParts.card("\(gainers.count)", gainers.count == 1 ? "gains" : "gain"),
            PageParts.card("\(losers.count)", losers.count == 1 ? "loses" : "lose"),
            PageParts.card(
                "\(comparison.rows.count - gainers.count - losers.count)",
                "as before"
            ),
        ]
    }

    private var figure: Figure {
        let currency = comparison.first.agreement.currency
        let format = currency.numberFormat
        return Figure(
            id: "changes",
            title: "Better or worse off under B",
            summary:
                "A bar for each partner: to the right it is better off under B, to the left worse.",
            chart: BarChart(
                bars: comparison.rows.prefix(40).map {
                    BarChart.Bar(label: report.name($0.partner), value: $0.change.length)
                },
                namesHeading: "Partner",
                figuresHeading: "Change",
                axisTitle: currency.axisTitle,
                format: format.signed
            ),
            table: report.changes.htmlTable,
            note: comparison.rows.count > 40 ? "The first 40 partners; the table has all." : ""
        )
    }

    private var method: [Markup] {
        [
            .paragraph(
                "Both agreements are settled on the same actuals by their own clauses. The change of a partner "
                    + "is its net amount (what it receives less what it pays) under B less that under A, and is "
                    + "the sum of the changes of the figures of its statement."
            ),
            report.provenance.files.markup,
        ]
    }
}

extension ComparisonReport {
    /// The comparison as a self-contained page.
    package var page: HTMLPage { ComparisonPage(report: self).page }
}
