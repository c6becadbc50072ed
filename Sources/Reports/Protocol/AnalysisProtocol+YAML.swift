internal import TopsliceFormats
package import TopsliceStudies

private typealias Keys = AnalysisProtocol.Keys

extension AnalysisProtocol {
    /// The protocol as a file.
    package var yaml: String {
        func list(_ names: [String]) -> String {
            "[" + names.map(YAMLText.scalar).joined(separator: ", ") + "]"
        }
        let lines =
            [
                "# The choices of an attribution, recorded before its outcome was seen (docs/protocol.md).",
                "# Leave it as it is: topslice attribute --protocol lists every choice that is made otherwise.",
                "\(Keys.form): \(YAMLText.quoted(Self.form))",
            ] + (question.map { ["\(Keys.question): \(YAMLText.quoted($0))"] } ?? [])
            + ["\(Keys.options):"]
            + options.map { "  \($0.name): \(YAMLText.quoted($0.value))" }
            + [
                "\(Keys.data):",
                "  \(Keys.rows): \(data.rows)",
                "  \(Keys.agencies): \(list(data.agencies))",
                "  \(Keys.columns): \(list(data.columns))",
                "  \(Keys.sha256): \(YAMLText.quoted(data.sha256))",
                "  \(Keys.hasOutcome): \(data.hasOutcome)",
            ] + (study.map { ["\(Keys.study): \(YAMLText.quoted($0))"] } ?? [])
        return lines.joined(separator: "\n") + "\n"
    }
}
