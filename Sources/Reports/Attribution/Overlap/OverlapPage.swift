import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceStudies

/// The part of the page that shows who carries each comparison and how alike the groups are.
struct OverlapPage {
    private let tables: OverlapTables
    private let result: AttributionResult
    private let report: AttributionReport
    private var labels: StudyLabels { report.labels }

    init?(_ report: AttributionReport) {
        guard let tables = OverlapTables(report) else { return nil }
        self.tables = tables
        result = report.result
        self.report = report
    }

    /// Of more agencies only so many are drawn: those further apart first.
    private static let mostDrawn = 6

    var section: HTMLPage.Section {
        HTMLPage.Section(
            "Are those served and the others alike?",
            finding: finding,
            [.paragraph(words), tables.comparisons.markup, .paragraph(Self.note)]
                + figures.map(\.markup)
                + (tables.coalitions.isEmpty
                    || result.coalitions.count > AttributionPage.coalitionLimit
                    ? [] : [tables.coalitions.markup])
        )
    }

    /// Those whose columns are furthest apart after weighting first.
    private var drawn: [(agency: String, overlap: AgencyOverlap)] {
        guard tables.known.count > Self.mostDrawn else { return tables.known }
        let worst = tables.known.enumerated().sorted { left, right in
            let apart = [left, right].map { $0.element.overlap.worstAfter ?? 0 }
            return apart[0] == apart[1] ? left.offset < right.offset : apart[0] > apart[1]
        }.prefix(Self.mostDrawn).map(\.offset)
        return worst.sorted().map { tables.known[$0] }
    }

    var figures: [Figure] {
        drawn.enumerated().flatMap { number, one in
            [
                overlapFigure(labels.name(one.agency), one.overlap, number),
                loveFigure(one.agency, one.overlap, number),
            ]
            .compactMap { $0 }
        }
    }

    private func overlapFigure(_ agency: String, _ overlap: AgencyOverlap, _ number: Int) -> Figure
    {
        let chances = overlap.chances
        let count = AgencyOverlap.ChanceParts.classCount
        let percent = NumberFormat(notation: .fixed(decimals: 0), multiplier: 100, suffix: "%")
        var table = ReportTable(
            name: "Chances",
            caption:
                "Parts of those served by \(agency), and of the others, by their chance of service",
            columns: [
                .init("Chance of service"), .init("Served", .percentage(places: 0)),
                .init("Others", .percentage(places: 0)),
                .init("Others, weighted", .percentage(places: 0)),
            ]
        )
        let parts = [chances.served, chances.others, chances.weighted]
        for place in 0..<count {
            let (low, high) = (Double(place) / Double(count), Double(place + 1) / Double(count))
            table.append(
                [.range(low, high, percent)]
                    + parts.map {
                        $0[place] < 0 ? .absent(.withheld) : .number($0[place], percent)
                    }
            )
        }
        let hidesSome = parts.joined().contains { $0 < 0 }
        return Figure(
            id: "fig-overlap-\(number + 1)",
            title: "Chances of service by \(agency)",
            summary:
                "Of those served, above, and of the others, below, the parts with each chance of service.",
            chart: MirrorChart(
                upper: chances.served,
                lower: chances.others,
                outline: chances.weighted,
                ends: 0...100,
                names: ("served", "others", "others, weighted"),
                xTitle: "chance of service by \(agency), percent",
                yTitle: "part of each group"
            ),
            table: table.page(),
            note:
                "Where one side has nobody, nothing is compared but by the model. Weighted, the others should mirror "
                + "those served."
                + (hidesSome ? " Parts that are withheld are not drawn." : "")
        )
    }

    private func loveFigure(_ agency: String, _ overlap: AgencyOverlap, _ number: Int) -> Figure? {
        guard let table = tables.balance(ofAgency: agency) else { return nil }
        let sorted = overlap.columns.enumerated().sorted { left, right in
            let apart = [left, right].map { ($0.element.before.standardised ?? 0).magnitude }
            return apart[0] == apart[1] ? left.offset < right.offset : apart[0] > apart[1]
        }.map(\.element).prefix(AttributionPage.chartLimit)
        let rows =
            sorted.map { column in
                LoveChart.Row(
                    label: labels.name(column.covariate)
                        + (column.level.map { ": " + labels.level($0, of: column.covariate) } ?? ""),
                    before: column.before.standardised?.magnitude,
                    after: column.after.standardised?.magnitude
                )
            } + [
                LoveChart.Row(
                    label: "all together",
                    before: overlap.joint.before.standardised?.magnitude,
                    after: overlap.joint.after.standardised?.magnitude,
                    isTotal: true
                )
            ]
        return Figure(
            id: "fig-balance-\(number + 1)",
            title: "How far those served by \(labels.name(agency)) and the others are apart",
            summary:
                "Of \(overlap.columns.count) columns \(overlap.apart.before) are further apart than a tenth of a "
                + "standard deviation as they are, and \(overlap.apart.after) once weighted.",
            chart: LoveChart(
                rows: rows,
                limit: GroupDifference.notable,
                namesHeading: "Column",
                figuresHeading: "As they are → weighted",
                axisTitle: "difference in standard deviations, without its sign",
                names: ("as they are", "weighted"),
                format: OverlapTables.difference
            ),
            table: table.page(),
            note:
                "The line stands at a tenth of a standard deviation, up to which groups are commonly called alike."
        )
    }

    private var apart: [String] {
        tables.known.filter { !$0.overlap.joint.after.isAlikeJointly }.map {
            labels.name($0.agency)
        }
    }

    private var finding: String? {
        guard !tables.known.isEmpty else { return nil }
        return apart.isEmpty
            ? "yes, once weighted, in all columns together"
            : "not even weighted: \(Words.list(apart))"
    }

    private var words: String {
        let count = NumberFormat.count
        let most = tables.known.max { left, right in
            left.overlap.weight.effective > right.overlap.weight.effective
        }
        guard let most else { return "No service could be modelled." }
        let looked =
            tables.overlap.people < result.people
            ? " Worked out from \(report.disclosure.rule.words(tables.overlap.people)) people whom the values in their rows chose."
            : ""
        return
            "The fewest carry the comparison of \(labels.name(most.agency)): the \(report.disclosure.rule.words(most.overlap.weight.others)) "
            + "people it did not serve, weighted to be like the "
            + "\(report.disclosure.rule.words(most.overlap.weight.served)) it did, are worth "
            + "\(count.text(most.overlap.weight.effective.rounded())) people who count alike. "
            + (apart.isEmpty
                ? "Once weighted, the groups are alike in all columns taken together."
                : "Even weighted, the groups of \(Words.list(apart)) are not alike in all columns taken together.")
            + looked
    }

    private static let note =
        "The chance of service follows from the covariates and the other agencies by a logistic regression; a person not "
        + "served counts p / (1 − p) times, so that together they should be like those served. Those who carry it: the "
        + "number of equal people that they are worth (Kish 1965); below \(NumberFormat.count.text(Verdict.Rule.fewEffective.threshold)) "
        + "is not identified, below a third of the smaller group partly. Apart: more than a tenth of a standard deviation. "
        + "Jointly: the index of all columns, whose difference (B) should be below 0.25 and whose ratio of variances (R) "
        + "from 0.5 to 2 (Rubin 2001)."
}
