import TopsliceFormats
internal import ArgumentParser
internal import TopsliceRecords
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceReports

/// `topslice services`: the cost of departments that serve others, passed on to those that work for the public.
struct ServicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "services",
        abstract: "Pass the cost of service departments on, and show the path of each pound.",
        discussion: """
            FILE is a CSV of from,to,share: which share of a service department's cost goes to whom. A department \
            that passes nothing on is final.
            """
    )

    @Argument(help: "Who serves whom, or a request file (.yaml).")
    var file: String?

    @Option(help: "What each department spends, as CSV of department,cost.")
    var costs: String?

    @Option(help: "direct, step-down or reciprocal.")
    var method: String?

    @Option(help: "For step-down, the services in the order in which they are closed: a,b.")
    var order: String?

    @OptionGroup var common: SharingOptions

    func run() throws {
        let outputs = try common.outputs(ServicesReport.fileNames, inputs: file, costs)
        let (request, table) = try common.sources(file)
        var options = ServicesOptions()
        options.file = table
        options.costs = SharingOptions.stated(costs, "--costs")
        options.method = SharingOptions.stated(method, "--method")
        options.read(order: order)
        options.currency = common.statedCurrency
        options.style = common.statedStyle
        if let request { options = options.over(try ServicesOptions(request)) }
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
            warnings: run.warnings
        )
    }
}
