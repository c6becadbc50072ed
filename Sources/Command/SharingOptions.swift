internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports
internal import TopsliceSharing
import TopsliceFormats

/// Options of every command that divides something: where from, and where to.
struct SharingOptions: StatedOptions {
    var request: String?
    var delimiter: Delimiter?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                "request",
                \.request,
                .path(),
                scope: .commandLine,
                """
                A YAML file with everything that flags can say; flags win. A FILE that ends in .yaml or .yml is \
                taken as one.
                """
            ),
            .delimiter(\.delimiter, scope: .commandLine),
        ]
        + OutputOptions.entries(
            within: \.outputs,
            folder: "Folder for the result as JSON, tidy CSV, a page and a workbook."
        )

    var separator: Delimiter { filled.delimiter.value("delimiter") }
}

extension Given where Options: SharedOptions {
    /// Divides what is asked for and writes the report.
    ///
    /// - `beside`: a file that is read beside the table.
    func divide<Report: SharingReport>(
        _ common: SharingOptions,
        beside: String?,
        _: Report.Type,
        run: (SharingRequest<Options>) throws -> Report.Run
    ) throws {
        let outputs = try common.outputs.claimed(
            holding: Report.fileNames,
            inputs: [options.file?.value, beside, common.request]
        )
        let (options, request) = try sources(common)
        let run = try run(
            SharingRequest(options: options, delimiter: common.separator, request: request)
        )
        let report = Report(run, provenance: Provenance(run.input, options: run.options))
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            inputs: run.input.map(\.path),
            text: report.terminalText,
            warnings: report.warnings
        )
    }

    /// What the command line and the request file state, which an argument or `--request` names.
    private func sources(_ common: SharingOptions) throws -> (
        options: Options, request: RequestFile?
    ) {
        var stated = options
        var path = common.request
        if let file = stated.file, RequestFile.isRequest(file.value) {
            guard path == nil else {
                throw RequestFaults("'\(file.value)' and --request are both requests; give one")
            }
            path = file.value
            stated.file = nil
        }
        guard let path else { return (stated, nil) }
        let request = try RequestFile(reading: path)
        return (stated.over(try Options(request)), request)
    }
}
