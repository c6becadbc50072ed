internal import ArgumentParser
internal import TopsliceFunds
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice settle`: from an agreement and its actuals to a signed statement.
struct SettleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract:
            "Settle a pooled fund: who pays whom, to the penny, by the clauses of an agreement.",
        discussion: """
            The agreement is YAML, the actuals are CSV (date,kind,id,partner,amount,quantity,scenario). \
            Every fault of both is reported at once with file, line and column, and nothing is written.
            """
    )

    @Argument(help: "The agreement, as YAML.")
    var agreement: String

    @Option(help: "What was spent, saved, paid and achieved, as CSV.")
    var actuals: String

    @Option(help: "Rows of this scenario count besides the actual ones.")
    var scenario = Actuals.actual

    @Option(
        help: "Who reads the result: commissioner (everything), provider or public."
    )
    var audience = Audience.commissioner.rawValue

    @Option(help: "Write the result as JSON here; - for standard output, which replaces the text.")
    var json: String?

    @Option(
        help: """
            Folder for settlement.json, journal.csv, transfers.csv, statement.html and settlement.xlsx.
            """
    )
    var output: String?

    @Flag(help: "Overwrite files that are already there.")
    var force = false

    func validate() throws {
        guard Audience(rawValue: audience) != nil else {
            throw ValidationError(
                "--audience '\(audience)' is not known; expected commissioner, provider or public"
            )
        }
    }

    func run() throws {
        let outputs = try Outputs(
            folder: output,
            holding: SettlementReport.fileNames,
            files: [.json: json],
            force: force,
            inputs: [agreement, actuals]
        )
        let input = try Self.input(agreement, actuals: actuals, scenario: scenario)
        let settlement = try Settlement(input)
        let report = SettlementReport(
            settlement,
            audience: Audience(rawValue: audience) ?? .commissioner,
            provenance: try Provenance(settling: [input], audience: audience)
        )
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            inputs: input.agreement.files,
            text: report.terminalText + "\n",
            warnings: settlement.banners + settlement.allWarnings
        )
        if !settlement.isReconciled { throw ExitCode(1) }
    }
}

extension SettleCommand {
    /// Reads an agreement and its actuals; faults are printed, each line beginning with its place.
    static func input(
        _ agreement: String,
        actuals: String?,
        scenario: String = Actuals.actual
    ) throws -> FundInput {
        do {
            return try FundInput.read(agreement: agreement, actuals: actuals, scenario: scenario)
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }
}

extension Provenance {
    /// Where a settlement comes from. Without times, so that the same input gives the same bytes.
    init(settling settled: [FundInput], audience: String?) throws {
        var inputs: [Input] = []
        for input in settled {
            for file in input.agreement.files where !inputs.contains(where: { $0.path == file }) {
                inputs.append(Input(path: file, sha256: try SHA256Digest.ofFile(file), rows: nil))
            }
        }
        let actuals = settled.first?.actuals
        if let actuals, !actuals.file.isEmpty {
            inputs.append(
                Input(
                    path: actuals.file,
                    sha256: try SHA256Digest.ofFile(actuals.file),
                    rows: actuals.rows.count
                )
            )
        }
        self.init(
            version: Topslice.version,
            inputs: inputs,
            options: [Option("scenario", actuals?.scenario ?? Actuals.actual)]
                + (audience.map { [Option("audience", $0)] } ?? []),
            blasCore: nil,
            threads: 1,
            seconds: nil
        )
    }
}
