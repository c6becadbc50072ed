import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRecords

/// What came of looking where nothing is to be found, each table stated once for page, terminal, sheet and JSON.
struct PlaceboTables {
    private let placebos: Placebos
    private let report: AttributionReport
    private let format: OutcomeFormat
    private let confidenceLevel: String
    private static let amount = Workbook.Column.Kind.decimal(places: 4)

    /// Nil where none was asked for.
    init?(_ report: AttributionReport) {
        guard let placebos = report.result.placebos else { return nil }
        self.placebos = placebos
        self.report = report
        format = OutcomeFormat(report)
        confidenceLevel = NumberFormat.level(report.method.confidenceLevel)
    }

    // MARK: The tests

    /// A row a placebo: what should be found, what was, and by which rule it fails.
    var tests: ReportTable {
        var table = ReportTable(
            name: "Placebos",
            caption: "Where nothing is to be found: what was tried, and what was found",
            columns: [
                .init("Tried", key: "placebo"), .init("Should find", on: .people),
                .init("Found"), .init("Rule"),
                .init("", key: "value", .decimal(places: 4)),
                .init("", key: "threshold", .decimal(places: 4)),
                .init("Passed", key: "passed"),
            ]
        )
        table.isStacked = true
        for row in [outcomeTest, permutedTest, nullTest].compactMap({ $0 }) { table.append(row) }
        return table
    }

    private func passed(_ rule: Verdict.Rule) -> ReportCell {
        .boolean(!placebos.grounds.contains { $0.rule == rule })
    }

    private func row(
        _ rule: Verdict.Rule,
        _ tried: String,
        _ should: String,
        _ found: String,
        _ words: String,
        _ value: Double?,
        isJudged: Bool = true
    ) -> [ReportCell] {
        [
            .named(rule.rawValue, label: tried), .text(should), .text(found), .text(words),
            .number(value, .probability), .number(rule.threshold, .probability),
            value == nil ? .text("no answer") : isJudged ? passed(rule) : .text("not judged"),
        ]
    }

    private var outcomeTest: [ReportCell]? {
        guard let outcome = placebos.outcome else { return nil }
        return row(
            .placeboOutcome,
            "the same design on \(report.labels.quoted(outcome.column)), measured before"
                + (outcome.isCovariate ? ", left out of what is compared" : ""),
            "nothing",
            outcome.smallestPValue.map { "smallest p-value \(ProbabilityText.text($0))" }
                ?? OutcomeFormat.notIdentified,
            outcome.isCovariate ? "none: the answer compares it" : "0.01 or more",
            outcome.smallestPValue,
            isJudged: !outcome.isCovariate
        )
    }

    private var permutedTest: [ReportCell]? {
        guard let permuted = placebos.permuted else { return nil }
        let part = permuted.findings?.foundPart
        return row(
            .permutedLabels,
            "labels of agencies permuted among people alike, \(times(permuted.count))",
            "some effect in about \(NumberFormat.percentage.text(alpha))",
            part.map { "some effect in \(NumberFormat.percentage.text($0))" }
                ?? OutcomeFormat.notIdentified,
            "less than 15%",
            part
        )
    }

    private var nullTest: [ReportCell]? {
        guard let none = placebos.nullAgencies else { return nil }
        return row(
            .nullAgency,
            "an agency more that served by the same chances and did nothing, \(times(none.count))",
            "an interval that holds nothing in about \(confidenceLevel)",
            none.heldPart.map { "in \(NumberFormat.percentage.text($0))" }
                ?? OutcomeFormat.notIdentified,
            "80% or more",
            none.heldPart
        )
    }

    private var alpha: Double { 1 - report.method.confidenceLevel }

    private func times(_ count: Int) -> String { NumberFormat.count.text(Double(count)) + " times" }

    // MARK: What was found of each agency

    /// By agency: the contributions to the outcome measured before.
    var outcome: ReportTable? {
        guard let outcome = placebos.outcome else { return nil }
        let multiplier = outcome.isProportion ? 100.0 : 1
        let all = outcome.contributions + [outcome.together]
        let errors = all.compactMap { $0.standardError.map { $0 * multiplier } }
        var change = NumberFormat.fitting(errors.isEmpty ? [1] : errors, digits: 2)
        change.multiplier = multiplier
        change.sign = .always
        var table = ReportTable(
            name: "Placebo outcome",
            caption: "Contributions to \(report.labels.quoted(outcome.column)), "
                + (outcome.isProportion ? "percentage points" : "per person of the cohort"),
            columns: [
                .init("Agency", key: "agency"), .init("Contribution", key: "estimate", Self.amount),
                .init("\(confidenceLevel) interval", Self.amount),
                .init("", key: "standard_error", Self.amount),
                .init("", key: "conf_low", Self.amount), .init("", key: "conf_high", Self.amount),
                .init("p-value", key: "p_value", .decimal(places: 4)),
                .init("Holm’s p", key: "p_value_holm", .decimal(places: 4)),
            ]
        )
        table.isStacked = true
        let named = zip(report.result.agencies, zip(outcome.contributions, outcome.holmPValues))
        for (name, found) in named { table.append(cells(name, found.0, found.1, change)) }
        table.append(cells("Together", outcome.together, nil, change))
        return table
    }

    private func cells(
        _ name: String,
        _ estimate: Estimate,
        _ holm: Double?,
        _ change: NumberFormat
    ) -> [ReportCell] {
        let known = estimate.uncertainty
        return [
            .named(name, label: report.labels.name(name)), .number(estimate.value, change),
            known.map { .range($0.confidenceLow, $0.confidenceHigh, change) } ?? .empty,
            .number(known?.standardError, change), .number(known?.confidenceLow, change),
            .number(known?.confidenceHigh, change), .number(known?.pValue, .probability),
            .number(holm, .probability),
        ]
    }

    /// By the agency that made-up ones were like.
    var nullAgencies: ReportTable? {
        guard let none = placebos.nullAgencies else { return nil }
        var table = ReportTable(
            name: "Null agencies",
            caption:
                "Agencies made up that served people by the chances of a real one and did nothing, \(format.changeUnit)",
            columns: [
                .init("Like", key: "agency"), .init("Made up", key: "count", .integer),
                .init("Intervals that hold nothing", key: "held", .integer),
                .init("Mean contribution", key: "mean_contribution", Self.amount),
                .init("Its usual std. error", key: "mean_standard_error", Self.amount),
            ]
        )
        table.isStacked = true
        for (name, line) in zip(report.result.agencies, none.agencies) {
            table.append([
                .named(name, label: report.labels.name(name)), .integer(line.count),
                .integer(line.held), .number(line.meanContribution, format.change),
                .number(line.meanError, format.error),
            ])
        }
        return table
    }

    // MARK: Words

    /// What permuted labels say of the largest contribution.
    var permutedWords: String? {
        guard let permuted = placebos.permuted, let found = permuted.findings else { return nil }
        let asLarge =
            found.pValue < 0.05
            ? "a size that labels dealt by lot seldom give"
            : "a size that labels dealt by lot give often enough, which does not say that nobody did anything"
        return
            "The largest contribution is \(format.error.text(found.observedLargest)) \(format.sentenceUnit); of "
            + "\(times(permuted.count)) that labels were permuted among people whose columns let expect as much service, 95% stay "
            + "within \(format.error.text(found.usualLargest)). In standard errors the largest has a p-value of "
            + "\(ProbabilityText.text(found.pValue)): \(asLarge)." + refused(permuted.refused)
    }

    private func refused(_ count: Int) -> String {
        count == 0 ? "" : " \(NumberFormat.count.text(Double(count))) draws gave no answer."
    }

    static let note =
        "A placebo that finds something shows that the same design finds what is not there, and what it says of the outcome is "
        + "then in doubt. One that finds nothing is no proof of the design: a hidden reason need not bear on the outcome before, "
        + "permuted labels test the intervals and not who was chosen, and an agency made up is chosen by the columns alone."

    private var details: [ReportTable] { [outcome, nullAgencies].compactMap { $0 } }

    var sheets: [ReportTable] { [tests] + details }

    private var finding: String {
        let rules: [Verdict.Rule] = [.placeboOutcome, .permutedLabels, .nullAgency]
        return report.result.verdict.grounds.contains { rules.contains($0.rule) }
            ? "something was found" : "no more was found than chance gives"
    }

    var section: HTMLPage.Section {
        HTMLPage.Section(
            "Where nothing is to be found",
            finding: finding,
            [tests.markup] + details.map(\.markup)
                + [permutedWords, Self.note].compactMap { $0 }.map { .paragraph($0) }
        )
    }

    var terminalText: String {
        "\nwhere nothing is to be found\n" + tests.terminal.text
            + (permutedWords.map { visible(TerminalText.plainMinus($0)) + "\n" } ?? "")
    }

    var json: JSONValue {
        [
            "tests": tests.json,
            "outcome": placebos.outcome.map { found in
                [
                    "column": .string(found.column), "is_covariate": .boolean(found.isCovariate),
                    "people": report.disclosure.rule.cell(found.people).json(),
                    "contributions": outcome?.json ?? .null,
                ]
            } ?? .null,
            "permuted_labels": placebos.permuted.map {
                [
                    "permutations": .integer($0.count), "refused": .integer($0.refused),
                    "largest_contribution": .optional($0.findings?.observedLargest),
                    "largest_by_chance": .optional($0.findings?.usualLargest),
                    "p_value": .optional($0.findings?.pValue),
                    "found_part": .optional($0.findings?.foundPart),
                ]
            } ?? .null,
            "null_agencies": placebos.nullAgencies.map {
                [
                    "refused": .integer($0.refused), "held_part": .optional($0.heldPart),
                    "agencies": nullAgencies?.json ?? .null,
                ]
            } ?? .null,
        ]
    }
}
