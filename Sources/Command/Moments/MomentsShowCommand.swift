internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceReports
internal import TopsliceSharing

/// `topslice moments show`: what stands in a file of moments.
struct MomentsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a file of moments holds: model, columns, clusters, patterns, inputs.",
        usage: Given<MomentsShowOptions>.usage("moments show")
    )

    @OptionGroup var given: Given<MomentsShowOptions>

    func run() throws {
        let options = given.options
        let file = options.file.value("file")
        let outputs = try options.outputs.claimed(inputs: [file])
        let summary = MomentsSummary(try MomentsRequest.checked([file])[0])
        try outputs.write(
            singles: [.json: { .bytes(summary.json.bytes()) }],
            text: summary.text + "\n"
        )
    }
}

struct MomentsShowOptions: StatedOptions {
    var file: String?
    var outputs = OutputOptions()

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                "file",
                \.file,
                .path(),
                scope: .argument,
                isRequired: true,
                "The file of moments."
            )
        ]
        + OutputOptions.entries(within: \.outputs, folder: nil)
}
