internal import ArgumentParser
import TopsliceFormats
internal import TopsliceFunds
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice compare`: what each partner gains or loses between two agreements.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two agreements: what each partner gains or loses by the second.",
        usage: Given<CompareOptions>.usage("compare"),
        discussion: """
            Both are settled on the same actuals; without --actuals nothing is spent and savings count at \
            their forecasts.
            """
    )

    @OptionGroup var given: Given<CompareOptions>

    func run() throws {
        let options = given.options
        let agreements = [options.first.value("first"), options.second.value("second")]
        let outputs = try options.outputs.claimed(
            holding: ComparisonReport.fileNames,
            inputs: agreements + [options.actuals, options.columns]
        )
        let inputs = try inputs(agreements)
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
    private func inputs(_ agreements: [String]) throws -> [FundInput] {
        let options = given.options.filled
        var inputs: [FundInput] = []
        var said: Set<String> = []
        for path in agreements {
            do {
                inputs.append(
                    try FundInput.read(
                        agreement: path,
                        actuals: options.actuals,
                        mapping: options.columns,
                        scenario: options.scenario.value("scenario")
                    )
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

struct CompareOptions: StatedOptions {
    var first: String?
    var second: String?
    var actuals: String?
    var columns: String?
    var scenario: String?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .agreement("first", \.first, "The first agreement, as YAML."),
            .agreement("second", \.second, "The second agreement, as YAML."),
            .init(
                "actuals",
                \.actuals,
                .path(),
                scope: .commandLine,
                "The actuals on which both are settled, as CSV or a sheet of a workbook."
            ),
            .columns(\.columns),
            .scenario(\.scenario),
        ]
        + OutputOptions.entries(
            within: \.outputs,
            folder:
                "Folder for comparison.json, comparison.csv, comparison.html and comparison.xlsx."
        )
}
