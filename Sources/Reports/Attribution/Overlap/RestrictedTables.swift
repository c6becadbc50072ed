import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRecords
import TopsliceStudies

/// The attribution among those whose every outcome has support, and what they are like, each table stated once.
struct RestrictedTables {
    private let result: AttributionResult
    private let restricted: RestrictedAttribution
    private let format: OutcomeFormat
    private let confidenceLevel: String
    private let labels: StudyLabels
    private let rule: DisclosureRule
    /// Of which outcome it is, where there are several.
    private let outcome: String?

    /// Nil where nobody had to be dropped, or that was not worked out, and where too few were to say so.
    init?(_ report: AttributionReport, of outcome: String? = nil) {
        rule = report.disclosure.rule
        guard let restricted = report.result.restricted, !rule.isSmall(restricted.dropped),
            !rule.isSmall(restricted.people)
        else { return nil }
        self.restricted = restricted
        result = report.result
        self.outcome = outcome
        format = OutcomeFormat(report)
        labels = report.labels
        confidenceLevel = NumberFormat.level(report.method.confidenceLevel)
    }

    private typealias Line = (
        name: String, served: Int?, estimate: Estimate?, whole: Estimate
    )

    private static let amount = Workbook.Column.Kind.decimal(places: 4)

    var contributions: ReportTable {
        typealias Figure = RowColumn<Line>
        let (change, rule, labels) = (format.change, rule, labels)
        func number(_ title: String, _ key: String, _ value: @escaping @Sendable (Line) -> Double?)
            -> Figure
        {
            Figure(.init(title, key: key, Self.amount)) { .number(value($0), change) }
        }
        return ReportTable(
            name: outcome.map { "Restricted, \(labels.name($0))" } ?? "Restricted",
            caption:
                "Contributions \(outcome.map { "to \(labels.quoted($0)) " } ?? "")among the \(NumberFormat.count.text(Double(rule.rounded(restricted.people)))) people left, \(format.changeUnit), "
                + "beside those of all",
            [
                Figure(.init("Agency", key: "agency")) {
                    .named($0.name, label: labels.name($0.name))
                },
                Figure(.init("Served", key: "served", .decimal(places: 0))) {
                    $0.served.map { rule.cell($0) } ?? .empty
                },
                number("Contribution", "estimate") { $0.estimate?.value },
                Figure(.init("\(confidenceLevel) interval", Self.amount)) {
                    $0.estimate?.uncertainty.map {
                        .range($0.confidenceLow, $0.confidenceHigh, change)
                    } ?? .empty
                },
                Figure(.init("", key: "standard_error", Self.amount, on: .data)) {
                    .number($0.estimate?.standardError, change)
                },
                Figure(.init("", key: "conf_low", Self.amount, on: .data)) {
                    .number($0.estimate?.confidenceLow, change)
                },
                Figure(.init("", key: "conf_high", Self.amount, on: .data)) {
                    .number($0.estimate?.confidenceHigh, change)
                },
                number("Of all", "estimate_of_all") { $0.whole.value },
            ],
            of: zip(result.contributions, restricted.contributions).map { whole, left in
                (whole.agency, left.flatMap { served($0, whole) }, left?.shapley, whole.shapley)
            } + [("Together", nil, restricted.attributable, result.total.attributable)]
        )
    }

    /// Those left whom an agency served; nil where they, the rest of those left or those dropped are too few.
    private func served(
        _ left: RestrictedAttribution.Contribution,
        _ whole: AttributionResult.AgencyContribution
    ) -> Int? {
        let groups = [left.served, restricted.people - left.served, whole.served - left.served]
        return groups.contains { rule.isSmall($0) } ? nil : left.served
    }

    /// Who is left and who is dropped.
    var people: ReportTable {
        typealias Figure = RowColumn<RestrictedAttribution.Column>
        let labels = labels
        func mean(
            _ title: String,
            _ key: String,
            _ value: @escaping @Sendable (RestrictedAttribution.Column) -> Double?
        ) -> Figure {
            Figure(.init(title, key: key, Self.amount)) { column in
                let number = value(column)
                return .number(
                    number,
                    column.level == nil
                        ? NumberFormat.fitting([number ?? 0], digits: 3) : .percentage
                )
            }
        }
        return ReportTable(
            name: "Who is left",
            caption:
                "What those left and those dropped are like: means of numbers, parts of people at levels",
            [
                Figure(.init("Column", key: "covariate")) {
                    .named($0.covariate, label: labels.name($0.covariate))
                },
                Figure(.init("Level", key: "level")) { row in
                    row.level.map { .named($0, label: labels.level($0, of: row.covariate)) }
                        ?? .empty
                },
                mean("Left", "left") { $0.left },
                mean("Dropped", "dropped") { $0.dropped },
            ],
            of: restricted.columns
        )
    }

    var words: String {
        let count = NumberFormat.count
        let (left, dropped) = (
            Double(rule.rounded(restricted.people)), Double(rule.rounded(restricted.dropped))
        )
        let lost = zip(result.agencies, restricted.contributions).filter { $0.1 == nil }.map(\.0)
        return
            "For \(count.text(dropped)) of \(count.text(left + dropped)) people "
            + "(\(NumberFormat.percentage.text(dropped / (left + dropped)))) some outcome that the answer needs has no data. Without "
            + "them, and attributed anew, the other \(count.text(left)) need no extrapolation; but theirs is another question, of "
            + "other people."
            + (lost.isEmpty
                ? ""
                : " Of these, none or all were served by \(Words.list(lost.map(labels.name))), of which nothing can be said.")
    }

    var json: JSONValue {
        [
            "people": .integer(rule.rounded(restricted.people)),
            "dropped": .integer(rule.rounded(restricted.dropped)),
            "deadweight": .number(restricted.deadweight), "contributions": contributions.json,
            "covariates": people.json,
        ]
    }
}

extension AttributionReport {
    /// Of every outcome where it was worked out, the main one first.
    var restrictions: [RestrictedTables] {
        ofEveryOutcome.compactMap {
            RestrictedTables($0, of: benefits == nil ? nil : $0.result.outcome)
        }
    }

    /// Why there are no contributions among those alone whom the data support; nil where there are, or everybody is supported.
    var restrictedRefusal: String? {
        result.restrictedRefusal.map {
            "Contributions among those alone whose every outcome has data are not given: \($0.words)."
        }
    }

    var restrictedMarkup: [Markup] {
        let all = restrictions
        guard let first = all.first else { return restrictedRefusal.map { [.paragraph($0)] } ?? [] }
        return [.paragraph(first.words)] + all.map(\.contributions.markup) + [first.people.markup]
    }

    var restrictedSheets: [ReportTable] {
        restrictions.map(\.contributions) + (restrictions.first.map { [$0.people] } ?? [])
    }

    var restrictedText: String {
        let all = restrictions
        guard let first = all.first else {
            return restrictedRefusal.map { "\n\(visible($0))\n" } ?? ""
        }
        guard all.count > 1 else {
            return "\n\(visible(first.words))\n" + first.contributions.terminal.text
        }
        return "\n\(visible(first.words))\n"
            + all.map { "\(visible($0.contributions.caption))\n" + $0.contributions.terminal.text }
            .joined(separator: "\n")
    }

    /// Null where everybody is supported.
    var restrictedJSON: JSONValue {
        if let tables = RestrictedTables(self) { return tables.json }
        return result.restrictedRefusal.map { ["refused": .string($0.rawValue)] } ?? .null
    }
}

extension RestrictedAttribution.Refusal {
    var words: String {
        switch self {
        case .notInMemory:
            "the file is larger than is held in memory, from which these people are picked"
        case .nobodyLeft: "for everybody some outcome that the answer needs has no data"
        case .nobodyToCompare: "every agency served all of those people, or none of them"
        case .noAnswer: "those people are too few, or too much alike, for the model"
        case .imputed:
            "values are imputed, and who is supported differs from one completed table to the next"
        case .withheld: "so few people are among them, or are not, that they could be known by it"
        }
    }
}
