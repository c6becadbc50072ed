internal import ArgumentParser
internal import TopsliceContracts
import TopsliceFormats
internal import TopsliceFunds
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice audit`: which claims for people should not have been made, and what they are worth.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Audit claims for people: twice, too early, too late, without evidence, above a cap.",
        usage: Given<AuditOptions>.usage("audit"),
        discussion: """
            Claims are held against the contracts of an agreement (docs/contracts.md). No identifier is written; a keyed \
            reference stands for each person. Rows that cannot be read are faults, and nothing is written.
            """
    )

    @OptionGroup var given: Given<AuditOptions>

    func run() throws {
        let options = given.options
        let agreement = options.agreement.value("agreement")
        let paths = options.people.paths
        let outputs = try options.outputs.claimed(
            holding: AuditReport.fileNames,
            inputs: [
                agreement, paths.outcomes, paths.referrals, paths.episodes, options.key,
                options.validated,
            ]
        )
        let input = try SettleCommand.input(
            agreement,
            actuals: nil,
            mapping: nil,
            people: paths,
            auditing: true
        )
        guard let records = input.people else {
            throw ValidationError("nothing is claimed; expected --outcomes")
        }
        let audit = ContractAudit(
            input.agreement.contracts,
            term: ContractTerm(from: input.agreement.term.from, to: input.agreement.term.to),
            records
        )
        let report = try AuditReport(
            audit,
            of: input,
            references: try PersonReference(key: try key()),
            key: options.key == nil ? .random : .file,
            sample: options.sample.map {
                ClaimSample(
                    of: $0,
                    from: audit.paid,
                    seed: options.filled.seed.value("seed")
                )
            },
            extrapolation: try extrapolation(audit)
        )
        try outputs.write(
            folder: report.files,
            singles: [
                .json: { report.json.content }, .csv: { report.csv },
            ],
            inputs: input.agreement.files.map(\.path) + records.files.map(\.path),
            text: report.terminalText,
            warnings: []
        )
    }

    private func key() throws -> [UInt8] {
        guard let path = given.options.key else { return PersonReference.randomKey() }
        let bytes: [UInt8]
        do throws(FileTrouble) {
            bytes = try FileBytes(reading: path, limit: 1 << 20).bytes
        } catch {
            throw ValidationError("--key: \(error.message)")
        }
        guard bytes.count >= 16 else {
            throw ValidationError(
                "--key holds \(bytes.count) bytes, expected at least 16 that nobody can guess"
            )
        }
        return bytes
    }

    private func extrapolation(_ audit: ContractAudit) throws -> ExtrapolatedError? {
        guard let path = given.options.validated else { return nil }
        let answers: ValidatedClaims
        do throws(Faults) {
            answers = try ValidatedClaims(path, paid: audit.paid)
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
        return ExtrapolatedError(
            validated: answers.validated,
            failed: answers.failed,
            paid: audit.paidInAll,
            confidence: ExtrapolatedError.confidence
        )
    }
}

struct AuditOptions: StatedOptions {
    var agreement: String?
    var people = PeopleOptions()
    var key: String?
    var sample: Int?
    var seed: UInt64?
    var validated: String?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [.agreement("agreement", \.agreement, "The agreement, as YAML.")]
        + PeopleOptions.entries(within: \.people) + [
            .init(
                "key",
                \.key,
                .path(),
                scope: .commandLine,
                "A file of at least 16 secret bytes by which references of people are made; without it a random key, so "
                    + "that references hold within one report."
            ),
            .init(
                "sample",
                \.sample,
                .whole(1...100_000),
                scope: .commandLine,
                "How many sound claims are drawn to be validated."
            ),
            .seed(\.seed, "Which claims are drawn."),
            .init(
                "validated",
                \.validated,
                .path(),
                scope: .commandLine,
                "What came of validating a sample, as CSV (line,valid with yes or no): the share that did not stand is "
                    + "carried over to all sound claims, with its interval."
            ),
        ]
        + OutputOptions.entries(
            within: \.outputs,
            csv: true,
            folder: "Folder for audit.json, audit.csv, audit.html and audit.xlsx."
        )
}
