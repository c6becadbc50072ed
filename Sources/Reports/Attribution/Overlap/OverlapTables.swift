import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceStudies

/// Who carries each comparison and how alike the groups are, each table stated once for page, sheet, terminal, JSON and CSV.
struct OverlapTables {
    let result: AttributionResult
    let overlap: Overlap
    private let report: AttributionReport
    private var labels: StudyLabels { report.labels }

    /// Nil where there was nothing to compare on.
    init?(_ report: AttributionReport) {
        guard let overlap = report.result.overlap else { return nil }
        self.overlap = overlap
        result = report.result
        self.report = report
    }

    static let difference = NumberFormat(notation: .fixed(decimals: 2))
    private static let decimal = Workbook.Column.Kind.decimal(places: 3)
    private static let whole = Workbook.Column.Kind.decimal(places: 0)

    private typealias Comparison = (agency: String, overlap: AgencyOverlap)

    /// Agencies whose service could be modelled and may be told of, in the order they were asked for.
    var known: [(agency: String, overlap: AgencyOverlap)] {
        zip(result.agencies, overlap.agencies).compactMap { agency, overlap in
            report.disclosure.shows(agency) ? overlap.map { (agency, $0) } : nil
        }
    }

    // MARK: Who carries each comparison

    var comparisons: ReportTable {
        typealias Figure = RowColumn<Comparison>
        func number(
            _ title: String,
            _ key: String,
            on forms: ReportTable.Forms = .all,
            _ value: @escaping @Sendable (AgencyOverlap) -> Double?
        ) -> Figure {
            Figure(.init(title, key: key, Self.decimal, on: forms)) {
                .number(value($0.overlap), Self.difference)
            }
        }
        let written: ReportTable.Forms = [.sheet, .data]
        let (labels, rule) = (labels, report.disclosure.rule)
        return ReportTable(
            name: "Overlap",
            caption:
                "How many people carry the comparison of each agency, and how far apart those served and the others are",
            [
                Figure(.init("Agency", key: "agency")) {
                    .named($0.agency, label: labels.name($0.agency))
                },
                Figure(.init("Served", key: "served", Self.whole)) {
                    rule.cell($0.overlap.weight.served)
                },
                Figure(.init("Others", key: "others", Self.whole)) {
                    rule.cell($0.overlap.weight.others)
                },
                Figure(
                    .init(
                        "Others who carry it",
                        key: "effective",
                        Self.decimal,
                        terminalTitle: "Who carry it"
                    )
                ) { .number($0.overlap.weight.effective, .count) },
                Figure(
                    .init(
                        "Largest weight",
                        key: "largest_weight_part",
                        .percentage(places: 1)
                    )
                ) { .number($0.overlap.largestPart, .percentage) },
                Figure(.init("Columns apart", key: "columns_apart_before", Self.whole)) {
                    .integer($0.overlap.apart.before)
                },
                Figure(
                    .init(
                        "Apart, weighted",
                        key: "columns_apart_after",
                        Self.whole,
                        terminalTitle: "Weighted"
                    )
                ) {
                    .integer($0.overlap.apart.after)
                },
                number("Furthest, weighted", "worst_after", on: written) { $0.worstAfter },
                number("Jointly (B)", "joint_before") { $0.joint.before.standardised?.magnitude },
                number("B, weighted", "joint_after") { $0.joint.after.standardised?.magnitude },
                number("Ratio (R)", "joint_ratio_before", on: written) {
                    $0.joint.before.varianceRatio
                },
                number("R, weighted", "joint_ratio_after", on: written) {
                    $0.joint.after.varianceRatio
                },
            ],
            of: known
        )
    }

    // MARK: Balance

    private typealias Line = (agency: String, name: String, level: String?, balance: ColumnBalance)

    private func lines(_ one: (agency: String, overlap: AgencyOverlap)) -> [Line] {
        one.overlap.columns.map { (one.agency, $0.covariate, $0.level, $0) } + [
            (
                one.agency, "all together", nil,
                ColumnBalance(
                    covariate: "all together",
                    level: nil,
                    before: one.overlap.joint.before,
                    after: one.overlap.joint.after
                )
            )
        ]
    }

    /// Every column for every agency: balance.csv.
    var balance: ReportTable { table(known.flatMap(lines), caption: "", agencies: true) }

    /// The columns of one agency, the furthest apart first.
    func balance(ofAgency agency: String) -> ReportTable? {
        known.first { $0.agency == agency }.map { one in
            table(
                lines(one).enumerated().sorted { left, right in
                    let apart = [left, right].map {
                        ($0.element.balance.before.standardised ?? 0).magnitude
                    }
                    return apart[0] == apart[1] ? left.offset < right.offset : apart[0] > apart[1]
                }.map(\.element),
                caption:
                    "How far those served by \(labels.name(agency)) and the others are apart, in standard deviations, and the ratio "
                    + "of their variances",
                agencies: false
            )
        }
    }

    /// Where there was nothing to compare on.
    static var emptyBalance: ReportTable {
        table([], caption: "", agencies: true, labels: StudyLabels())
    }

    private func table(_ lines: [Line], caption: String, agencies: Bool) -> ReportTable {
        Self.table(lines, caption: caption, agencies: agencies, labels: labels)
    }

    private static func table(
        _ lines: [Line],
        caption: String,
        agencies: Bool,
        labels: StudyLabels
    ) -> ReportTable {
        typealias Figure = RowColumn<Line>
        func number(
            _ title: String,
            _ key: String,
            _ value: @escaping @Sendable (ColumnBalance) -> Double?
        ) -> Figure {
            Figure(.init(title, key: key, Self.decimal)) {
                .number(value($0.balance), Self.difference)
            }
        }
        let agency = Figure(.init("Agency", key: "agency")) {
            .named($0.agency, label: labels.name($0.agency))
        }
        return ReportTable(
            name: "Balance",
            caption: caption,
            (agencies ? [agency] : []) + [
                Figure(.init("Column", key: "covariate")) {
                    .named($0.name, label: labels.name($0.name))
                },
                Figure(.init("Level", key: "level")) { row in
                    row.level.map { .named($0, label: labels.level($0, of: row.name)) } ?? .empty
                },
                number("Apart", "difference_before") { $0.before.standardised },
                number("Weighted", "difference_after") { $0.after.standardised },
                number("Ratio", "variance_ratio_before") { $0.before.varianceRatio },
                number("Ratio, weighted", "variance_ratio_after") { $0.after.varianceRatio },
            ],
            of: lines
        )
    }

    // MARK: Coalitions

    private typealias Coalition = (members: [String], weight: Overlap.CoalitionWeight)

    /// Who shows what happens under each coalition; empty where that was not worked out.
    var coalitions: ReportTable {
        typealias Figure = RowColumn<Coalition>
        let (tables, disclosure) = (AttributionTables(report), report.disclosure)
        // One combination is the difference of two of these.
        @Sendable func shown(_ cell: ReportCell) -> ReportCell {
            disclosure.showsCombinations ? cell : .absent(.withheld)
        }
        let rows = zip(result.coalitions, overlap.coalitions).map { ($0.members, $1) }
        return ReportTable(
            name: "Who shows coalitions",
            caption:
                "People whom nobody but these agencies served, the number that they are worth by weight, and how many "
                + "people one of them stands for at most",
            [
                Figure(.init("At work")) {
                    .text(tables.shownName($0.members))
                },
                Figure(.init("", key: "members", on: .json)) { .names($0.members) },
                Figure(.init("People", key: "people", Self.whole)) {
                    shown(disclosure.rule.cell($0.weight.people))
                },
                Figure(.init("Worth", key: "effective", Self.decimal)) {
                    shown(.number($0.weight.effective, .count))
                },
                Figure(.init("Largest weight", key: "largest_weight", Self.decimal)) {
                    .number(
                        $0.weight.largest,
                        NumberFormat(notation: .fixed(decimals: 1))
                    )
                },
            ],
            of: rows
        )
    }

    var json: JSONValue {
        [
            "people": report.disclosure.rule.cell(overlap.people).json(),
            "comparisons": comparisons.json,
            "balance": balance.json, "coalitions": coalitions.json,
        ]
    }
}
