internal import ArgumentParser
internal import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceReports

/// `topslice attribute`: who caused how much of an outcome, from a cohort.
struct AttributeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribute",
        abstract: "Attribute an outcome to the agencies that served the people of a cohort.",
        discussion: """
            One row a person; an agency is a column of 0 and 1. Every option can also stand in a study \
            file (--study); what is given here wins.
            """
    )

    @Argument(help: "The CSV file, or - for standard input.")
    var file: String

    @Option(help: "The study: types, ranges, missing codes, roles and options, as YAML.")
    var study: String?

    @Option(help: "Column of the outcome.")
    var outcome: String?

    @Option(
        help: "Column of the outcome in the period before, for the naive before-to-after claim."
    )
    var before: String?

    @Option(help: "Columns of the agencies, separated by commas.")
    var agencies: String?

    @Option(help: "Columns of the covariates, separated by commas.")
    var covariates: String?

    @Option(help: "Covariates to be taken as levels although they are numbers.")
    var categorical: String?

    @Option(help: "Column of clusters within which people are alike.")
    var cluster: String?

    @Option(help: "Column of weights, zero or more.")
    var weights: String?

    @Option(
        help: "gaussian, binomial or poisson; without it binomial for a 0/1 outcome, else gaussian."
    )
    var family: String?

    @Option(help: "Interactions of agencies: none, pairwise or full. (default: pairwise)")
    var interactions: String?

    @Option(help: "Columns by which the effect of every agency may differ, taken as numbers.")
    var agencyBy: String?

    @Option(help: "Coverage of the intervals, between 0 and 1.")
    var level = 0.95

    @Option(help: "Write the result as JSON here; - for standard output, which replaces the table.")
    var json: String?

    @Option(help: "Folder for attribution.json, attribution.csv, coalitions.csv and report.html.")
    var output: String?

    @OptionGroup var input: InputOptions

    func validate() throws {
        if let family, StudyAnalysis.Family(rawValue: family) == nil {
            throw ValidationError(
                "--family '\(family)' is not known; expected gaussian, binomial or poisson"
            )
        }
        if let interactions, StudyAnalysis.Interactions(rawValue: interactions) == nil {
            throw ValidationError(
                "--interactions '\(interactions)' is not known; expected none, pairwise or full"
            )
        }
    }

    func run() throws {
        let outputs = try Outputs(
            folder: output,
            holding: AttributionReport.fileNames,
            files: [.json: json],
            force: input.force,
            inputs: [file, study]
        )
        let request = AttributionRequest(
            source: .file(file),
            study: try study.map { try Study.read($0) },
            analysis: analysis,
            confidenceLevel: level,
            delimiter: input.separator,
            missingCodes: input.missingCodes,
            threads: input.threads
        )
        let progress = ReadingProgress(file)
        let run = try request.run(hashing: json != nil || output != nil) { progress.report($0) }
        progress.finish()
        let report = AttributionReport(run, threads: input.threads)
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            text: report.terminalText + "\n",
            warnings: report.result.warnings
        )
    }

    private var analysis: StudyAnalysis {
        StudyAnalysis(
            outcome: outcome,
            before: before,
            agencies: agencies.map(InputOptions.list),
            covariates: covariates.map(InputOptions.list),
            categorical: categorical.map(InputOptions.list),
            cluster: cluster,
            weights: weights,
            family: family.flatMap { StudyAnalysis.Family(rawValue: $0) },
            interactions: interactions.flatMap { StudyAnalysis.Interactions(rawValue: $0) },
            agencyBy: agencyBy.map(InputOptions.list)
        )
    }
}
