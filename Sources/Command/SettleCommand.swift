internal import ArgumentParser
import TopsliceFormats
internal import TopsliceContracts
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
            The agreement is YAML, the actuals are a CSV or a sheet of a workbook (date,kind,id,partner,amount,quantity,scenario). \
            Every fault of both is reported at once with file, line and column, and nothing is written.
            """
    )

    @OptionGroup var given: Given<SettleOptions>

    func run() throws {
        let options = given.options
        let agreement = options.agreement.value("agreement")
        try checkLedger()
        let outputs = try options.outputs.claimed(
            holding: SettlementReport.fileNames
                + (options.ledger == nil ? [] : [LedgerTable.fileName]),
            inputs: [
                agreement, options.actuals, options.columns, options.parameters, options.previous,
                options.ledger,
                options.people.outcomes, options.people.referrals, options.people.episodes,
            ]
        )
        let audience = options.filled.audience.value("audience")
        let input = try Self.input(
            agreement,
            actuals: options.actuals,
            mapping: options.columns,
            scenario: options.filled.scenario.value("scenario"),
            standing: try Self.standing(asAt: options.asAt, basis: options.basis),
            parameters: options.parameters,
            previous: options.previous,
            people: options.people.paths
        )
        let settlement = try Settlement(input, comparingRules: options.otherRules ?? false)
        let ledger = try ledger(of: settlement)
        let report = try SettlementReport(
            settlement,
            audience: audience,
            reader: try reader(of: input.agreement, as: audience),
            provenance: Provenance(settling: [input], audience: audience.rawValue)
        )
        try outputs.write(
            folder: { report.files(ledger: ledger) },
            singles: [.json: { .made { report.json.content } }],
            inputs: input.agreement.files.map(\.path),
            text: report.terminalText + "\n",
            warnings: settlement.allBanners + settlement.allWarnings
        )
        if !settlement.isReconciled { throw ExitCode(1) }
    }

    /// What must be said before anything is read.
    private func checkLedger() throws {
        let options = given.options
        guard options.ledger != nil else { return }
        guard options.outputs.folder != nil else {
            throw ValidationError(
                "--ledger writes \(LedgerTable.fileName) into a folder; expected --output as well"
            )
        }
        guard options.filled.audience.value("audience") == .commissioner else {
            throw ValidationError(
                "--ledger is for those who see every movement; expected --audience commissioner"
            )
        }
    }

    func validate() throws {
        let options = given.options
        guard options.actuals != nil || !options.people.paths.isEmpty else {
            throw ValidationError(
                "nothing says what happened; expected --actuals, or --outcomes for contracts about people"
            )
        }
    }

    /// The journal in the layout of a ledger; faults of the layout are printed together.
    private func ledger(of settlement: Settlement) throws -> LedgerJournal? {
        guard let path = given.options.ledger else { return nil }
        do throws(Faults) {
            return try LedgerJournal(settlement, LedgerLayout(reading: path))
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }

    static func standing(
        asAt text: String?,
        basis: Standing.Basis?
    ) throws -> StandingRequest {
        guard let text else { return StandingRequest(basis: basis) }
        guard let request = StandingRequest(dayText: text, basis: basis) else {
            throw ValidationError(
                "--as-at is not a day of the calendar, expected one such as 2025-09-30"
            )
        }
        return request
    }

    /// The partner for whom a provider's report is written.
    private func reader(of agreement: Agreement, as audience: Audience) throws -> String? {
        guard let partner = given.options.partner else { return nil }
        guard audience == .provider else {
            throw ValidationError(
                "--partner says who reads a provider's report; expected --audience provider"
            )
        }
        guard agreement.partners.contains(where: { $0.id == partner }) else {
            throw ValidationError(
                "--partner names no partner of the agreement, expected one of "
                    + agreement.partners.map(\.id).joined(separator: ", ")
            )
        }
        return partner
    }
}

struct SettleOptions: StatedOptions {
    var agreement: String?
    var actuals: String?
    var columns: String?
    var people = PeopleOptions()
    var scenario: String?
    var parameters: String?
    var previous: String?
    var asAt: String?
    var basis: Standing.Basis?
    var audience: Audience?
    var partner: String?
    var ledger: String?
    var otherRules: Bool?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .agreement("agreement", \.agreement, "The agreement, as YAML."),
            .init(
                "actuals",
                \.actuals,
                .path(),
                scope: .commandLine,
                "What was spent, saved, paid and achieved, as CSV or a sheet of a workbook (book.xlsx#Sheet)."
            ),
            .columns(\.columns),
            .scenario(\.scenario),
        ]
        + PeopleOptions.entries(within: \.people) + [
            .init(
                "parameters",
                \.parameters,
                .path(),
                scope: .commandLine,
                "The year's figures, name,part,value,from,to,source, in place of the table the agreement names."
            ),
            .init(
                "previous",
                \.previous,
                .path(),
                scope: .commandLine,
                "settlement.json of the term before: its accounts close with what these open with."
            ),
            .asAt(
                \.asAt,
                "The day as at which it is settled, such as 2025-09-30; without it the end of the last month of which "
                    + "anything is recorded."
            ),
            .init(
                "basis",
                \.basis,
                .choice,
                scope: .commandLine,
                "What is settled: to-date (spending and budgets up to the day), forecast (what is expected by the end "
                    + "of the term) or final (nothing more is to come); without it to-date before the end of the term."
            ),
            .init(
                "audience",
                \.audience,
                .choice,
                scope: .commandLine,
                default: .value(.commissioner),
                "Who reads the result: commissioner (everything), provider (what is its own) or public (what "
                    + "each pays or is paid)."
            ),
            .init(
                "partner",
                \.partner,
                .text,
                scope: .commandLine,
                "Which partner reads a provider's report; without it the only provider, or nobody in particular, who "
                    + "sees what the public sees."
            ),
            .init(
                "ledger",
                \.ledger,
                .path(),
                scope: .commandLine,
                "The columns and codes of a ledger, as YAML: the journal is written as it imports it, to ledger.csv in "
                    + "the folder."
            ),
            .init(
                "other-rules",
                \.otherRules,
                .isOn,
                scope: .commandLine,
                "Show what each partner would be left with if over- and underspends were shared by other rules."
            ),
        ]
        + OutputOptions.entries(
            within: \.outputs,
            folder: """
                Folder for settlement.json, journal.csv, transfers.csv, statement.html, letters.html and settlement.xlsx.
                """
        )
}

extension Audience: SpelledChoice {}
extension Standing.Basis: SpelledChoice {}

extension OptionEntry {
    static func agreement(
        _ name: String,
        _ path: WritableKeyPath<Options, String?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self(name, path, .path(), scope: .argument, isRequired: true, meaning)
    }

    /// The day as at which something is worked out.
    static func asAt(
        _ path: WritableKeyPath<Options, String?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self("as-at", path, .text, scope: .commandLine, meaning)
    }

    /// How the columns of the actuals are headed.
    static func columns(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "columns",
            path,
            .path(),
            scope: .commandLine,
            "A YAML file that says how the columns of the actuals, and of tables the agreement names, are headed "
                + "(docs/workbooks.md)."
        )
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
        mapping: String?,
        scenario: String = Actuals.actual,
        standing: StandingRequest = StandingRequest(),
        parameters: String? = nil,
        previous: String? = nil,
        people: PeopleReader.Paths = .init(),
        auditing: Bool = false
    ) throws -> FundInput {
        do {
            return try FundInput.read(
                agreement: agreement,
                actuals: actuals,
                mapping: mapping,
                scenario: scenario,
                standing: standing,
                parameters: parameters,
                previous: previous,
                people: people,
                auditing: auditing
            )
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }
}
