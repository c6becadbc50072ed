internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceRegression
internal import TopsliceReports
internal import TopsliceSharing

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
        if let formula = given.options.formula { _ = try Formula(parsing: formula) }
    }

    func run() throws {
        let options = given.options
        let outputs = try options.outputs.claimed(inputs: options.files)
        let threads = options.input.threadCount
        let filled = options.filled
        let request = RegressionRequest(
            paths: options.files,
            formula: options.formula,
            family: filled.family.value("family"),
            covariance: filled.covariance.value("vcov"),
            weights: options.weights,
            confidenceLevel: options.intervals.coverage,
            delimiter: options.input.separator,
            missingCodes: options.input.missingCodes,
            filter: options.input.filter,
            threads: threads
        )
        let progress = ReadingProgress(options.files)
        let run = try request.run(hashing: options.outputs.json != nil) { progress.report($0) }
        progress.finish()
        let table = CoefficientTable(run)
        let provenance = Provenance(run.inputs, options: run.options, threads: threads)
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
    var formula: String?
    var covariance: CovarianceKind?
    var family: Family?
    var weights: String?
    var intervals = IntervalOptions()
    var outputs = OutputOptions()
    var input = InputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .cohort(
                \.files,
                "The CSV file, or several of one shape; - for standard input; or a file of moments."
            ),
            .formula(
                \.formula,
                "The model, for instance 'y ~ x1 + factor(area)'; moments bring their own."
            ),
            .init(
                "vcov",
                \.covariance,
                covarianceForm,
                scope: .commandLine,
                default: .value(.hc1),
                "Errors: iid, hc0, hc1, hc2, hc3 or cluster:COLUMN."
            ),
            .init(
                "family",
                \.family,
                .choice,
                scope: .commandLine,
                default: .value(.gaussian),
                "Distribution of the outcome"
            ),
            .weights(\.weights),
        ]
        + IntervalOptions.entries.map { $0.within(\.intervals) }
        + OutputOptions.entries(within: \.outputs, csv: true, folder: nil)
        + InputOptions.entries.map { $0.within(\.input) }

    private static let covarianceForm = OptionForm<CovarianceKind>(
        .text,
        words: ["iid", "hc0", "hc1", "hc2", "hc3", "cluster:COLUMN"],
        fromText: { text, faults in
            if let kind = CovarianceKind(text.value) { return kind }
            faults.add(
                text,
                "'\(escaped(text.value))' is not known; expected iid, hc0, hc1, hc2, hc3 or cluster:COLUMN"
            )
            return nil
        },
        fromNode: { _, _ in nil },
        written: \.label
    )
}

extension Family: SpelledChoice {}

extension OptionEntry {
    static func formula(
        _ path: WritableKeyPath<Options, String?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self("formula", path, .text, scope: .commandLine, meaning)
    }

    static func weights(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self("weights", path, .text, scope: .commandLine, "Column of weights, zero or more.")
    }
}
