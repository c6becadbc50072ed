import TopsliceApportionment
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// A division as a page: who gets what, and which pennies come from rounding.
struct ApportionPage {
    let report: ApportionReport

    /// Above so many recipients a chart can no longer be taken in.
    private static let chartLimit = 40
    /// Largest table shown whole.
    private static let tableLimit = 60

    init(_ report: ApportionReport) {
        self.report = report
    }

    private var run: ApportionRun { report.run }

    var page: HTMLPage {
        HTMLPage(
            title: run.isMoney ? "An amount apportioned" : "Units apportioned",
            subtitle: "\(run.total.shown), \(methodTitle)",
            opening: PageParts.opening(answer: answer, cards: [], warnings: report.warnings),
            sections: [
                .init("Who gets what", awards),
                .init("Method", [.paragraph(meaning), .paragraph("Ties: \(report.tieOrder).")]),
                .init(
                    "Journal",
                    JournalReport.markup(report.journal, caption: "Journal")
                ),
                .init("Inputs and options", report.provenance.markup),
            ],
            footer:
                "Made by Topslice \(report.provenance.version). The parts sum to the whole exactly."
        )
    }

    private var methodTitle: String {
        switch ApportionmentMethod(rawValue: run.method) {
        case .hamilton: "by largest remainders (Hamilton)"
        case .webster: "by Webster's method (Sainte-Laguë)"
        case .hill: "by Hill's method (equal proportions)"
        case .dean: "by Dean's method"
        case .jefferson: "by Jefferson's method (D'Hondt)"
        case .adams: "by Adams's method"
        case nil: "rounded with every total kept"
        }
    }

    private var meaning: String {
        switch ApportionmentMethod(rawValue: run.method) {
        case .hamilton:
            "Everybody gets its exact share rounded down; what is left goes one unit each to the largest "
                + "fractions that were cut off."
        case .webster: divisor("at the half")
        case .hill: divisor("at the geometric mean of the whole numbers on either side")
        case .dean: divisor("at the harmonic mean of the whole numbers on either side")
        case .jefferson: divisor("down, which favours the large")
        case .adams: divisor("up, which favours the small")
        case nil:
            "Every cell is rounded down or up so that rows and columns still add up; no cell moves by a whole "
                + "unit, totals that are whole are kept exactly, and of all such tables the one nearest to "
                + "the exact one is taken (Cox 1987)."
        }
    }

    private func divisor(_ rounding: String) -> String {
        "Weights are divided by one common number and rounded \(rounding); the number is chosen so that the "
            + "parts sum to the whole."
    }

    private var answer: [String] {
        switch run.division {
        case .list(let list):
            let units = list.roundingUnits
            let unit = run.isMoney ? ("penny", "pennies") : ("unit", "units")
            return [
                "\(run.total.shown) is divided among "
                    + Words.count(list.recipients.count, "recipient", "recipients")
                    + " in proportion to their weights. "
                    + (units == 0
                        ? "Nothing had to be rounded."
                        : Words.count(units, unit.0, unit.1)
                            + " of rounding \(units == 1 ? "is" : "are") shown in the journal.")
            ]
        case .table(let table):
            let scaled = table.scale.exact == 1 ? "" : " Cells were scaled to sum to the amount."
            let totals =
                table.hasStatedTotals
                ? "The totals given are met exactly." : "Rows and columns add up exactly."
            return [
                "A table of \(table.rows.count) rows and \(table.columns.count) columns, "
                    + "\(run.total.shown) in all. \(totals)\(scaled)"
            ]
        }
    }

    private var awards: [Markup] {
        switch run.division {
        case .list(let list): [listMarkup(list)]
        case .table(let table): tableMarkup(table)
        }
    }

    private func listMarkup(_ list: ApportionedList) -> Markup {
        let parts = list.money.allocation.parts
        let table = report.mainTable.page()
        guard parts.count <= Self.chartLimit else { return table.markup }
        return Figure(
            id: "awards",
            title: "Awards",
            summary: "One bar a recipient, as long as its award; the table below has every figure.",
            chart: BarChart(
                bars: parts.map { .init(label: $0.id, value: $0.amount.length) },
                namesHeading: "Recipient",
                figuresHeading: run.isMoney ? run.total.currency.code : "Units",
                axisTitle: "Award",
                format: NumberFormat(notation: .fixed(decimals: run.total.currency.minorDigits))
            ),
            table: table
        ).markup
    }

    private func tableMarkup(_ table: ApportionedTable) -> [Markup] {
        guard table.rows.count <= Self.tableLimit, table.columns.count <= Self.tableLimit else {
            return [
                .paragraph(
                    "The table is too large for a page; awards.csv and the workbook hold it."
                )
            ]
        }
        let rounded = report.mainTable.page()
        let exact = ApportionReport.exact(table).page()
        guard table.rows.count <= Self.chartLimit else { return [rounded.markup, exact.markup] }
        let figure = Figure(
            id: "rows",
            title: "Totals of the rows",
            summary: "One bar a row, as long as its total; the table below has every cell.",
            chart: BarChart(
                bars: zip(table.rows, table.rowTotals).map { .init(label: $0, value: $1.length) },
                namesHeading: "Row",
                figuresHeading: run.isMoney ? run.total.currency.code : "Units",
                axisTitle: "Total of the row",
                format: NumberFormat(notation: .fixed(decimals: run.total.currency.minorDigits))
            ),
            table: rounded
        )
        return [figure.markup, exact.markup]
    }
}
