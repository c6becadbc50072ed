internal import TopsliceOptions

extension Reference {
    /// `docs/reference.md`.
    static var markdown: String {
        var lines = [
            "# Reference",
            "",
            "Made by `topslice reference >docs/reference.md`; a test says when it is stale.",
            "",
            "What flags say wins over what a request or a study says, and that over the default.",
        ]
        for command in commands { lines += ["", "## topslice \(command.name)"] + section(command) }
        lines += ["", "## Study files", "", "Besides the keys of `attribute` a study has:"]
        lines += table(studyKeys)
        lines += ["", "and of each column:"] + table(columnKeys)
        lines += ["", "## Formats", "", "| what | format |", "|---|---|"]
        lines += formats.map { "| \($0.0) | \(cell($0.1)) |" }
        lines += ["", "## Exit codes", "", "| code | meaning |", "|---|---|"]
        lines += exitCodes.map { "| \($0.0) | \($0.1) |" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ command: Entry) -> [String] {
        var lines = ["", command.abstract, "", "    " + command.usage]
        if !command.discussion.isEmpty { lines += ["", command.discussion] }
        lines += ["", "| argument | meaning |", "|---|---|"]
        lines += command.arguments.map { "| \($0.flag) | \(cell($0.meaning)) |" }
        if command.arguments.isEmpty { lines.removeLast(3) }
        let hasKeys = command.readsOptions
        lines += ["", "| flag |\(hasKeys ? " key |" : "") values | default | meaning |"]
        lines.append(hasKeys ? "|---|---|---|---|---|" : "|---|---|---|---|")
        lines += command.flags.map { option in
            let key = option.isInFile ? "`\(option.name)`" : ""
            return "| `\(option.flag)` |" + (hasKeys ? " \(key) |" : "") + row(option)
        }
        if !command.keys.isEmpty { lines += ["", "Only in a request:"] + table(command.keys) }
        return lines
    }

    private static func table(_ keys: [OptionStatement]) -> [String] {
        ["", "| key | values | default | meaning |", "|---|---|---|---|"]
            + keys.map { "| `\($0.name)` |\(row($0))" }
    }

    private static func row(_ option: OptionStatement) -> String {
        let values =
            option.words.isEmpty
            ? kind(option) : option.words.map { "`\($0)`" }.joined(separator: " ")
        let fallback = option.isRequired ? "must be given" : option.fallback ?? ""
        let meaning = option.meaning + (option.meaning.hasSuffix(".") ? "" : ".")
        return " \(values) | \(cell(fallback)) | \(cell(meaning)) |"
    }

    private static func kind(_ option: OptionStatement) -> String {
        switch option.kind {
        case .text, .choice: "text"
        case .number: option.limits.map { "number \($0)" } ?? "number"
        case .list: "list"
        case .isOn: option.scope == .file ? "`true` `false`" : "(none)"
        case .file, .files: "file"
        case .folder: "folder"
        case .table: "map or list"
        }
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
