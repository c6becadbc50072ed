internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceFormats

/// `topslice reference`: every command, option, key and default, as `docs/reference.md` and the page of the manual.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print the reference of all commands, as Markdown or as a page of the manual.",
        usage: Given<ReferenceOptions>.usage("reference"),
        shouldDisplay: false
    )

    @OptionGroup var given: Given<ReferenceOptions>

    func run() throws {
        let text =
            switch given.options.filled.form.value("form") {
            case .markdown: Reference.markdown
            case .man: Reference.manual
            }
        try StandardStream.output.say(text)
    }
}

struct ReferenceOptions: StatedOptions {
    enum Form: String, SpelledChoice {
        case markdown
        case man
    }

    var form: Form?

    static let entries: [OptionEntry<Self>] = [
        .init(
            "form",
            \.form,
            .choice,
            scope: .commandLine,
            default: .value(.markdown),
            "How it is written"
        )
    ]
}
