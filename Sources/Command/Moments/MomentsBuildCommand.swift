internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceMoments
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceRegression
internal import TopsliceReports
internal import TopsliceSharing

/// `topslice moments build`: the moments of a cohort.
struct MomentsBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Gather the cross-products of a cohort, by cluster, into a file without any row.",
        usage: Given<MomentsOptions>.usage("moments build"),
        discussion: """
            What is computed from the file is what the rows give. Sums of few people may still disclose something of \
            them: 'topslice moments seal' makes a file that is fit to leave.
            """
    )

    @OptionGroup var given: Given<MomentsOptions>

    func validate() throws {
        guard let formula = given.options.formula else {
            throw ValidationError("--formula is missing")
        }
        _ = try Formula(parsing: formula)
    }

    func run() throws {
        let options = given.options
        let files = options.files
        let outputs = try Outputs(
            files: [.moments: options.output.value("output")],
            force: options.force ?? false,
            inputs: files
        )
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
        let text = try run.document.text()
        try outputs.write(
            singles: [.moments: { .text(text) }],
            warnings: run.warnings.map(\.words)
        )
    }
}

struct MomentsOptions: StatedOptions {
    var files: [String] = []
    var formula: String?
    var cluster: String?
    var weights: String?
    var exposures: [String]?
    var output: String?
    var force: Bool?
    var input = InputOptions()

    static let alternatives = InputOptions.alternatives

    static let entries: [OptionEntry<Self>] =
        [
            .cohort(\.files, "The CSV file, or several of one shape; - for standard input."),
            .formula(\.formula, "The model, for instance 'y ~ x1 + factor(area)'."),
            .momentsCluster(\.cluster),
            .weights(\.weights),
            .momentsExposures(\.exposures),
            .momentsOutput(\.output),
            .force(\.force),
        ] + InputOptions.entries.map { $0.within(\.input) }
}

extension OptionEntry {
    static func momentsCluster(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "cluster",
            path,
            .text,
            scope: .commandLine,
            "Column of clusters, whose sums are kept apart."
        )
    }

    static func momentsExposures(_ path: WritableKeyPath<Options, [String]?> & Sendable) -> Self {
        Self(
            "exposures",
            path,
            .columns,
            scope: .commandLine,
            "0/1 columns, separated by commas: sums are also kept by their patterns."
        )
    }

    static func momentsOutput(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "output",
            path,
            .path(),
            scope: .commandLine,
            isRequired: true,
            "Where the moments go; - for standard output."
        )
    }
}
