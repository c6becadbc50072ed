internal import ArgumentParser
internal import TopsliceAttribution
internal import TopsliceBenefits
internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceRecords
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
        let study = try options.study.map { try Study.read($0, with: options.input) }
        var request = AttributionRequest(
            options.files,
            study,
            from: options.study,
            options.analysis,
            options.intervals,
            options.input
        )
        request.plan = try options.plan.map { try HeldProtocol(reading: $0) }
        let worths = try BenefitPlan(request.allWorths)
        let plan = request.worths == nil ? nil : worths
        let outputs = try options.outputs.claimed(
            holding: AttributionReport.fileNames(plan),
            inputs: options.files + [options.study, options.plan]
        )
        if let run = try momentsRun() {
            guard options.plan == nil else {
                throw ValidationError("moments have no rows to hold against --protocol")
            }
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
        let report = try AttributionReport(run, worths, threads: threads)
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

extension Study {
    /// A study file, with what flags say instead.
    static func read(_ path: String, with input: InputOptions) throws -> Study {
        var study = try Study.read(path)
        if let delimiter = input.delimiter { study.delimiter = delimiter }
        if let codes = input.missing { study.missingCodes = codes }
        return study
    }
}

extension AttributionRequest {
    /// What a command was asked.
    init(
        _ files: [String],
        _ study: Study?,
        from path: String?,
        _ analysis: StudyAnalysis,
        _ intervals: IntervalOptions,
        _ input: InputOptions
    ) {
        self.init(
            source: .files(files, input.choice),
            study: study,
            analysis: analysis,
            confidenceLevel: intervals.coverage,
            delimiter: input.separator,
            missingCodes: input.missingCodes,
            filter: input.filter,
            counts: input.counts,
            threads: input.threadCount
        )
        // It was read a moment ago.
        studyDigest =
            path.flatMap { try? FileBytes(reading: $0, limit: YAMLLimits().byteCount) }?.sha256
    }
}

struct AttributeOptions: StatedOptions {
    var files: [String] = []
    var study: String?
    var plan: String?
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
            .init(
                "protocol",
                \.plan,
                .path(),
                scope: .commandLine,
                "What topslice protocol recorded before the outcome was seen: every choice made otherwise is listed."
            ),
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

    /// Of a command whose roles a study does not say.
    static func studyOfRows(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "study",
            path,
            .path(),
            scope: .commandLine,
            "A study: words for columns and levels, codes of missing values, which rows, and rules of disclosure, as YAML."
        )
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
