internal import ArgumentParser
import TopsliceFormats
internal import TopsliceMoments
internal import TopsliceRegression
internal import TopsliceReports
internal import TopsliceSharing
internal import TopsliceStudies

/// `topslice moments`: the sums that least squares needs, in a file without any row of the cohort.
struct MomentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moments",
        abstract: "Gather or merge cross-products, from which regressions are fitted without rows.",
        discussion: """
            Agencies that may not share records can share moments: gather them apart, merge the files, and give \
            the sum to 'topslice regress'. Sums of few people may still disclose something of them.
            """
    )

    @Argument(help: "The CSV file (or - for standard input); with --merge, the files of moments.")
    var files: [String]

    @Flag(help: "Add up files of moments of the same model.")
    var merge = false

    @Option(help: "The model, for instance 'y ~ x1 + factor(area)'.")
    var formula: String?

    @Option(help: "Column of clusters, whose sums are kept apart.")
    var cluster: String?

    @Option(help: "Column of weights, zero or more.")
    var weights: String?

    @Option(help: "0/1 columns, separated by commas: sums are also kept by their patterns.")
    var exposures: String?

    @Option(help: "Where the moments go; - for standard output.")
    var output: String

    @OptionGroup var input: InputOptions

    func validate() throws {
        if merge {
            guard files.count > 1 else { throw ValidationError("--merge needs two files or more") }
            guard formula == nil, cluster == nil, weights == nil, exposures == nil else {
                throw ValidationError("--merge takes the model from its files")
            }
        } else {
            guard files.count == 1 else {
                throw ValidationError("one file is read at a time; add up moments with --merge")
            }
            guard let formula else { throw ValidationError("--formula is missing") }
            _ = try Formula(parsing: formula)
        }
    }

    func run() throws {
        let outputs = try Outputs(files: [.moments: output], force: input.force, inputs: files)
        if merge {
            let document = try MomentsRequest.merged(files)
            try outputs.write(singles: [.moments: { .text(document.text) }])
            return
        }
        let request = MomentsRequest(
            regression: RegressionRequest(
                path: files[0],
                formula: formula,
                covariance: cluster.map { .cluster(column: $0) } ?? .iid,
                weights: weights,
                delimiter: input.separator,
                missingCodes: input.missingCodes,
                threads: input.threads
            ),
            exposures: exposures.map(InputOptions.list) ?? []
        )
        let progress = ReadingProgress(files[0])
        let run = try request.run { progress.report($0) }
        progress.finish()
        try outputs.write(
            singles: [.moments: { .text(run.document.text) }],
            warnings: run.warnings
        )
    }
}
