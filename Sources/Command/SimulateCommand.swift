internal import ArgumentParser
internal import TopsliceReports
internal import TopsliceSimulation

/// `topslice simulate`: a made-up cohort with its exact true attribution beside it.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write a cohort of any size whose true attribution is known.",
        discussion: """
            Writes cohort.csv and truth.json (the true value of every coalition, Shapley values, and every option \
            of the data-generating process) into a folder. The same seed and options give the same bytes.
            """
    )

    @Option(help: "Folder for cohort.csv and truth.json.")
    var output: String

    @Option(help: "Number of people.")
    var people = 10_000

    @Option(help: "Seed.")
    var seed: UInt64 = 1

    @Option(
        help: "cohort (agencies and covariates) or regression (y, x1 … and area: numbers only)."
    )
    var layout = "cohort"

    @Option(
        help:
            "randomised, targeted (the neediest are served most) or referral (one agency reached through another)."
    )
    var scenario = "targeted"

    @Option(name: .customLong("agencies"), help: "Number of agencies, 1 to 16.")
    var agencyCount = 4

    @Option(help: "Family of the outcome: binomial, gaussian or poisson.")
    var family: String?

    @Option(help: "Number of areas: the clusters.")
    var areas: Int?

    @Option(help: "Spread of the areas' effects on the outcome (standard deviation).")
    var areaSpread: Double?

    @Option(help: "How much more likely service is for each level of need (log odds).")
    var targeting: Double?

    @Option(
        help: "How much the first two agencies reinforce each other (on the scale of the model)."
    )
    var synergy: Double?

    @Option(help: "Further numeric columns x1 … that do nothing.")
    var noise: Int?

    @Option(help: "Number of regressors of the regression layout.")
    var regressors = 20

    @Flag(help: "Add a column of weights.")
    var weights = false

    @Option(help: "Worker threads; the bytes are the same for any number.")
    var threads = 2

    @Flag(help: "Overwrite files that are already there.")
    var force = false

    private static let fileNames = ["cohort.csv", "truth.json"]

    func validate() throws {
        guard ["cohort", "regression"].contains(layout) else {
            throw ValidationError(
                "--layout '\(layout)' is not known; expected cohort or regression"
            )
        }
        guard SimulationScenario(rawValue: scenario) != nil else {
            throw ValidationError(
                "--scenario '\(scenario)' is not known; expected randomised, targeted or referral"
            )
        }
        if let family, OutcomeFamily(rawValue: family) == nil {
            throw ValidationError(
                "--family '\(family)' is not known; expected binomial, gaussian or poisson"
            )
        }
        guard (1...64).contains(threads) else {
            throw ValidationError("--threads must lie between 1 and 64")
        }
    }

    func run() throws {
        let outputs = try Outputs(
            folder: output,
            holding: Self.fileNames,
            force: force,
            inputs: []
        )
        let progress = ProgressBar("Writing \(people) people", total: people)
        let wanted = threads
        let cohort: OutputContent
        let truth: String
        if layout == "regression" {
            let simulated = try SimulatedRegression(try regressionPlan())
            truth = simulated.truthJSON()
            cohort = .pieces { sink in
                try simulated.write(threads: wanted, progress: report(to: progress), to: sink)
            }
        } else {
            let simulated = try SimulatedCohort(try cohortPlan())
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
            text: "\(people) rows in \(output)/cohort.csv, the truth in \(output)/truth.json\n"
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

    private func regressionPlan() throws -> RegressionPlan {
        var plan = try RegressionPlan(regressorCount: regressors)
        plan.rows = people
        plan.seed = seed
        plan.family = family.flatMap { OutcomeFamily(rawValue: $0) } ?? .gaussian
        if let areas { plan.areaCount = areas }
        if let areaSpread { plan.areaSpread = areaSpread }
        return plan
    }

    private func cohortPlan() throws -> SimulationPlan {
        var plan = try SimulationPlan.standard(
            SimulationScenario(rawValue: scenario) ?? .targeted,
            agencyCount: agencyCount,
            family: family.flatMap { OutcomeFamily(rawValue: $0) } ?? .binomial
        )
        plan.people = people
        plan.seed = seed
        plan.writesWeights = weights
        if let areas { plan.areas.count = areas }
        if let areaSpread { plan.areas.outcomeSpread = areaSpread }
        if let noise { plan.noise.count = noise }
        if let targeting {
            for index in plan.agencies.indices { plan.agencies[index].targeting = targeting }
        }
        if let synergy, !plan.synergies.isEmpty { plan.synergies[0].effect = synergy }
        return plan
    }
}
