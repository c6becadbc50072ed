internal import ArgumentParser
internal import TopsliceAttribution
internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceOptions
internal import TopsliceReports
internal import TopsliceStudies

/// `topslice protocol`: the choices of an attribution, recorded before its outcome is seen.
struct ProtocolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "protocol",
        abstract: "Record the choices of an attribution before its outcome is seen.",
        usage: Given<ProtocolOptions>.usage("protocol"),
        discussion: """
            Takes what 'topslice attribute' is to be given. The outcome is not looked at, and need not be in the file yet. \
            'topslice attribute --protocol' then lists every choice that is made otherwise (docs/protocol.md).
            """
    )

    @OptionGroup var given: Given<ProtocolOptions>

    func run() throws {
        let options = given.options
        let outputs = try Outputs(
            files: [.plan: options.output.value("output")],
            force: options.force ?? false,
            inputs: options.files + [options.study]
        )
        let request = AttributionRequest(
            options.files,
            try options.study.map { try Study.read($0, with: options.input) },
            from: options.study,
            options.analysis,
            options.intervals,
            options.input
        )
        let recorded = try request.recorded()
        try outputs.write(singles: [.plan: { .text(recorded.yaml) }])
    }
}

struct ProtocolOptions: StatedOptions {
    var files: [String] = []
    var study: String?
    var output: String?
    var force: Bool?
    var analysis = StudyAnalysis()
    var intervals = IntervalOptions()
    var input = InputOptions()

    static let alternatives = InputOptions.alternatives

    static let entries: [OptionEntry<Self>] =
        [
            .cohort(
                \.files,
                "The CSV file, or several of one shape, with or without the outcome; - for standard input."
            ),
            .study(\.study),
            .init(
                "output",
                \.output,
                .path(),
                scope: .commandLine,
                isRequired: true,
                "Where the protocol goes, as YAML; - for standard output."
            ),
            .force(\.force),
        ]
        + StudyAnalysis.entries.map { $0.within(\.analysis) }
        + IntervalOptions.entries.map { $0.within(\.intervals) }
        + InputOptions.entries.map { $0.within(\.input) }
}
