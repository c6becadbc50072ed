internal import ArgumentParser
internal import TopsliceCashFlows
internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceFunds
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
            The terms are YAML and may name a table of payments (docs/cashflow.md), or are an agreement whose contracts pay \
            for what is recorded of people, with what may happen in its section cash. Every fault is reported at \
            once with file, line and key, and nothing is written.
            """
    )

    @OptionGroup var given: Given<CashFlowOptions>

    func run() throws {
        let options = given.options
        let path = options.path.value("terms")
        let outputs = try options.outputs.claimed(
            holding: CashFlowReport.fileNames,
            inputs: [
                path, options.people.outcomes, options.people.referrals, options.people.episodes,
            ]
        )
        let report = CashFlowReport(
            try CashOutlook(terms(path), threads: options.filled.threads.value("threads"))
        )
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
    private func terms(_ path: String) throws -> CashCase {
        let standing = try SettleCommand.standing(asAt: given.options.asAt, basis: nil)
        do throws(Faults) {
            return try CashCase.read(
                planOrAgreement: path,
                standing: standing,
                people: given.options.people.paths,
                shocks: given.options.shock
            )
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }
}

struct CashFlowOptions: StatedOptions {
    var path: String?
    var people = PeopleOptions()
    var asAt: String?
    var shock: String?
    var threads: Int?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                "terms",
                \.path,
                .path(),
                scope: .argument,
                isRequired: true,
                "The terms, as YAML: a cash plan, or an agreement with contracts about people (docs/contracts.md), of "
                    + "whose payments it is made."
            )
        ]
        + PeopleOptions.entries(within: \.people) + [
            .asAt(
                \.asAt,
                "The day as at which contracts are worked out, such as 2025-09-30; without it all that is recorded counts."
            ),
            .init(
                "shock",
                \.shock,
                .text,
                scope: .commandLine,
                "What may happen, as YAML: one shock such as {lower_percent: 20, flows: [outcomes]}, or a list of which each "
                    + "is played through by itself, and those of a list within it together."
            ),
            .threads(\.threads, "Worker threads for draws; they say nothing about any number."),
        ]
        + OutputOptions.entries(
            within: \.outputs,
            csv: true,
            folder: """
                Folder for cashflow.json, cashflow.csv, parties.csv, flows.csv, cashflow.html and cashflow.xlsx, and \
                where there are shocks or uncertainties scenarios.csv, risk.csv and risk_months.csv.
                """
        )
}
