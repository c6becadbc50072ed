internal import ArgumentParser
internal import TopsliceOptions
import TopsliceFormats
internal import TopsliceReports
internal import TopsliceSimulation

/// `topslice simulate`: a made-up cohort with its exact true attribution beside it.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write a cohort of any size whose true attribution is known.",
        usage: Given<SimulateOptions>.usage("simulate"),
        discussion: """
            Writes cohort.csv and truth.json (the true value of every coalition, Shapley values, and every option \
            of the data-generating process) into a folder. The same seed and options give the same bytes.
            """
    )

    @OptionGroup var given: Given<SimulateOptions>

    private static let fileNames = ["cohort.csv", "truth.json"]

    func run() throws {
        let options = given.options.filled
        let people = options.people.value("people")
        let folder = options.output.value("output")
        let outputs = try Outputs(
            folder: folder,
            holding: Self.fileNames,
            force: options.force ?? false,
            inputs: []
        )
        let progress = ProgressBar("Writing \(people) people", total: people)
        let wanted = options.threads.value("threads")
        let cohort: OutputContent
        let truth: String
        if options.layout == .regression {
            let simulated = try SimulatedRegression(try options.regressionPlan())
            truth = simulated.truthJSON()
            cohort = .pieces { sink in
                try simulated.write(threads: wanted, progress: report(to: progress), to: sink)
            }
        } else {
            let simulated = try SimulatedCohort(try options.cohortPlan())
            truth = try simulated.truth().json()
            cohort = .pieces { sink in
                try simulated.write(threads: wanted, progress: report(to: progress), to: sink)
            }
        }
        try outputs.write(
            folder: {
                [
                    OutputFile(name: "cohort.csv", content: cohort),
                    OutputFile(name: "truth.json", text: truth),
                ]
            },
            text: "\(people) rows in \(folder)/cohort.csv, the truth in \(folder)/truth.json\n"
        )
        progress.finish()
    }

    /// Turns a running total into steps.
    private func report(to bar: ProgressBar) -> (Int) -> Void {
        var before = 0
        return { total in
            bar.advance(done: total - before, rows: total - before)
            before = total
        }
    }
}
