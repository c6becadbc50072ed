internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceMoments
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceSharing

/// `topslice moments merge`: the sum of several files of moments.
struct MomentsMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Add up files of moments of the same model.",
        usage: Given<MomentsMergeOptions>.usage("moments merge"),
        discussion: """
            Files of another formula, other levels or other columns are refused, and so is one whose people are counted \
            already, in whatever merged file: each remembers the digests of all it was made from. In another order of the \
            files the sums differ in their last digits at most.
            """
    )

    @OptionGroup var given: Given<MomentsMergeOptions>

    func validate() throws {
        guard given.options.files.count > 1 else {
            throw ValidationError("two files of moments or more are merged")
        }
    }

    func run() throws {
        let options = given.options
        let outputs = try Outputs(
            files: [.moments: options.output.value("output")],
            force: options.force ?? false,
            inputs: options.files
        )
        let text = try MomentsRequest.merged(options.files).text()
        try outputs.write(singles: [.moments: { .text(text) }])
    }
}

struct MomentsMergeOptions: StatedOptions {
    var files: [String] = []
    var output: String?
    var force: Bool?

    static let entries: [OptionEntry<Self>] = [
        .init(files: "files", \.files, "The files of moments, two or more."),
        .momentsOutput(\.output),
        .force(\.force),
    ]
}
