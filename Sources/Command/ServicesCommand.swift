import TopsliceFormats
internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceReports

/// `topslice services`: the cost of departments that serve others, passed on to those that work for the public.
struct ServicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "services",
        abstract: "Pass the cost of service departments on, and show the path of each pound.",
        usage: Given<ServicesOptions>.usage("services"),
        discussion: """
            FILE is a CSV of from,to,share: which share of a service department's cost goes to whom. A department \
            that passes nothing on is final.
            """
    )

    @OptionGroup var given: Given<ServicesOptions>
    @OptionGroup var common: Given<SharingOptions>

    func run() throws {
        let common = common.options
        let outputs = try common.outputs.claimed(
            holding: ServicesReport.fileNames,
            inputs: [given.options.file?.value, given.options.costs?.path, common.request]
        )
        let (options, request) = try given.sources(common)
        let run = try ServicesRequest(
            options: options,
            delimiter: common.separator,
            request: request
        ).run()
        let report = ServicesReport(
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
