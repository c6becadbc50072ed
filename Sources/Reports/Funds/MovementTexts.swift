internal import TopsliceRecords
internal import TopsliceFormats
import TopsliceFunds

/// What movements cite as it stands in a file, each once.
struct MovementTexts<Text> {
    let accounts: [Text]
    let subjects: [Text]
    let sources: [Text]

    init(_ cited: MovementNames, _ files: FileNames, _ text: (String) -> Text) {
        accounts = cited.accounts.map { text($0.identifier) }
        subjects = cited.subjects.map { text($0.words) }
        sources = cited.sources.map { text(files.said($0)) }
    }
}

extension MovementTexts: Sendable where Text: Sendable {}
