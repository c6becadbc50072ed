internal import ArgumentParser
internal import TopsliceAppraisal
import TopsliceFormats
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports

/// `topslice appraise`: what a programme is worth over its years.
struct AppraiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appraise",
        abstract:
            "Appraise a programme: present value, benefit-cost ratio, payback, and to whom it is worth what.",
        usage: Given<AppraiseOptions>.usage("appraise"),
        discussion: """
            The case is YAML and may name tables of unit costs and price levels (docs/appraisal.md). Every fault \
            is reported at once with file, line and key, and nothing is written.
            """
    )

    @OptionGroup var given: Given<AppraiseOptions>

    func run() throws {
        let path = given.options.path.value("case")
        let outputs = try given.options.outputs.claimed(
            holding: AppraisalReport.fileNames,
            inputs: [path]
        )
        let report = AppraisalReport(try Appraisal(Self.terms(path)))
        try outputs.write(
            folder: report.files,
            singles: [
                .json: { .bytes(report.json.bytes()) },
                .csv: { .text(report.csv.text()) },
            ],
            inputs: report.appraisal.terms.files.map(\.path),
            text: report.terminalText,
            warnings: report.warnings
        )
    }

    /// Faults are printed, each line beginning with its place.
    private static func terms(_ path: String) throws -> AppraisalCase {
        do throws(Faults) {
            return try AppraisalCase.read(path)
        } catch {
            Terminal.printError(error.description)
            throw ExitCode(2)
        }
    }
}

struct AppraiseOptions: StatedOptions {
    var path: String?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                "case",
                \.path,
                .path(),
                scope: .argument,
                isRequired: true,
                "The case, as YAML."
            )
        ]
        + OutputOptions.entries(
            within: \.outputs,
            csv: true,
            folder: """
                Folder for appraisal.json, years.csv, agencies.csv, benefits.csv, appraisal.html and appraisal.xlsx.
                """
        )
}
