internal import TopsliceFormats
internal import TopsliceRecords
import TopsliceStudies

/// How an analysis kept to what was recorded before its outcome was seen.
struct ProtocolTables {
    private let comparison: ProtocolComparison

    init(_ comparison: ProtocolComparison) { self.comparison = comparison }

    var deviations: ReportTable {
        var table = ReportTable(
            name: "Protocol",
            caption: "What was recorded before the outcome was seen, and what was done instead",
            columns: [
                .init("Choice", key: "choice"), .init("Recorded", key: "planned"),
                .init("Done", key: "used"),
            ],
            rows: comparison.deviations.map { deviation in
                let digests = [.data, .study].contains(deviation.subject)
                func cell(_ value: String?, _ without: String) -> ReportCell {
                    guard let value else { return .named("", label: without) }
                    return .named(value, label: digests ? String(value.prefix(12)) + "…" : value)
                }
                return [
                    .named(Self.key(deviation.subject), label: Self.words(deviation.subject)),
                    cell(deviation.planned, "not recorded"), cell(deviation.used, "not used"),
                ]
            }
        )
        table.isStacked = true
        return table
    }

    private static func key(_ subject: ProtocolComparison.Subject) -> String {
        switch subject {
        case .question: "question"
        case .option(let name): name
        case .data: "data"
        case .study: "study"
        }
    }

    private static func words(_ subject: ProtocolComparison.Subject) -> String {
        switch subject {
        case .question: "question"
        case .option(let name): String(name.map { $0 == "_" ? " " : $0 })
        case .data: "data besides the outcome (digest)"
        case .study: "study file (digest)"
        }
    }

    /// To be read before any figure; nil where nothing is other than was recorded.
    var warning: String? { comparison.deviations.isEmpty ? nil : words }

    /// In a sentence.
    var words: String {
        let file = FileNames().said(comparison.file)
        guard !comparison.deviations.isEmpty else {
            return "Nothing is other than was recorded in \(file) before the outcome was seen."
                + presence
        }
        let count = comparison.deviations.count
        return
            "\(count == 1 ? "One choice is" : "\(count) choices are") other than was recorded in \(file) before the outcome was seen: "
            + Words.list(comparison.deviations.map { Self.words($0.subject) }) + "." + presence
    }

    /// What shows that the outcome was not seen, or does not.
    private var presence: String {
        comparison.hadOutcome
            ? " The outcome was in the file when the choices were recorded; topslice did not look at it, but nothing shows that nobody had."
            : " The outcome was not yet in the file when the choices were recorded."
    }

    var section: HTMLPage.Section {
        .init(
            "What was recorded beforehand",
            [
                .paragraph(words + " SHA-256 of the protocol: \(comparison.sha256).")
            ] + (deviations.isEmpty ? [] : [deviations.markup])
        )
    }

    var terminalText: String {
        "\n\(visible(words))\n" + (deviations.isEmpty ? "" : deviations.terminal.text)
    }

    var json: JSONValue {
        [
            "file": .string(FileNames().said(comparison.file)),
            "sha256": .string(comparison.sha256),
            "outcome_in_file": .boolean(comparison.hadOutcome),
            "deviations": deviations.json,
        ]
    }
}
