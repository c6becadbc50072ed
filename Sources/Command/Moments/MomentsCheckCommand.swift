internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceReports
internal import TopsliceSharing

/// `topslice moments check`: whether files of moments are whole, and whether they go together.
struct MomentsCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that files of moments are whole and unchanged, and can be merged.",
        usage: Given<MomentsCheckOptions>.usage("moments check"),
        discussion: """
            Exit code 0 with a line a file, or 2 with every fault: a file that was cut short or changed, one of another \
            model than the first, one whose people are counted twice.
            """
    )

    @OptionGroup var given: Given<MomentsCheckOptions>

    func run() throws {
        let held = try MomentsRequest.checked(given.options.files)
        let lines = held.map { MomentsSummary($0).line }
        try StandardStream.output.say(lines.joined(separator: "\n") + "\n")
    }
}

struct MomentsCheckOptions: StatedOptions {
    var files: [String] = []

    static let entries: [OptionEntry<Self>] = [
        .init(files: "files", \.files, "The files of moments.")
    ]
}
