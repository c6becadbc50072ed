import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceFormats

/// Contributions by other rules than Shapley's, where they were asked for.
struct DivisionTables {
    private let result: AttributionResult
    private let format: OutcomeFormat
    private let confidenceLevel: String
    private let labels: StudyLabels
    private let disclosure: Disclosure

    init(_ report: AttributionReport) {
        result = report.result
        format = OutcomeFormat(report)
        labels = report.labels
        disclosure = report.disclosure
        confidenceLevel = NumberFormat.level(report.method.confidenceLevel)
    }

    private typealias Line = (
        agency: String, shapley: Double, estimate: Estimate, share: ShareEstimate?
    )

    var tables: [ReportTable] { result.divisions.map(table) }

    private func table(_ division: DivisionByRule) -> ReportTable {
        typealias Figure = RowColumn<Line>
        let amount = Workbook.Column.Kind.decimal(places: 4)
        let (change, labels) = (format.change, labels)
        func number(
            _ title: String,
            _ key: String,
            on forms: ReportTable.Forms = .all,
            _ value: @escaping @Sendable (Line) -> Double?
        ) -> Figure {
            Figure(.init(title, key: key, amount, on: forms)) { .number(value($0), change) }
        }
        let lines = zip(result.contributions, zip(division.contributions, division.shares)).map {
            ($0.agency, $0.shapley.value, $1.0, $1.1)
        }
        return ReportTable(
            name: name(division.kind),
            caption: words(division) + ", \(format.changeUnit)",
            [
                Figure(.init("Agency", key: "agency")) {
                    .named($0.agency, label: labels.name($0.agency))
                },
                number("Contribution", "estimate") { $0.estimate.value },
                Figure(.init("\(confidenceLevel) interval", amount)) {
                    $0.estimate.uncertainty.map {
                        .range($0.confidenceLow, $0.confidenceHigh, change)
                    } ?? .empty
                },
                number("", "standard_error", on: .data) { $0.estimate.standardError },
                number("", "conf_low", on: .data) { $0.estimate.confidenceLow },
                number("", "conf_high", on: .data) { $0.estimate.confidenceHigh },
                Figure(.init("Share", key: "share", .percentage(places: 1))) {
                    .number($0.share?.value, .percentage)
                },
                number("By Shapley", "shapley") { $0.shapley },
            ],
            of: lines
        )
    }

    private func name(_ kind: DivisionByRule.Kind) -> String {
        switch kind {
        case .referrals: "By referrals"
        case .unions: "By unions"
        }
    }

    private func words(_ division: DivisionByRule) -> String {
        let rule =
            switch division.kind {
            case .referrals(let referrals):
                "Contributions by the permission game, as "
                    + Words.list(
                        referrals.map {
                            "\(labels.name($0.to)) is reached only through \(labels.name($0.from))"
                        }
                    )
                    + (Set(referrals.map(\.to)).count < referrals.count
                        ? " (through several: where all of these act, the conjunctive approach)"
                        : "")
            case .unions(let unions):
                "Contributions by the Owen value, as "
                    + Words.list(unions.map { Words.list($0.map(labels.name)) + " stand together" })
            }
        let worst =
            disclosure.showsPart(division.worstUnsupported)
            ? "at most \(NumberFormat.percentage.text(division.worstUnsupported)) of people lack support under a "
                + "combination that it asks of"
            : "hardly anybody lacks support under a combination that it asks of"
        return rule + "; " + worst
    }

    var markup: [Markup] { tables.map(\.markup) }

    /// An object a rule.
    var json: JSONValue {
        .array(
            zip(result.divisions, tables).map { division, table in
                let rule: JSONValue =
                    switch division.kind {
                    case .referrals(let referrals):
                        [
                            "rule": .string("permission"),
                            "referrals": .strings(referrals.map { $0.from + ">" + $0.to }),
                        ]
                    case .unions(let unions):
                        [
                            "rule": .string("owen"),
                            "unions": .array(unions.map(JSONValue.strings)),
                        ]
                    }
                return [
                    "by": rule,
                    "worst_unsupported_share": disclosure.part(division.worstUnsupported).json(),
                    "contributions": table.json,
                ]
            }
        )
    }
}
