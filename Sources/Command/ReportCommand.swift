internal import ArgumentParser
import TopsliceFormats
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice report`: the report of an attribution anew, from its attribution.json.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Make the report of an attribution anew from its attribution.json, without the data.",
        usage: Given<ReportOptions>.usage("report"),
        discussion: """
            Every file is that of the run which wrote the attribution.json, byte for byte. A file that was cut short or \
            changed since, or that another version wrote, is refused.
            """
    )

    @OptionGroup var given: Given<ReportOptions>

    func run() throws {
        let options = given.options
        let path = options.path.value("attribution")
        let report = try Self.report(path)
        let outputs = try options.outputs.claimed(holding: report.fileNames, inputs: [path])
        try outputs.write(
            folder: report.files,
            singles: [.json: { .bytes(report.json.bytes()) }],
            inputs: [path],
            text: report.terminalText + "\n",
            warnings: report.allWarnings
        )
    }

    /// Faults are printed, each line beginning with its place.
    private static func report(_ path: String) throws -> AttributionReport {
        do throws(Faults) {
            return try AttributionReport.read(path)
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }
}

struct ReportOptions: StatedOptions {
    var path: String?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                "attribution",
                \.path,
                .path(),
                scope: .argument,
                isRequired: true,
                "The attribution.json that topslice attribute wrote."
            )
        ]
        + OutputOptions.entries(
            within: \.outputs,
            folder: "Folder for the files that attribute --output wrote."
        )
}
