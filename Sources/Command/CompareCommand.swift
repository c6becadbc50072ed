internal import ArgumentParser
internal import TopsliceFunds
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice compare`: what each partner gains or loses between two agreements.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two agreements: what each partner gains or loses by the second.",
        discussion: """
            Both are settled on the same actuals; without --actuals nothing is spent and savings count at \
            their forecasts.
            """
    )

    @Argument(help: "The first agreement, as YAML.")
    var first: String

    @Argument(help: "The second agreement, as YAML.")
    var second: String

    @Option(help: "The actuals on which both are settled, as CSV.")
    var actuals: String?

    @Option(help: "Rows of this scenario count besides the actual ones.")
    var scenario = Actuals.actual

    @Option(help: "Write the result as JSON here; - for standard output, which replaces the table.")
    var json: String?

    @Option(
        help: "Folder for comparison.json, comparison.csv, comparison.html and comparison.xlsx."
    )
    var output: String?

    @Flag(help: "Overwrite files that are already there.")
    var force = false

    func run() throws {
        let outputs = try Outputs(
            folder: output,
            holding: ComparisonReport.fileNames,
            files: [.json: json],
            force: force,
            inputs: [first, second, actuals]
        )
        let inputs = try inputs()
        let report = ComparisonReport(
            try SettlementComparison(try Settlement(inputs[0]), try Settlement(inputs[1])),
            provenance: Provenance(settling: inputs, audience: nil)
        )
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            inputs: inputs.flatMap(\.agreement.files).map(\.path),
            text: report.terminalText + "\n",
            warnings: report.warnings
        )
    }

    /// Both agreements; the faults of both are printed together, those of the actuals once.
    private func inputs() throws -> [FundInput] {
        var inputs: [FundInput] = []
        var said: Set<String> = []
        for path in [first, second] {
            do {
                inputs.append(
                    try FundInput.read(agreement: path, actuals: actuals, scenario: scenario)
                )
            } catch {
                for fault in error.faults where said.insert(fault.description).inserted {
                    Terminal.printError(fault.description)
                }
            }
        }
        guard said.isEmpty else { throw ExitCode(2) }
        return inputs
    }
}
