internal import ArgumentParser
internal import CohortData

/// `topslice check`: whether a cohort keeps to its study.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a CSV file against a study and report every fault with its line.",
        discussion: "Exit code 0 with a summary and any warnings, or 2 with every fault."
    )

    @Argument(help: "The CSV file, or - for standard input.")
    var file: String

    @Option(help: "The study: types, ranges, missing codes, roles and options, as YAML.")
    var study: String

    @Option(help: "How many faults are listed; the others are counted.")
    var limit = CohortFaults.defaultLimit

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit must be 1 or more") }
    }

    func run() throws {
        let report = checkCohort(file, study: try Study.read(study), faultLimit: limit)
        for warning in report.warnings { Terminal.printError(warning.description) }
        if let faults = report.error {
            Terminal.printError(faults.description)
            throw ExitCode(2)
        }
        print(report.summary)
    }
}
