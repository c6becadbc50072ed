internal import ArgumentParser
internal import TopsliceRecords
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceReports

/// `topslice apportion`: an amount or a number of units divided by weights, or a table rounded with its totals
/// kept.
struct ApportionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apportion",
        abstract:
            "Divide an amount into whole pennies, or units, so that the parts sum to the whole.",
        discussion: """
            FILE is a CSV of id,weight[,floor,cap]. With --table it has row and column heads, and is rounded so \
            that rows and columns still add up; a last row or column headed 'total' states totals to be met. An \
            amount or units beside a table scale it to that sum.
            """
    )

    @Argument(help: "The weights or the table, or a request file (.yaml).")
    var file: String?

    @Option(help: "An amount of money to divide.")
    var amount: String?

    @Option(help: "A whole number of units to divide.")
    var units: String?

    @Option(help: "hamilton, webster, hill, dean, jefferson or adams. (default: hamilton)")
    var method: String?

    @Flag(help: "FILE is a table with row and column heads.")
    var table = false

    @OptionGroup var common: SharingOptions

    func run() throws {
        let outputs = try common.outputs(ApportionReport.fileNames, inputs: file)
        let (request, source) = try common.sources(file)
        var options = ApportionOptions()
        options.file = source
        options.amount = SharingOptions.stated(amount, "--amount")
        options.units = SharingOptions.stated(units, "--units")
        options.method = SharingOptions.stated(method, "--method")
        options.isTable = table ? true : nil
        options.currency = common.statedCurrency
        options.style = common.statedStyle
        if let request { options = options.over(try ApportionOptions(request)) }
        let run = try ApportionRequest(
            options: options,
            delimiter: common.separator,
            request: request
        ).run()
        let report = ApportionReport(
            run,
            provenance: Provenance(run.input, options: run.options)
        )
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            inputs: run.input.map(\.path),
            text: report.terminalText,
            warnings: report.warnings
        )
    }
}
