internal import ArgumentParser
import TopsliceFormats
internal import TopsliceFunds
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice settle`: from an agreement and its actuals to a signed statement.
struct SettleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract:
            "Settle a pooled fund: who pays whom, to the penny, by the clauses of an agreement.",
        usage: Given<SettleOptions>.usage("settle"),
        discussion: """
            The agreement is YAML, the actuals are CSV (date,kind,id,partner,amount,quantity,scenario). \
            Every fault of both is reported at once with file, line and column, and nothing is written.
            """
    )

    @OptionGroup var given: Given<SettleOptions>

    func run() throws {
        let options = given.options
        let agreement = options.agreement.value("agreement")
        let outputs = try options.outputs.claimed(
            holding: SettlementReport.fileNames,
            inputs: [agreement, options.actuals]
        )
        let audience = options.filled.audience.value("audience")
        let input = try Self.input(
            agreement,
            actuals: options.actuals,
            scenario: options.filled.scenario.value("scenario")
        )
        let settlement = try Settlement(input)
        let report = SettlementReport(
            settlement,
            audience: audience,
            provenance: Provenance(settling: [input], audience: audience.rawValue)
        )
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            inputs: input.agreement.files.map(\.path),
            text: report.terminalText + "\n",
            warnings: settlement.allBanners + settlement.allWarnings
        )
        if !settlement.isReconciled { throw ExitCode(1) }
    }
}

struct SettleOptions: StatedOptions {
    var agreement: String?
    var actuals: String?
    var scenario: String?
    var audience: Audience?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .agreement("agreement", \.agreement, "The agreement, as YAML."),
            .init(
                "actuals",
                \.actuals,
                .path(),
                scope: .commandLine,
                isRequired: true,
                "What was spent, saved, paid and achieved, as CSV."
            ),
            .scenario(\.scenario),
            .init(
                "audience",
                \.audience,
                .choice,
                scope: .commandLine,
                default: .value(.commissioner),
                "Who reads the result: commissioner (everything), provider or public."
            ),
        ]
        + OutputOptions.entries(
            within: \.outputs,
            folder: """
                Folder for settlement.json, journal.csv, transfers.csv, statement.html and settlement.xlsx.
                """
        )
}

extension Audience: SpelledChoice {}

extension OptionEntry {
    static func agreement(
        _ name: String,
        _ path: WritableKeyPath<Options, String?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self(name, path, .path(), scope: .argument, isRequired: true, meaning)
    }

    static func scenario(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "scenario",
            path,
            .text,
            scope: .commandLine,
            default: .value(Actuals.actual),
            "Rows of this scenario count besides the actual ones."
        )
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
