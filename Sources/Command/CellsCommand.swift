internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceReports
internal import TopsliceStudies
import TopsliceFormats

/// `topslice cells`: people who agree in some columns as one row with their number.
struct CellsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cells",
        abstract:
            "Write the distinct rows of a cohort in some columns, with how many people have each.",
        usage: Given<CellsOptions>.usage("cells"),
        discussion: """
            What is computed from cells with --counts people is what the rows give; what draws single people is refused, \
            and --cross-check without clusters deals them out over its folds otherwise. Where covariates are discrete \
            the cells of many millions of people are a small file. Cells of few people may disclose something of them: \
            see --least-people.
            """
    )

    @OptionGroup var given: Given<CellsOptions>

    func run() throws {
        let options = given.options
        let outputs = try Outputs(
            files: [.csv: options.output.value("output")],
            force: options.force ?? false,
            inputs: options.files
        )
        let request = CellsRequest(
            paths: options.files,
            columns: options.columns.value("columns"),
            leastPeople: options.filled.leastPeople.value("least_people"),
            input: options.input
        )
        let progress = ReadingProgress(options.files)
        let run = try request.run { progress.report($0) }
        progress.finish()
        try outputs.write(
            singles: [.csv: { run.table.content }],
            warnings: run.warnings.map(\.words)
        )
    }
}

struct CellsOptions: StatedOptions {
    var files: [String] = []
    var columns: [String]?
    var leastPeople: Int?
    var output: String?
    var force: Bool?
    var input = InputOptions()

    static let alternatives = InputOptions.alternatives

    static let entries: [OptionEntry<Self>] =
        [
            .cohort(\.files, "The CSV file, or several of one shape; - for standard input."),
            .init(
                "columns",
                \.columns,
                .columns,
                scope: .commandLine,
                isRequired: true,
                "Columns that tell cells apart, separated by commas."
            ),
            .init(
                "least_people",
                \.leastPeople,
                .whole(1...1_000_000),
                scope: .commandLine,
                default: .value(1),
                "Cells of fewer people are left out, and it is said how many."
            ),
            .init(
                "output",
                \.output,
                .path(),
                scope: .commandLine,
                isRequired: true,
                "Where the cells go, as CSV; - for standard output."
            ),
            .force(\.force),
        ] + InputOptions.entries.map { $0.within(\.input) }
}
