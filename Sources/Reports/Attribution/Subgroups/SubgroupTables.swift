import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRecords
internal import TopsliceStudies

/// What the people of each group say by themselves and together, each table stated once for page, terminal, JSON and CSV.
struct SubgroupTables {
    private let report: AttributionReport
    private let format: OutcomeFormat
    /// One an outcome and column of groups, with how its amounts are shown.
    private let parts: [Part]
    /// Rows above which a terminal shows only what the groups have in common.
    private static let mostLines = 40
    private static let amount = Workbook.Column.Kind.decimal(places: 4)

    private typealias Part = (table: SubgroupTable, format: OutcomeFormat)

    init(_ report: AttributionReport) {
        self.report = report
        format = OutcomeFormat(report)
        parts = report.ofEveryOutcome.flatMap { one in
            let format = OutcomeFormat(one)
            return one.subgroups.map { ($0, format) }
        }
    }

    private var isOfSeveralOutcomes: Bool { report.benefits != nil }

    private var level: String { NumberFormat.level(report.method.confidenceLevel) }
    private var labels: StudyLabels { report.labels }

    /// Every agency, and all together as nil.
    private var lines: [(name: String, agency: Int?)] {
        report.result.agencies.enumerated().map { ($0.element, $0.offset) } + [("Together", nil)]
    }

    /// What each agency caused in each group, of all columns of groups.
    var groups: ReportTable { groups(parts) }

    private func groups(_ several: [Part]) -> ReportTable {
        let isOne = several.count == 1
        var table = ReportTable(
            name: "Groups",
            caption:
                "What each agency contributed in each group"
                + (isOne ? several.map { " of \(labels.quoted($0.table.column))" }.joined() : "")
                + (isOne && isOfSeveralOutcomes
                    ? several.map { " to \(labels.quoted($0.table.outcome))" }.joined() : "")
                + ", \(unit(several)): by the group’s own people alone, and pulled to what the groups have in common",
            columns: [
                .init("Outcome", key: "outcome", on: isOne ? .data : forms),
                .init("By", key: "column", on: isOne ? .data : .all), .init("Group", key: "group"),
                .init("Agency", key: "agency"),
                .init("People", key: "people", .integer, on: [.sheet, .data]),
                .init("Served", key: "served", .integer, on: [.sheet, .data]),
                .init("Pooled", key: "pooled", Self.amount),
                .init("Its interval", Self.amount),
                .init("", key: "pooled_low", Self.amount, on: .data),
                .init("", key: "pooled_high", Self.amount, on: .data),
                .init("Alone", key: "estimate", Self.amount),
                .init("", key: "standard_error", Self.amount, on: .data),
                .init("\(level) interval", Self.amount, on: .sheet),
                .init("", key: "conf_low", Self.amount, on: .data),
                .init("", key: "conf_high", Self.amount, on: .data),
                .init("Standing", key: "standing", on: [.sheet, .data]),
            ]
        )
        table.isStacked = true
        for (subgroups, format) in several {
            for group in subgroups.groups {
                for line in lines { table.append(row(subgroups, group, line, format)) }
            }
        }
        return table
    }

    private func row(
        _ subgroups: SubgroupTable,
        _ group: SubgroupTable.Group,
        _ line: (name: String, agency: Int?),
        _ format: OutcomeFormat
    ) -> [ReportCell] {
        let rule = report.disclosure.rule
        let one = group.contribution(of: line.agency)
        let (own, pooled) = (one?.own, one?.pooled)
        let known = own?.uncertainty
        let standing: ReportCell =
            switch group.finding {
            case .refused: .text("not attributed")
            case .attributed(_, _, let standing):
                one == nil
                    ? .text("not attributed") : .text(VerdictWords.words(standing).lowercased())
            }
        return [
            .named(subgroups.outcome, label: labels.name(subgroups.outcome)),
            .named(subgroups.column, label: labels.name(subgroups.column)),
            .named(group.label, label: labels.level(group.label, of: subgroups.column)),
            .named(line.name, label: labels.name(line.name)),
            rule.cell(group.people), one.map { rule.cell($0.served) } ?? .empty,
            .number(pooled?.mean, format.change),
            pooled.map { .range($0.low, $0.high, format.change) } ?? .empty,
            .number(pooled?.low, format.change), .number(pooled?.high, format.change),
            .number(own?.identifiedValue, format.change),
            .number(known?.standardError, format.error),
            known.map { .range($0.confidenceLow, $0.confidenceHigh, format.change) } ?? .empty,
            .number(known?.confidenceLow, format.change),
            .number(known?.confidenceHigh, format.change), standing,
        ]
    }

    /// Where the outcome is named: for people only where there are several.
    private var forms: ReportTable.Forms { isOfSeveralOutcomes ? .all : .data }

    /// What amounts count, where they all count the same.
    private func unit(_ parts: [Part]) -> String {
        let units = Set(parts.map(\.format.changeUnit))
        return units.count > 1
            ? "each outcome in its own unit" : units.first ?? format.changeUnit
    }

    /// What the groups have in common, and how far they differ.
    var together: ReportTable {
        var table = ReportTable(
            name: "Groups together",
            caption:
                "What the groups have in common, and how far they differ beyond chance (a standard deviation), "
                + unit(parts),
            columns: [
                .init("Outcome", key: "outcome", on: forms), .init("By", key: "column"),
                .init("Agency", key: "agency"),
                .init("Mean of groups", key: "mean", Self.amount),
                .init("\(level) interval", Self.amount),
                .init("", key: "mean_low", Self.amount, on: .data),
                .init("", key: "mean_high", Self.amount, on: .data),
                .init("They differ by", key: "spread", Self.amount),
                .init("Its interval", Self.amount),
                .init("", key: "spread_low", Self.amount, on: .data),
                .init("", key: "spread_high", Self.amount, on: .data),
            ]
        )
        table.isStacked = true
        for (subgroups, format) in parts {
            for line in lines {
                let pooling = line.agency.map { subgroups.agencies[$0] } ?? subgroups.together
                let average = pooling?.average
                let spread = pooling?.spread
                table.append([
                    .named(subgroups.outcome, label: labels.name(subgroups.outcome)),
                    .named(subgroups.column, label: labels.name(subgroups.column)),
                    .named(line.name, label: labels.name(line.name)),
                    .number(average?.mean, format.change),
                    average.map { .range($0.low, $0.high, format.change) } ?? .empty,
                    .number(average?.low, format.change), .number(average?.high, format.change),
                    .number(spread?.median, format.error),
                    spread.map { .range($0.low, $0.high, format.error) } ?? .empty,
                    .number(spread?.low, format.error), .number(spread?.high, format.error),
                ])
            }
        }
        return table
    }

    /// Groups that nothing is said of, with the reason, and people who are in none.
    var left: [String] {
        parts.map(\.table).flatMap { subgroups in
            let refused = subgroups.groups.compactMap { group -> String? in
                guard case .refused(let cause) = group.finding else { return nil }
                return
                    (isOfSeveralOutcomes ? labels.quoted(subgroups.outcome) + ", " : "")
                    + "\(labels.name(subgroups.column)) \(labels.level(group.label, of: subgroups.column)): nothing is attributed; \(cause.words)."
            }
            let none = subgroups.peopleInNone
            guard none != 0, subgroups.outcome == report.result.outcome else { return refused }
            return refused + [
                "\(report.disclosure.rule.words(none)) \(report.disclosure.rule.isOne(none) ? "person is" : "people are") in no group, as \(labels.name(subgroups.column)) is missing."
            ]
        }
    }

    static let note =
        "Each group’s people are compared with each other only, by a model of their own. Pooled: pulled to the mean of the "
        + "groups as far as they differ by no more than chance, averaged over all that their spread may be (Rubin 1981; "
        + "Gelman and others 2013, 5.4). A single group that stands out alone is often chance; the pooled figure is the one to "
        + "compare groups by. It takes three groups."

    /// Empty where no groups were asked for.
    var sheets: [ReportTable] { report.subgroups.isEmpty ? [] : [together, groups] }

    var json: JSONValue {
        ["groups": groups.json, "together": together.json]
    }

    /// Empty where no groups were asked for.
    var sections: [HTMLPage.Section] {
        guard !report.subgroups.isEmpty else { return [] }
        return [
            HTMLPage.Section(
                "Group by group",
                [together.markup] + parts.map { groups([$0]).markup }
                    + (left + [Self.note]).map { .paragraph($0) }
            )
        ]
    }

    var terminalText: String {
        guard !report.subgroups.isEmpty else { return "" }
        let all = groups
        return
            (all.rowCount > Self.mostLines ? "" : "\ngroup by group\n" + all.terminal.text)
            + "\nwhat the groups have in common, and by how much they differ beyond chance\n"
            + together.terminal.text + left.map { visible($0) + "\n" }.joined()
    }
}

extension SubgroupTable.Cause {
    var words: String {
        switch self {
        case .fewPeople:
            "every agency served, or left out, fewer than \(SubgroupTable.fewestPeople) people there"
        case .attribution(let error): "\(error)"
        case .regression(let error): "\(error)"
        case .told(let words): words
        }
    }
}
