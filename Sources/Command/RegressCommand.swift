internal import ArgumentParser
internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceLinearAlgebra
internal import TopsliceRegression
internal import TopsliceReports
internal import TopsliceSharing
internal import TopsliceStudies

/// `topslice regress`: least squares, logistic and Poisson regression with robust and clustered errors.
struct RegressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regress",
        abstract: "Fit a regression to a CSV file and print its coefficients.",
        discussion: """
            The formula is that of R and fixest: y ~ x1 + x2*x3 + factor(z) + I(x^2) | absorbed. \
            A column of text stands for a factor; '- 1' drops the intercept.
            """
    )

    @Argument(help: "The CSV file, - for standard input, or a file of moments.")
    var file: String

    @Option(help: "The model, for instance 'y ~ x1 + factor(area)'; moments bring their own.")
    var formula: String?

    @Option(help: "Errors: iid, hc0, hc1, hc2, hc3 or cluster:COLUMN.")
    var vcov = "hc1"

    @Option(help: "Family: gaussian, binomial or poisson.")
    var family = "gaussian"

    @Option(help: "Column of weights, zero or more.")
    var weights: String?

    @Option(help: "Coverage of the intervals, between 0 and 1.")
    var level = 0.95

    @Option(help: "Write JSON here; - for standard output, which replaces the table.")
    var json: String?

    @Option(help: "Write tidy CSV here; - for standard output, which replaces the table.")
    var csv: String?

    @OptionGroup var input: InputOptions

    func validate() throws {
        guard CovarianceKind(vcov) != nil else {
            throw ValidationError(
                "--vcov '\(vcov)' is not known; expected iid, hc0, hc1, hc2, hc3 or cluster:COLUMN"
            )
        }
        guard Family(rawValue: family) != nil else {
            throw ValidationError(
                "--family '\(family)' is not known; expected gaussian, binomial or poisson"
            )
        }
        guard level > 0, level < 1 else {
            throw ValidationError("--level must lie between 0 and 1")
        }
        if let formula { _ = try Formula(parsing: formula) }
    }

    func run() throws {
        let outputs = try Outputs(
            files: [.json: json, .csv: csv],
            force: input.force,
            inputs: [file]
        )
        let request = RegressionRequest(
            path: file,
            formula: formula,
            family: Family(rawValue: family) ?? .gaussian,
            covariance: CovarianceKind(vcov),
            weights: weights,
            confidenceLevel: level,
            delimiter: input.separator,
            missingCodes: input.missingCodes,
            threads: input.threads
        )
        let progress = ReadingProgress(file)
        let run = try request.run(hashing: json != nil) { progress.report($0) }
        progress.finish()
        let table = CoefficientTable(run)
        let provenance = Provenance(run, threads: input.threads)
        let sample = SampleFlow(run.result.summary)
        try outputs.write(
            singles: [
                .json: { .bytes(table.json(sample: sample, provenance: provenance).bytes()) },
                .csv: { .bytes(table.csv.bytes()) },
            ],
            text: table.terminalText + "\n",
            warnings: table.warnings
        )
    }
}
