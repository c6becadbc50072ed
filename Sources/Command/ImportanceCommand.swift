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
        discussion: """
            From rows and a formula, from saved moments, or from a covariance or correlation matrix. A factor, a \
            polynomial and every other term count as one regressor. The shares say what goes along with \
            differences; they are not causal, and no money should follow them: for that see 'topslice attribute'.
            """
    )

    @Argument(help: "The CSV file, - for standard input, or a file of moments.")
    var file: String?

    @Option(help: "The model, for instance 'y ~ x1 + factor(area)'; moments bring their own.")
    var formula: String?

    @Option(
        help:
            "A covariance or correlation matrix as CSV, names in its first line, in place of FILE."
    )
    var matrix: String?

    @Option(help: "The column of the matrix that the others explain.")
    var response: String?

    @Option(help: "Rows behind the matrix.")
    var rows: Int?

    @Option(help: "Regressors that share as one: a=x1+x2,b=x3+x4.")
    var groups: String?

    @Option(
        help:
            "Regressors and groups that share among themselves only after their union: u=a+b,v=x5+x6."
    )
    var unions: String?

    @Option(help: "Regressors always in: what they explain is taken out before anything is shared.")
    var always: String?

    @Flag(help: "Visit every subset, however long it takes (up to 45 regressors).")
    var exact = false

    @Option(
        help:
            "Sample until all shares together are this close, in R². (default: every subset up to 30 regressors, 0.001 beyond)"
    )
    var tolerance: Double?

    @Option(help: "Rows (or a matrix) that R² is measured on, with the coefficients of FILE.")
    var test: String?

    @Option(help: "Bootstrap replicates for the intervals; without it influence functions.")
    var bootstrap: Int?

    @Option(help: "Column of clusters within which rows are alike; intervals rest on them.")
    var cluster: String?

    @Option(help: "Column of weights, zero or more.")
    var weights: String?

    @Option(help: "Coverage of the intervals, between 0 and 1.")
    var level = 0.95

    @Option(help: "Seed of sampling and bootstrap.")
    var seed: UInt64 = 1

    @Option(help: "Write JSON here; - for standard output, which replaces the table.")
    var json: String?

    @Option(help: "Write tidy CSV here; - for standard output, which replaces the table.")
    var csv: String?

    @Option(help: "Folder for importance.json, importance.csv and report.html.")
    var output: String?

    @OptionGroup var input: InputOptions

    func validate() throws {
        switch (file, matrix) {
        case (nil, nil):
            throw ValidationError("give a FILE with --formula, or --matrix with --response")
        case (.some, .some):
            throw ValidationError("--matrix takes the place of FILE; give one of them")
        case (.some, nil):
            if response != nil { throw ValidationError("--response goes with --matrix") }
            if rows != nil { throw ValidationError("--rows goes with --matrix") }
        case (nil, .some):
            if formula != nil {
                throw ValidationError("--formula goes with FILE, not with --matrix")
            }
            if response == nil { throw ValidationError("--matrix needs --response NAME") }
        }
        if let rows, rows < 1 { throw ValidationError("--rows must be 1 or more") }
        if exact, tolerance != nil {
            throw ValidationError("--exact has no tolerance; give one of --exact and --tolerance")
        }
        if let tolerance, !(tolerance > 0 && tolerance < 1) {
            throw ValidationError("--tolerance must lie between 0 and 1")
        }
        if let bootstrap, !(2...1_000_000).contains(bootstrap) {
            throw ValidationError("--bootstrap must lie between 2 and 1000000")
        }
        guard level > 0, level < 1 else {
            throw ValidationError("--level must lie between 0 and 1")
        }
        try request().validate()
    }

    func run() throws {
        let outputs = try Outputs(
            folder: output,
            holding: ImportanceReport.fileNames,
            files: [.json: json, .csv: csv],
            force: input.force,
            inputs: [file, matrix, test]
        )
        let reading = ReadingProgress(file ?? matrix ?? "")
        let walking = ShareProgress("Visiting subsets")
        Interruption.watch()
        let run = try request().run(
            hashing: json != nil || output != nil,
            onProgress: { reading.report($0) },
            control: WalkControl(
                threads: input.threads,
                progress: { walking.report($0) },
                isCancelled: { Interruption.isAsked }
            )
        )
        reading.finish()
        walking.finish()
        let report = ImportanceReport(run, request: try request())
        try outputs.write(
            folder: report.files,
            singles: [
                .json: { .bytes(report.json.bytes()) }, .csv: { .bytes(report.table.bytes()) },
            ],
            text: report.terminalText,
            warnings: report.warnings
        )
    }

    private func request() throws -> ImportanceRequest {
        ImportanceRequest(
            source: matrix.map { .matrix(path: $0, response: response ?? "", rows: rows) }
                ?? .file(path: file ?? "", formula: formula),
            players: try ImportancePlayers(groups: groups, unions: unions, always: always),
            effort: exact ? .exact : tolerance.map { .sampled(tolerance: $0) } ?? .automatic,
            testPath: test,
            bootstrap: bootstrap,
            cluster: cluster,
            weights: weights,
            confidenceLevel: level,
            seed: seed,
            delimiter: input.separator,
            missingCodes: input.missingCodes,
            threads: input.threads,
            wantsFurther: json != nil || csv != nil || output != nil
        )
    }
}
