internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceMoments
internal import TopsliceRegression
internal import TopsliceReports
internal import TopsliceSharing

/// `topslice moments`: the sums that least squares needs, in a file without any row of the cohort.
struct MomentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moments",
        abstract: "Gather or merge cross-products, from which regressions are fitted without rows.",
        usage: Given<MomentsOptions>.usage("moments"),
        discussion: """
            Agencies that may not share records can share moments: gather them apart, merge the files, and give \
            the sum to 'topslice regress'. Sums of few people may still disclose something of them.
            """
    )

    @OptionGroup var given: Given<MomentsOptions>

    func validate() throws {
        let options = given.options
        if options.merge ?? false {
            guard options.files.count > 1 else {
                throw ValidationError("--merge needs two files or more")
            }
            guard options.formula == nil, options.cluster == nil, options.weights == nil,
                options.exposures == nil, options.input.filter == nil
            else { throw ValidationError("--merge takes the model from its files") }
        } else {
            guard let formula = options.formula else {
                throw ValidationError("--formula is missing")
            }
            _ = try Formula(parsing: formula)
        }
    }

    func run() throws {
        let options = given.options
        let files = options.files
        let outputs = try Outputs(
            files: [.moments: options.output.value("output")],
            force: options.force ?? false,
            inputs: files
        )
        if options.merge ?? false {
            let document = try MomentsRequest.merged(files)
            try outputs.write(singles: [.moments: { .text(document.text) }])
            return
        }
        var model = RegressionOptions()
        model.formula = options.formula
        model.covariance = options.cluster.map { .cluster(column: $0) } ?? .iid
        model.weights = options.weights
        model.input = options.input
        let request = MomentsRequest(
            regression: RegressionRequest(paths: files, options: model),
            exposures: options.exposures ?? []
        )
        let progress = ReadingProgress(files)
        let run = try request.run { progress.report($0) }
        progress.finish()
        try outputs.write(
            singles: [.moments: { .text(run.document.text) }],
            warnings: run.warnings.map(\.words)
        )
    }
}

struct MomentsOptions: StatedOptions {
    var files: [String] = []
    var merge: Bool?
    var formula: String?
    var cluster: String?
    var weights: String?
    var exposures: [String]?
    var output: String?
    var force: Bool?
    var input = InputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                files: "files",
                \.files,
                "The CSV file, or several of one shape (- for standard input); with --merge, the files of moments."
            ),
            .init(
                "merge",
                \.merge,
                .isOn,
                scope: .commandLine,
                "Add up files of moments of the same model."
            ),
            .formula(\.formula, "The model, for instance 'y ~ x1 + factor(area)'."),
            .init(
                "cluster",
                \.cluster,
                .text,
                scope: .commandLine,
                "Column of clusters, whose sums are kept apart."
            ),
            .weights(\.weights),
            .init(
                "exposures",
                \.exposures,
                .columns,
                scope: .commandLine,
                "0/1 columns, separated by commas: sums are also kept by their patterns."
            ),
            .init(
                "output",
                \.output,
                .path(),
                scope: .commandLine,
                isRequired: true,
                "Where the moments go; - for standard output."
            ),
            .force(\.force),
        ] + InputOptions.entries.map { $0.within(\.input) }
}
