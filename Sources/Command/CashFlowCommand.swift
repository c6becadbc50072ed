internal import ArgumentParser
internal import TopsliceCashFlows
import TopsliceFormats
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice cashflow`: who needs how much cash when, and what an investment gives back.
struct CashFlowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cashflow",
        abstract:
            "Cash by party and month: balances, working capital, bond tranches, rates of return.",
        usage: Given<CashFlowOptions>.usage("cashflow"),
        discussion: """
            The terms are YAML and may name a table of payments (docs/cashflow.md). Every fault is reported at \
            once with file, line and key, and nothing is written.
            """
    )

    @OptionGroup var given: Given<CashFlowOptions>

    func run() throws {
        let path = given.options.path.value("terms")
        let outputs = try given.options.outputs.claimed(
            holding: CashFlowReport.fileNames,
            inputs: [path]
        )
        let report = CashFlowReport(try CashForecast(Self.terms(path)))
        try outputs.write(
            folder: report.files,
            singles: [
                .json: { .bytes(report.json.bytes()) },
                .csv: { .text(report.csv.text()) },
            ],
            inputs: report.forecast.terms.files.map(\.path),
            text: report.terminalText,
            warnings: report.warnings
        )
    }

    /// Faults are printed, each line beginning with its place.
    private static func terms(_ path: String) throws -> CashCase {
        do throws(Faults) {
            return try CashCase.read(path)
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }
}

struct CashFlowOptions: StatedOptions {
    var path: String?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                "terms",
                \.path,
                .path(),
                scope: .argument,
                isRequired: true,
                "The terms, as YAML."
            )
        ]
        + OutputOptions.entries(
            within: \.outputs,
            csv: true,
            folder: """
                Folder for cashflow.json, cashflow.csv, parties.csv, flows.csv, cashflow.html and cashflow.xlsx.
                """
        )
}
