internal import ArgumentParser
internal import TopsliceAttribution
internal import TopsliceBenefits
internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceReports
import TopsliceFormats
internal import TopsliceStudies

/// `topslice attribute`: who caused how much of an outcome, from a cohort.
struct AttributeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribute",
        abstract: "Attribute an outcome to the agencies that served the people of a cohort.",
        usage: Given<AttributeOptions>.usage("attribute"),
        discussion: """
            One row a person; an agency is a column of 0 and 1. Roles of columns and options of the model can also \
            stand in a study file (--study); what is given here wins.
            """
    )

    @OptionGroup var given: Given<AttributeOptions>

    func run() throws {
        let options = given.options
        let threads = options.input.threadCount
        var study = try options.study.map { try Study.read($0) }
        if let delimiter = options.input.delimiter { study?.delimiter = delimiter }
        if let codes = options.input.missing { study?.missingCodes = codes }
        let request = AttributionRequest(
            source: .files(options.files, options.input.choice),
            study: study,
            analysis: options.analysis,
            confidenceLevel: options.intervals.coverage,
            delimiter: options.input.separator,
            missingCodes: options.input.missingCodes,
            filter: options.input.filter,
            counts: options.input.counts,
            threads: threads
        )
        let worths = try BenefitPlan(request.allWorths)
        let plan = request.worths == nil ? nil : worths
        let outputs = try options.outputs.claimed(
            holding: AttributionReport.fileNames(plan),
            inputs: options.files + [options.study]
        )
        if let run = try momentsRun() {
            guard options.outputs.folder == nil else {
                throw ValidationError(
                    "what moments say fills no folder of results; give --json FILE"
                )
            }
            let report = MomentsAttributionReport(run)
            try outputs.write(
                singles: [.json: { .bytes(report.json.bytes()) }],
                text: report.terminalText + "\n",
                warnings: report.warnings
            )
            return
        }
        let progress = ReadingProgress(options.files)
        let run = try request.run(hashing: options.outputs.isProvenanceWritten) {
            progress.report($0)
        }
        progress.finish()
        var report = AttributionReport(run, threads: threads)
        if let plan, let several = run.several {
            report.benefits = try BenefitReport(several, plan)
        }
        report.money = try MoneySensitivity(worths, run.results)
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            text: report.terminalText + "\n",
            warnings: report.allWarnings
        )
    }

    /// Nil where rows were given.
    private func momentsRun() throws -> MomentsAttributionRequest.Run? {
        let options = given.options
        return try MomentsAttributionRequest(
            options.files,
            study: options.study,
            analysis: options.analysis,
            intervals: options.intervals,
            input: options.input
        )?.run()
    }
}

struct AttributeOptions: StatedOptions {
    var files: [String] = []
    var study: String?
    var analysis = StudyAnalysis()
    var intervals = IntervalOptions()
    var input = InputOptions()
    var outputs = OutputOptions()

    static let alternatives = InputOptions.alternatives

    static let entries: [OptionEntry<Self>] =
        [
            .cohort(
                \.files,
                "The CSV file, or several of one shape; - for standard input; or a file of moments, for its linear model."
            ),
            .study(\.study),
        ]
        + StudyAnalysis.entries.map { $0.within(\.analysis) }
        + IntervalOptions.entries.map { $0.within(\.intervals) }
        + OutputOptions.entries(
            within: \.outputs,
            folder:
                "Folder for attribution.json, attribution.csv, coalitions.csv, sensitivity.csv, balance.csv, groups.csv (--by), report.html and attribution.xlsx; of several outcomes outcomes.csv and benefits.csv too."
        )
        + InputOptions.entries.map { $0.within(\.input) }
}

extension OptionEntry {
    /// The files a command cannot do without.
    static func cohort(
        _ path: WritableKeyPath<Options, [String]> & Sendable,
        _ meaning: String
    ) -> Self {
        Self(files: "files", path, meaning)
    }

    static func study(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "study",
            path,
            .path(),
            scope: .commandLine,
            "The study: types, ranges, missing codes, roles and options, as YAML."
        )
    }
}
