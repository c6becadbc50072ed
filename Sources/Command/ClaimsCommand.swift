import TopsliceFormats
internal import ArgumentParser
internal import TopsliceRecords
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceReports

/// `topslice claims`: an estate too small for the claims on it, divided by every accepted rule.
struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Divide an estate among claims that exceed it, by every accepted rule.",
        discussion: """
            FILE is a CSV of claimant,claim[,weight,cap,floor,priority]; tiers of a lower priority number are \
            served first.
            """
    )

    @Argument(help: "The claims, or a request file (.yaml).")
    var file: String?

    @Option(help: "What there is to divide.")
    var estate: String?

    @Option(help: "Rules separated by commas, or all. (default: all)")
    var rules: String?

    @OptionGroup var common: SharingOptions

    func run() throws {
        let outputs = try common.outputs(ClaimsReport.fileNames, inputs: file)
        let (request, table) = try common.sources(file)
        var options = ClaimsOptions()
        options.file = table
        options.estate = SharingOptions.stated(estate, "--estate")
        options.read(rules: rules)
        options.currency = common.statedCurrency
        options.style = common.statedStyle
        if let request { options = options.over(try ClaimsOptions(request)) }
        let run = try ClaimsRequest(
            options: options,
            delimiter: common.separator,
            request: request
        ).run()
        let report = ClaimsReport(
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
