internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceMoments
internal import TopsliceReports
internal import TopsliceSharing

/// `topslice moments seal`: moments that are fit to leave an agency.
struct MomentsSealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Make a file of moments fit to leave: no cell of few people, no identifier.",
        usage: Given<MomentsSealOptions>.usage("moments seal"),
        discussion: """
            Clusters that are small or hold small cells are brought together, so that coefficients lose nothing; \
            columns of two values are left out while some cell below the threshold follows from the sums, and exposure \
            patterns where one is too small; no group has more coefficients than a third of its people; names of files \
            go, and counts of rows are rounded. Weighted sums are judged by people. It says what that cost. Labels of \
            clusters that are kept stay, since other agencies' files are added to them: they must not be names of \
            people. Seal one file of the same people, once: two may tell by their difference what neither does.
            """
    )

    @OptionGroup var given: Given<MomentsSealOptions>

    func run() throws {
        let options = given.options.filled
        let file = options.file.value("file")
        let outputs = try Outputs(
            files: [.moments: options.output.value("output")],
            force: options.force ?? false,
            inputs: [file]
        )
        let (document, cost) = try MomentsRequest.sealed(
            file,
            threshold: options.threshold.value("threshold")
        )
        let text = try document.text()
        try outputs.write(singles: [.moments: { .text(text) }], text: cost.words + "\n")
    }
}

struct MomentsSealOptions: StatedOptions {
    var file: String?
    var threshold: Int?
    var output: String?
    var force: Bool?

    static let entries: [OptionEntry<Self>] = [
        .init(
            "file",
            \.file,
            .path(),
            scope: .argument,
            isRequired: true,
            "The file of moments."
        ),
        .init(
            "threshold",
            \.threshold,
            .whole(2...1_000_000),
            scope: .commandLine,
            default: .value(MomentsSealing.defaultThreshold),
            "Cells of fewer people are suppressed."
        ),
        .momentsOutput(\.output),
        .force(\.force),
    ]
}
