internal import TopsliceOptions
import TopsliceFormats
internal import ArgumentParser
internal import TopsliceRecords
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceReports

/// `topslice game`: what coalitions pay or gain, shared by every accepted rule.
struct GameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "game",
        abstract: "Share a cost or a saving by every accepted rule, and say who would object.",
        usage: Given<GameOptions>.usage("game"),
        discussion: """
            FILE is a CSV of coalition,value[,standard_error] with coalitions as a+b (the empty one absent or \
            none), or JSON of the same, or what 'topslice attribute' writes. Coalitions that are left out give \
            ranges, never zeros. Players whose names hold a comma, = or > are told of in a request file.
            """
    )

    @OptionGroup var given: Given<GameOptions>
    @OptionGroup var common: Given<SharingOptions>

    func run() throws {
        let common = common.options
        let outputs = try common.outputs.claimed(
            holding: GameReport.fileNames,
            inputs: [
                given.options.file?.value, given.options.columns?.value, common.request,
            ]
        )
        let (options, request) = try given.sources(common)
        let run = try GameRequest(
            options: options,
            delimiter: common.separator,
            request: request
        ).run()
        let report = GameReport(
            run,
            provenance: Provenance(run.input, options: run.options)
        )
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            inputs: run.input.map(\.path),
            text: report.terminalText,
            warnings: run.warnings.map(\.words)
        )
    }
}
