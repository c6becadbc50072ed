import TopsliceAttribution
internal import TopsliceStudies
internal import TopsliceCohortData
internal import TopsliceDoor
internal import TopsliceFormats

private typealias Keys = AttributionKeys.Coalition

/// The game and what supports it.
extension AttributionTables {
    typealias Coalition = AttributionResult.CoalitionValue

    /// How many people each exposure pattern has, and none where that is withheld: not even their order is told.
    var peopleSeen: [[String]: Int] {
        Dictionary(
            result.support.patterns.filter { report.disclosure.shows(pattern: $0.members) }
                .map { ($0.members, $0.people) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What these coalitions would have achieved: the array `coalitions` of the JSON, and coalitions.csv.
    func coalitions(_ listed: [Coalition]? = nil, caption: String = "") -> ReportTable {
        typealias Figure = RowColumn<Coalition>
        let amount = AgencyColumns.amount
        let (format, people, disclosure) = (format, peopleSeen, report.disclosure)
        func reason(_ form: ReportTable.Forms) -> Figure {
            Figure(.init("", key: Keys.standardErrorReason, on: form)) {
                $0.error.reason.map(ReportCell.text) ?? .empty
            }
        }
        let shown = self.shownName
        return ReportTable(
            name: "Coalitions",
            caption: caption,
            [
                Figure(.init("At work")) { .text(shown($0.members)) },
                Figure(.init("", key: "coalition", on: .csv)) {
                    .text(AttributionReport.name(of: $0.members))
                },
                Figure(.init("", key: Keys.members, on: .json)) { .names($0.members) },
                Figure(.init("Mean outcome", key: Keys.value, amount)) {
                    .number($0.value, format.level)
                },
                Figure(
                    .init("Standard error, \(format.shortUnit)", key: Keys.standardError, amount)
                ) {
                    switch $0.error {
                    case .known(let error): .number(error, format.error)
                    case .notIdentified: .absent(.notIdentified)
                    case .notComputed: .absent(.notComputed)
                    }
                },
                reason(.json),
                Figure(.init("People with exactly these", .integer)) {
                    disclosure.seen(people[$0.members] ?? 0, pattern: $0.members)
                },
                Figure(.init("", key: Keys.isSupported, on: .data)) { .boolean($0.supported) },
                Figure(.init("Support")) { .text($0.support.words) },
                Figure(.init("", key: Keys.support, on: .json)) { .text($0.support.name) },
                Figure(
                    .init("People without support", key: Keys.unsupportedShare, AgencyColumns.share)
                ) { disclosure.part($0.unsupportedShare) },
                reason(.csv),
            ],
            of: listed ?? result.coalitions
        )
    }

    /// "housing + health", "nobody", "all 4".
    func shownName(_ members: [String]) -> String {
        if members.isEmpty { return "nobody" }
        if members.count == result.agencies.count && members.count > 1 {
            return "all \(members.count)"
        }
        return members.map(report.labels.name).joined(separator: " + ")
    }

    /// People by the agencies that served them.
    var patterns: ReportTable {
        typealias Figure = RowColumn<AttributionResult.SupportSummary.Pattern>
        let disclosure = report.disclosure
        return ReportTable(
            name: "Patterns",
            [
                Figure(.init("Served by", key: "members")) { .names($0.members) },
                Figure(.init("People", key: "people", .integer)) {
                    disclosure.seen($0.people, pattern: $0.members)
                },
            ],
            of: result.support.patterns
        )
    }

    /// Coalitions by their size, where they are too many to list; nil where they are not.
    var supportBySize: ReportTable? {
        guard result.coalitions.count > AttributionPage.coalitionLimit else { return nil }
        typealias Figure = RowColumn<(size: Int, coalitions: [Coalition])>
        let disclosure = report.disclosure
        func grade(_ title: String, _ grade: SupportGrade) -> Figure {
            Figure(.init(title, .integer)) { row in
                .count(row.coalitions.count { $0.support == grade })
            }
        }
        let sizes = Dictionary(grouping: result.coalitions, by: \.members.count)
        return ReportTable(
            name: "Support by size",
            caption: "Support of combinations by the number of agencies in them",
            [
                Figure(.init("Agencies at work")) { .integer($0.size) },
                Figure(.init("Combinations", .integer)) { .count($0.coalitions.count) },
                grade("Supported", .full), grade("Thin", .thin),
                grade("Nobody at some level", .structural), grade("Nobody at all", .none),
                Figure(.init("Most people without support", AgencyColumns.share)) {
                    // One below zero is withheld, and so is the largest of none but such.
                    disclosure.part($0.coalitions.map(\.unsupportedShare).reduce(-1, max))
                },
            ],
            of: sizes.sorted { $0.key < $1.key }.map { (size: $0.key, coalitions: $0.value) }
        )
    }

    // MARK: - Imputation

    /// What was imputed and what its uncertainty adds; empty where nothing was.
    var imputation: [ReportTable] {
        guard let summary = result.imputation, !summary.columns.isEmpty else { return [] }
        return [imputed(summary), imputationError(summary)]
    }

    /// Which values were imputed.
    func imputed(_ summary: ImputationSummary) -> ReportTable {
        typealias Figure = RowColumn<ImputationSummary.Column>
        let (people, labels, rule) = (result.people, report.labels, report.disclosure.rule)
        /// Whether those served and the others may be told apart: either would give back the other.
        @Sendable func isShown(_ arm: ArmCount) -> Bool { rule.allows(arm.ones, of: arm.rows) }
        func arms(_ key: String, _ count: KeyPath<ArmCount, Int> & Sendable) -> Figure {
            Figure(.init("", key: key, on: .json)) { column in
                .structure(
                    StructureCell(
                        .array(
                            column.arms.map {
                                rule.cell($0[keyPath: count], withheld: !isShown($0)).json(.exact)
                            }
                        )
                    )
                )
            }
        }
        return ReportTable(
            name: "Imputed",
            caption: "Values that were imputed; by agency: of those served / not served",
            [
                Figure(.init("Column", key: "column")) {
                    .named($0.name, label: labels.name($0.name))
                },
                Figure(.init("People", key: "people", .integer)) { rule.cell($0.people) },
                Figure(.init("Of all people", AgencyColumns.share)) {
                    rule.isSmall($0.people)
                        ? .absent(.withheld)
                        : .number(
                            Double(rule.rounded($0.people)) / Double(max(1, people)),
                            .percentage
                        )
                },
                arms("served", \.ones), arms("not_served", \.zeros),
            ]
                + result.agencies.enumerated().map { number, agency in
                    Figure(.init(labels.name(agency), .integer)) {
                        let arm = $0.arms[number]
                        guard isShown(arm) else { return .absent(.withheld) }
                        return .text("\(rule.words(arm.ones)) / \(rule.words(arm.zeros))")
                    }
                },
            of: summary.columns
        )
    }

    /// What missing values add to the uncertainty.
    func imputationError(_ summary: ImputationSummary) -> ReportTable {
        let amount = AgencyColumns.amount
        var table = ReportTable(
            name: "Imputation error",
            caption: "What missing values add to the uncertainty, \(format.shortUnit)",
            columns: [
                .init("Contribution of"), .init("Standard error", amount),
                .init("Part of its variance due to what is missing", AgencyColumns.share),
                .init("Error of drawing, as a standard error", amount),
            ]
        )
        table.isStacked = true
        let added = zip(summary.missingShares, summary.drawErrors)
        for (one, (missing, drawing)) in zip(result.contributions, added) {
            table.append([
                .named(one.agency, label: report.labels.name(one.agency)),
                .number(one.shapley.standardError, format.error),
                .number(missing, .percentage), .number(drawing, format.error),
            ])
        }
        table.conclude([
            .text("Together"), .number(result.total.attributable.standardError, format.error),
            .number(summary.missingShareOfTotal, .percentage), .empty,
        ])
        return table
    }
}
