internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceFunds
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice check`: whether a cohort keeps to its study, or whether an agreement is complete.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a CSV file against a study, or an agreement, and report every fault.",
        discussion: """
            A cohort needs its study; a file that ends in .yaml or .yml without one is an agreement. Exit \
            code 0 with a summary, what is missing and any warnings, or 2 with every fault.
            """
    )

    @Argument(help: "The CSV file (- for standard input), or an agreement as YAML.")
    var file: String

    @Option(help: "The study: types, ranges, missing codes, roles and options, as YAML.")
    var study: String?

    @Option(help: "With an agreement: actuals to check against it, as CSV.")
    var actuals: String?

    @Option(help: "How many faults of a cohort are listed; the others are counted.")
    var limit = CohortFaults.defaultLimit

    private var isAgreement: Bool {
        study == nil && (file.hasSuffix(".yaml") || file.hasSuffix(".yml"))
    }

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit must be 1 or more") }
        guard study != nil || isAgreement else {
            throw ValidationError("a cohort is checked against a study; give --study STUDY.yaml")
        }
        guard actuals == nil || isAgreement else {
            throw ValidationError("--actuals goes only with an agreement")
        }
    }

    func run() throws {
        if let study { try checkCohort(against: study) } else { try checkAgreement() }
    }

    private func checkCohort(against study: String) throws {
        let report = TopsliceCohortData.checkCohort(
            file,
            study: try Study.read(study),
            faultLimit: limit
        )
        for warning in report.warnings { Terminal.printError(warning.description) }
        if let faults = report.error {
            Terminal.printError(faults.description)
            throw ExitCode(2)
        }
        try StandardStream.output.say(report.summary + "\n")
    }

    private func checkAgreement() throws {
        do {
            let input = try FundInput.read(agreement: file, actuals: actuals)
            let review = try AgreementReview(input)
            let summary = AgreementSummary(input, review: review)
            try StandardStream.output.say(summary.text + "\n")
            try StandardStream.output.say(
                summary.verdict + "\n",
                in: summary.isComplete ? .green : .yellow
            )
        } catch let faults as Faults {
            Terminal.printError(faults.description)
            try? StandardStream.errors.say(
                AgreementSummary.incomplete(faults.count) + "\n",
                in: .red
            )
            throw ExitCode(2)
        }
    }
}
