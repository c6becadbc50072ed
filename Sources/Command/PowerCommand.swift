internal import ArgumentParser
import TopsliceFormats
internal import TopsliceOptions
internal import TopslicePower
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice power`: what a study of a planned size could tell, before anybody signs for it.
struct PowerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power",
        abstract:
            "What a planned study could tell: intervals, sizes, triggers crossed by luck, shares that carry money.",
        usage: Given<PowerOptions>.usage("power"),
        discussion: """
            The pilot is what `topslice attribute --json` wrote of people like those who are planned for; without one, \
            `topslice simulate` makes a cohort and `attribute` its pilot (docs/power.md).
            """
    )

    @OptionGroup var given: Given<PowerOptions>

    func run() throws {
        let options = given.options.filled
        let path = options.path.value("pilot")
        let outputs = try options.outputs.claimed(holding: PowerReport.fileNames, inputs: [path])
        let read = try Self.pilot(path)
        let report = PowerReport(
            PowerForecast(read.pilot, try options.question(of: read.pilot)),
            pilot: read.file,
            options: options.printed
        )
        try outputs.write(
            folder: report.files,
            singles: [
                .json: { .bytes(report.json.bytes()) },
                .csv: { .text(report.csv.text()) },
            ],
            inputs: [path],
            text: report.terminalText,
            warnings: []
        )
    }

    /// Faults are printed, each line beginning with its place.
    private static func pilot(_ path: String) throws -> (pilot: PilotStudy, file: FileBytes) {
        do throws(Faults) {
            return try PilotReader.read(path)
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }
}

struct PowerOptions: StatedOptions {
    var path: String?
    var people: Int?
    var clusters: Int?
    var target: Double?
    var power: Double?
    var trigger: Double?
    var relative: Bool?
    var proof: PowerQuestion.Proof?
    var agreed: [NamedText]?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                "pilot",
                \.path,
                .path(),
                scope: .argument,
                isRequired: true,
                "What topslice attribute --json wrote."
            ),
            .init(
                "people",
                \.people,
                .whole(2...1_000_000_000),
                scope: .result,
                default: .decided("as many as in the pilot, or as the clusters hold"),
                "How many people are planned."
            ),
            .init(
                "clusters",
                \.clusters,
                .whole(2...1_000_000_000),
                scope: .result,
                default: .decided("as many as hold the people in clusters of the pilot's size"),
                "How many clusters are planned, where the pilot has them."
            ),
            .init(
                "target",
                \.target,
                .between(0, 100),
                scope: .result,
                default: .value(10),
                "Half the width wanted of the interval of every share, in percentage points."
            ),
            .init(
                "power",
                \.power,
                .between(0.05, 1),
                scope: .result,
                default: .value(0.8),
                "The chance of finding an effect at which it counts as detectable."
            ),
        ] + payment
        + OutputOptions.entries(
            within: \.outputs,
            csv: true,
            folder: "Folder for power.json, power.csv, shares.csv, power.html and power.xlsx."
        )

    private static let payment: [OptionEntry<Self>] = [
        .init(
            "trigger",
            \.trigger,
            .number(-1e12...1e12),
            scope: .result,
            "The effect from which on something is paid, per person of the cohort in the unit of the outcome (0.02 for two points of "
                + "a rate); below zero where the outcome should fall."
        ),
        .init(
            "relative",
            \.relative,
            .isOn,
            scope: .result,
            "The trigger is a part of the deadweight: 0.1 for a tenth more than without the agencies."
        ),
        .init(
            "proof",
            \.proof,
            .choice,
            scope: .result,
            default: .value(.estimate),
            "What must reach the trigger: the estimate, or the low end of its interval."
        ),
        .init(
            "agreed",
            \.agreed,
            .values,
            scope: .result,
            default: .decided("equal shares"),
            "What the agreement would pay each agency without measuring, as a=60,b=40."
        ),
    ]

    func question(of pilot: PilotStudy) throws -> PowerQuestion {
        let stated = agreed.map { shares in
            shares.map { share in
                (
                    name: share.name.value,
                    share: Double(share.text.value).flatMap { $0.isFinite ? $0 : nil }
                )
            }
        }
        return PowerQuestion(
            size: try pilot.planned(people: people, clusters: clusters),
            target: target.value("target") / 100,
            power: power.value("power"),
            trigger: try trigger.map {
                try PowerQuestion.Trigger(
                    effect: $0,
                    isRelative: relative ?? false,
                    proof: proof.value("proof")
                )
            },
            agreed: try PowerQuestion.agreed(stated, of: pilot.agencies.map(\.name))
        )
    }
}

extension PowerQuestion.Proof: SpelledChoice {}
