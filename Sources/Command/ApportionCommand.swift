import TopsliceFormats
internal import ArgumentParser
internal import TopsliceOptions
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
        usage: Given<ApportionOptions>.usage("apportion"),
        discussion: """
            FILE is a CSV of id,weight[,floor,cap]. With --table it has row and column heads, and is rounded so \
            that rows and columns still add up; a last row or column headed 'total' states totals to be met. An \
            amount or units beside a table scale it to that sum.
            """
    )

    @OptionGroup var given: Given<ApportionOptions>
    @OptionGroup var common: Given<SharingOptions>

    func run() throws {
        let common = common.options
        let outputs = try common.outputs.claimed(
            holding: ApportionReport.fileNames,
            inputs: [
                given.options.file?.value, given.options.columns?.value, common.request,
            ]
        )
        let (options, request) = try given.sources(common)
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
