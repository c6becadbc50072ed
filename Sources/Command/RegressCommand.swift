internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceRegression
internal import TopsliceReports

/// `topslice regress`: least squares, logistic and Poisson regression with robust and clustered errors.
struct RegressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regress",
        abstract: "Fit a regression to a CSV file and print its coefficients.",
        usage: Given<RegressOptions>.usage("regress"),
        discussion: """
            The formula is that of R and fixest: y ~ x1 + x2*x3 + factor(z) + I(x^2) | absorbed. \
            A column of text stands for a factor; '- 1' drops the intercept.
            """
    )

    @OptionGroup var given: Given<RegressOptions>

    func validate() throws {
        if let formula = given.options.model.formula { _ = try Formula(parsing: formula) }
    }

    func run() throws {
        let options = given.options
        let outputs = try options.outputs.claimed(inputs: options.files + [options.study])
        let request = RegressionRequest(
            paths: options.files,
            options: options.model,
            study: try options.study.map { try Study.read($0) }
        )
        let progress = ReadingProgress(options.files)
        let run = try request.run(hashing: options.outputs.json != nil) { progress.report($0) }
        progress.finish()
        let table = CoefficientTable(run)
        let provenance = Provenance(run.inputs, options: run.options, threads: request.threads)
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

struct RegressOptions: StatedOptions {
    var files: [String] = []
    var study: String?
    var model = RegressionOptions()
    var outputs = OutputOptions()

    static let alternatives = InputOptions.alternatives

    static let entries: [OptionEntry<Self>] =
        [
            .cohort(
                \.files,
                "The CSV file, or several of one shape; - for standard input; or a file of moments."
            ),
            .studyOfRows(\.study),
        ]
        + RegressionOptions.entries.map { $0.within(\.model) }
        + OutputOptions.entries(within: \.outputs, csv: true, folder: nil)
}
