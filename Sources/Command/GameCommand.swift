internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceSharing
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
        try given.divide(common.options, beside: given.options.columns?.value, GameReport.self) {
            try $0.run()
        }
    }
}
