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
        discussion: """
            FILE is a CSV of coalition,value[,standard_error] with coalitions as a+b (the empty one absent or \
            none), or JSON of the same, or what 'topslice attribute' writes. Coalitions that are left out give \
            ranges, never zeros. Players whose names hold a comma, = or > are told of in a request file.
            """
    )

    @Argument(help: "The game, or a request file (.yaml).")
    var file: String?

    @Option(help: "What the values are: cost (to be paid) or savings (to be gained).")
    var orientation: String?

    @Option(help: "Rules separated by commas, or all. (default: all)")
    var rules: String?

    @Option(help: "An amount of money that each rule divides to the penny.")
    var total: String?

    @Option(help: "Who stands together, as a+b,c; for the Owen value.")
    var unions: String?

    @Option(help: "Weights, as a=1,b=2; for the weighted Shapley value and proportional shares.")
    var weights: String?

    @Option(help: "Who refers people to whom, as a>b; for the Myerson and permission values.")
    var referrals: String?

    @Option(help: "Of several referrers, whether every or any must be present. (default: every)")
    var referralRule: String?

    @Option(help: "Directly assignable amounts, as a=1,b=2; for aca and louderback.")
    var directCosts: String?

    @Option(help: "What the whole is worth to each, as a=1,b=2; for scrb.")
    var benefits: String?

    @Option(
        help: """
            What is assumed of coalitions left out: none, monotone, cooperative or both. \
            (default: none)
            """
    )
    var assume: String?

    @Flag(help: "Share the changes from the value of none, which need not be zero then.")
    var fromBaseline = false

    @Flag(
        help: "Carry standard errors over to the shares, taking those of coalitions as independent."
    )
    var independentErrors = false

    @Option(
        help: """
            Unit of complaints in the least core: plain, per-capita or proportional. \
            (default: plain)
            """
    )
    var excess: String?

    @Option(help: "Largest group whose interaction is reported. (default: 2)")
    var interactions: Int?

    @OptionGroup var common: SharingOptions

    func run() throws {
        let outputs = try common.outputs(GameReport.fileNames, inputs: file)
        let (request, table) = try common.sources(file)
        var options = GameOptions()
        options.file = table
        options.orientation = SharingOptions.stated(orientation, "--orientation")
        options.read(rules: rules)
        options.total = SharingOptions.stated(total, "--total")
        options.currency = common.statedCurrency
        options.style = common.statedStyle
        try options.read(
            unions: unions,
            weights: weights,
            referrals: referrals,
            directCosts: directCosts,
            benefits: benefits
        )
        options.referralRule = SharingOptions.stated(referralRule, "--referral-rule")
        options.assume = SharingOptions.stated(assume, "--assume")
        options.fromBaseline = fromBaseline ? true : nil
        options.independentErrors = independentErrors ? true : nil
        options.excess = SharingOptions.stated(excess, "--excess")
        options.interactionOrder = interactions.map { Stated($0, at: "--interactions") }
        if let request { options = options.over(try GameOptions(request)) }
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
            warnings: run.warnings
        )
    }
}
