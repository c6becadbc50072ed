internal import ArgumentParser
internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceReports
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceVarianceShares

/// `topslice importance`: what explains the differences between people or places.
struct ImportanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "importance",
        abstract: "Share out the variance that regressors explain (LMG, the Shapley value of R²).",
        usage: Given<ImportanceCommandOptions>.usage("importance"),
        discussion: """
            From rows and a formula, from saved moments, or from a covariance or correlation matrix. A factor, a \
            polynomial and every other term count as one regressor. The shares say what goes along with \
            differences; they are not causal, and no money should follow them: for that see 'topslice attribute'.
            """
    )

    @OptionGroup var given: Given<ImportanceCommandOptions>

    func validate() throws {
        let options = given.options
        let model = options.model
        switch (options.files.first, model.matrix) {
        case (nil, nil):
            throw ValidationError("give a FILE with --formula, or --matrix with --response")
        case (.some, .some):
            throw ValidationError("--matrix takes the place of FILE; give one of them")
        case (.some, nil):
            if model.response != nil { throw ValidationError("--response goes with --matrix") }
            if model.rows != nil { throw ValidationError("--rows goes with --matrix") }
        case (nil, .some):
            if model.formula != nil {
                throw ValidationError("--formula goes with FILE, not with --matrix")
            }
            if model.response == nil { throw ValidationError("--matrix needs --response NAME") }
        }
        if model.exact ?? false, model.tolerance != nil {
            throw ValidationError("--exact has no tolerance; give one of --exact and --tolerance")
        }
        if options.outputs.json == "-", options.outputs.csv == "-" {
            throw ValidationError("only one of --json and --csv can go to standard output")
        }
        try options.request().validate()
    }

    func run() throws {
        let options = given.options
        let request = try options.request()
        let outputs = try options.outputs.claimed(
            holding: ImportanceReport.fileNames,
            inputs: options.files + [options.study, options.model.matrix, options.model.test]
        )
        let reading = ReadingProgress(
            options.files + [options.model.matrix].compactMap(\.self)
        )
        let walking = ShareProgress("Visiting subsets")
        Interruption.watch()
        let run = try request.run(
            hashing: options.outputs.isProvenanceWritten,
            onProgress: { reading.report($0) },
            control: WalkControl(
                threads: request.threads,
                progress: { walking.report($0) },
                isCancelled: { Interruption.isAsked }
            )
        )
        reading.finish()
        walking.finish()
        let report = ImportanceReport(run, request: request)
        try outputs.write(
            folder: report.files,
            singles: [
                .json: { .bytes(report.json.bytes()) }, .csv: { .bytes(report.csv.bytes()) },
            ],
            text: report.terminalText,
            warnings: report.warnings
        )
    }
}
