import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceDoor
internal import TopsliceFormats

private typealias Keys = AttributionKeys.Coalition

/// The game and what supports it.
extension AttributionTables {
    typealias Coalition = AttributionResult.CoalitionValue

    /// How many people each exposure pattern has.
    var peopleSeen: [[String]: Int] {
        Dictionary(
            result.support.patterns.map { ($0.members, $0.people) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What these coalitions would have achieved: the array `coalitions` of the JSON, and coalitions.csv.
    func coalitions(_ listed: [Coalition]? = nil, caption: String = "") -> ReportTable {
        typealias Figure = RowColumn<Coalition>
        let amount = AgencyColumns.amount
        let (format, people) = (format, peopleSeen)
        func reason(_ form: ReportTable.Forms) -> Figure {
            Figure(.init("", key: Keys.standardErrorReason, on: form)) {
                $0.error.reason.map(ReportCell.text) ?? .empty
            }
        }
        let count = result.agencies.count
        return ReportTable(
            name: "Coalitions",
            caption: caption,
            [
                Figure(.init("At work")) { .text(Self.shownName($0.members, of: count)) },
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
                    .count(people[$0.members] ?? 0)
                },
                Figure(.init("", key: Keys.isSupported, on: .data)) { .boolean($0.supported) },
                Figure(.init("Support")) { .text($0.support.words) },
                Figure(.init("", key: Keys.support, on: .json)) { .text($0.support.name) },
                Figure(
                    .init("People without support", key: Keys.unsupportedShare, AgencyColumns.share)
                ) { .number($0.unsupportedShare, .percentage) },
                reason(.csv),
            ],
            of: listed ?? result.coalitions
        )
    }

    /// "housing + health", "nobody", "all 4".
    static func shownName(_ members: [String], of count: Int) -> String {
        if members.isEmpty { return "nobody" }
        if members.count == count && members.count > 1 { return "all \(members.count)" }
        return members.joined(separator: " + ")
    }

    /// People by the agencies that served them.
    var patterns: ReportTable {
        typealias Figure = RowColumn<AttributionResult.SupportSummary.Pattern>
        return ReportTable(
            name: "Patterns",
            [
                Figure(.init("Served by", key: "members")) { .names($0.members) },
                Figure(.init("People", key: "people", .integer)) { .count($0.people) },
            ],
            of: result.support.patterns
        )
    }

    /// Coalitions by their size, where they are too many to list; nil where they are not.
    var supportBySize: ReportTable? {
        guard result.coalitions.count > AttributionPage.coalitionLimit else { return nil }
        typealias Figure = RowColumn<(size: Int, coalitions: [Coalition])>
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
                    .number($0.coalitions.map(\.unsupportedShare).max(), .percentage)
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
        let people = Double(result.people)
        func arms(_ key: String, _ count: @escaping @Sendable (ImputationSummary.Column) -> [Int])
            -> Figure
        {
            Figure(.init("", key: key, on: .json)) {
                .structure(StructureCell(.array(count($0).map(JSONValue.integer))))
            }
        }
        return ReportTable(
            name: "Imputed",
            caption: "Values that were imputed; by agency: of those served / not served",
            [
                Figure(.init("Column", key: "column")) { .text($0.name) },
                Figure(.init("People", key: "people", .integer)) { .count($0.people) },
                Figure(.init("Of all people", AgencyColumns.share)) {
                    .number(Double($0.people) / people, .percentage)
                },
                arms("served") { $0.arms.map(\.ones) },
                arms("not_served") { $0.arms.map(\.zeros) },
            ]
                + result.agencies.enumerated().map { number, agency in
                    Figure(.init(agency, .integer)) {
                        let (ones, zeros) = ($0.arms[number].ones, $0.arms[number].zeros)
                        let count = NumberFormat.count
                        return .text("\(count.text(Double(ones))) / \(count.text(Double(zeros)))")
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
                .text(one.agency), .number(one.shapley.standardError, format.error),
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
