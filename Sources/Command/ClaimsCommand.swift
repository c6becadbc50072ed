import TopsliceFormats
internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceReports

/// `topslice claims`: an estate too small for the claims on it, divided by every accepted rule.
struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Divide an estate among claims that exceed it, by every accepted rule.",
        usage: Given<ClaimsOptions>.usage("claims"),
        discussion: """
            FILE is a CSV of claimant,claim[,weight,cap,floor,priority]; tiers of a lower priority number are \
            served first.
            """
    )

    @OptionGroup var given: Given<ClaimsOptions>
    @OptionGroup var common: Given<SharingOptions>

    func run() throws {
        let common = common.options
        let outputs = try common.outputs.claimed(
            holding: ClaimsReport.fileNames,
            inputs: [
                given.options.file?.value, given.options.columns?.value, common.request,
            ]
        )
        let (options, request) = try given.sources(common)
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
            warnings: run.warnings.map(\.words)
        )
    }
}
