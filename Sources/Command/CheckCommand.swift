internal import ArgumentParser
internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceFunds
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports
internal import TopsliceStudies

/// `topslice check`: whether a cohort keeps to its study, or whether an agreement is complete.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a CSV file against a study, or an agreement, and report every fault.",
        usage: Given<CheckOptions>.usage("check"),
        discussion: """
            A cohort needs its study, which --draft makes from the file itself; a file that ends in .yaml or .yml \
            without one is an agreement. Exit code 0 with a summary, what is missing and any warnings, or 2 with \
            every fault.
            """
    )

    @OptionGroup var given: Given<CheckOptions>

    private var files: [String] { given.options.files }
    private var choice: DatabaseChoice? {
        DatabaseChoice(table: given.options.table, query: given.options.query)
    }

    func validate() throws {
        let isCohort = given.options.study != nil
        if given.options.draft != nil { return try validateDraft() }
        guard isCohort || files[0].hasSuffix(".yaml") || files[0].hasSuffix(".yml") else {
            throw ValidationError(
                "a cohort is checked against a study; give --study STUDY.yaml, or --draft STUDY.yaml to have one "
                    + "drafted from the file"
            )
        }
        guard given.options.actuals == nil || !isCohort else {
            throw ValidationError("--actuals goes only with an agreement")
        }
        guard given.options.previous == nil || !isCohort else {
            throw ValidationError("--previous goes only with an agreement")
        }
        guard given.options.columns == nil || !isCohort else {
            throw ValidationError("--columns goes only with an agreement")
        }
        guard isCohort || files.count == 1 else {
            throw ValidationError("one agreement is checked at a time")
        }
        guard isCohort || (given.options.outputs.json == nil && given.options.outputs.csv == nil)
        else {
            throw ValidationError("--json and --csv go only with a cohort")
        }
        guard isCohort || given.options.filter == nil else {
            throw ValidationError("--where goes only with a cohort")
        }
    }

    private func validateDraft() throws {
        let options = given.options
        guard options.study == nil, options.actuals == nil, options.filter == nil,
            options.outputs.json == nil, options.outputs.csv == nil
        else {
            throw ValidationError(
                "--draft goes without --study, --actuals, --where, --json and --csv"
            )
        }
    }

    func run() throws {
        if let draft = given.options.draft {
            try draftStudy(into: draft)
        } else if let study = given.options.study {
            try checkCohort(against: study)
        } else {
            try checkAgreement()
        }
    }

    private func draftStudy(into path: String) throws {
        let outputs = try Outputs(
            files: [.study: path],
            force: given.options.outputs.force ?? false,
            inputs: files
        )
        let draft = try TopsliceCohortData.draftStudy(of: files, choice: choice)
        try outputs.write(
            singles: [.study: { .text(draft.yaml) }],
            warnings: draft.warnings.map(\.description)
        )
    }

    private func checkCohort(against study: String) throws {
        let outputs = try given.options.outputs.claimed(inputs: files + [study])
        var contract = try Study.read(study)
        contract.filter = given.options.filter ?? contract.filter
        let report = TopsliceCohortData.checkCohort(
            files,
            choice: choice,
            study: contract,
            faultLimit: given.options.filled.limit.value("limit")
        )
        for warning in report.warnings { Terminal.printError(warning.description) }
        if let faults = report.error {
            Terminal.printError(faults.description)
            throw ExitCode(2)
        }
        let disclosure = given.options.disclosure.over(contract.analysis.disclosure)
        let summary = CheckSummary(
            report,
            study: contract,
            rule: DisclosureRule(disclosure)
        )
        try outputs.write(
            singles: [
                .json: { .bytes(summary.json.bytes()) }, .csv: { .bytes(summary.csv.bytes()) },
            ],
            text: summary.text + "\n"
        )
    }

    private func checkAgreement() throws {
        do {
            let input = try FundInput.read(
                agreement: files[0],
                actuals: given.options.actuals,
                mapping: given.options.columns,
                previous: given.options.previous
            )
            let review = try AgreementReview(input)
            let summary = AgreementSummary(input, review: review)
            try StandardStream.output.say(summary.text + "\n")
            try StandardStream.output.say(
                summary.verdict + "\n",
                in: summary.isComplete ? .green : .yellow
            )
        } catch let faults as Faults {
            Terminal.printError(faults.description)
            try? StandardStream.errors.say(
                AgreementSummary.incomplete(faults.count) + "\n",
                in: .red
            )
            throw ExitCode(2)
        }
    }
}

struct CheckOptions: StatedOptions {
    var files: [String] = []
    var filter: RowFilter?
    var table: String?
    var query: String?
    var study: String?
    var actuals: String?
    var columns: String?
    var previous: String?
    var draft: String?
    var outputs = OutputOptions()
    var limit: Int?
    var disclosure = DisclosureOptions()

    static let alternatives = [["table", "query"]]

    static let entries: [OptionEntry<Self>] =
        [
            .cohort(
                \.files,
                "The CSV file, or several of one shape (- for standard input), or an agreement as YAML."
            ),
            .filter(\.filter, scope: .commandLine),
            .table(\.table),
            .query(\.query),
            .study(\.study),
            .init(
                "actuals",
                \.actuals,
                .path(),
                scope: .commandLine,
                "With an agreement: actuals to check against it, as CSV or a sheet of a workbook."
            ),
            .columns(\.columns),
            .init(
                "previous",
                \.previous,
                .path(),
                scope: .commandLine,
                "With an agreement: settlement.json of the term before, with which it opens."
            ),
            .init(
                "draft",
                \.draft,
                .path(),
                scope: .commandLine,
                "Draft a study from a cohort: types, ranges and missing codes of all columns, into this file (- for standard output)."
            ),
            .init(
                "limit",
                \.limit,
                .whole(1...1_000_000),
                scope: .commandLine,
                default: .value(CheckReport.defaultFaultLimit),
                "How many faults of a cohort are listed; the others are counted."
            ),
        ] + DisclosureOptions.entries.map { $0.within(\.disclosure) }
        + OutputOptions.entries(within: \.outputs, csv: true, folder: nil)
}
