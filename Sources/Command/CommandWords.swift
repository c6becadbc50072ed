internal import ArgumentParser

/// The words of a command line, looked over before they are parsed for what the parser would take for something else.
///
/// It reads `-weights` as seven flags of one letter, of which `-h` asks for help, so that a slip of the finger ends
/// well; it takes the last of an option given twice; and it takes no value that begins with a dash.
struct CommandWords {
    private var words: [String]
    private let command: any ParsableCommand.Type
    /// What it is called, without the name of the program.
    private let path: [String]
    private let root: any ParsableCommand.Type

    /// - Parameter words: without the name of the program.
    init(_ words: [String], root: any ParsableCommand.Type) {
        self.words = words
        self.root = root
        var command: any ParsableCommand.Type = root
        var path: [String] = []
        for word in words {
            let inner = command.configuration.subcommands.first {
                $0.configuration.commandName == word
            }
            guard let inner else { break }
            command = inner
            path.append(word)
        }
        self.command = command
        self.path = path
    }

    /// The words to be parsed.
    ///
    /// - Throws: `UsageError` where one of them is nothing this program knows.
    func checked() throws(UsageError) -> [String] {
        guard !words.isEmpty else {
            throw UsageError(message: root.helpMessage())
        }
        if words[0] == "help" { try checkHelp() }
        var checked: [String] = []
        var seen: Set<String> = []
        for (place, word) in words.enumerated() {
            if word == "--" { return checked + words[place...] }
            if word.hasPrefix("--") {
                let name = String(word.prefix { $0 != "=" })
                guard seen.insert(name).inserted else { throw error("\(name) is given twice") }
                if ["--help", "--version"].contains(name), word != name {
                    throw error("\(name) takes no value")
                }
                if word.hasSuffix("="), word.dropLast() == name { throw emptyValue(name) }
                checked.append(word)
            } else if word.isEmpty, let option = checked.last, option.hasPrefix("--") {
                throw emptyValue(option)
            } else if word.hasPrefix("-"), word != "-", word != "-h" {
                // A negative number behind an option is its value.
                guard let option = checked.last, option.hasPrefix("--"), !option.contains("="),
                    Double(word) != nil
                else { throw error(unknown(word)) }
                checked[checked.count - 1] = option + "=" + word
            } else {
                checked.append(word)
            }
        }
        return checked
    }

    private func checkHelp() throws(UsageError) {
        let names = root.configuration.subcommands.compactMap { $0.configuration.commandName }
        let inner = root.configuration.subcommands.first {
            $0.configuration.commandName == words.dropFirst().first
        }
        let innerNames = inner?.configuration.subcommands.compactMap {
            $0.configuration.commandName
        }
        guard words.dropFirst().prefix(1).allSatisfy(names.contains),
            words.dropFirst(2).allSatisfy({ innerNames?.contains($0) ?? false }), words.count <= 3
        else {
            throw error("help is of one command: \(names.joined(separator: ", "))")
        }
    }

    private func unknown(_ word: String) -> String {
        let long = "-" + word.prefix { $0 != "=" }
        let isOption = command.helpMessage().contains("  \(long) ")
        return "Unknown option '\(word)'" + (isOption ? ". Did you mean '\(long)'?" : "")
    }

    private func emptyValue(_ option: String) -> UsageError {
        error("\(option) has an empty value; leave it out where nothing is meant")
    }

    private func error(_ message: String) -> UsageError {
        let isRoot = command == root
        let name = (["topslice"] + path).joined(separator: " ")
        let usage = isRoot ? root.usageString() : root.usageString(for: command)
        return UsageError(
            message:
                "Error: \(message)\nUsage: \(usage)\n  See '\(name) --help' for more information."
        )
    }
}

/// A command line that says nothing this program knows: its whole message, usage included.
struct UsageError: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}
