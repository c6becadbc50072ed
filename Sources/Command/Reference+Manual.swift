internal import ArgumentParser
internal import TopsliceOptions

extension Reference {
    /// `docs/man/topslice.1`, in troff.
    static var manual: String {
        var lines = [
            ".TH TOPSLICE 1 \"\" \"topslice \(Topslice.version)\"",
            ".SH NAME",
            "topslice \\- " + escaped(Topslice.configuration.abstract),
            ".SH SYNOPSIS",
            ".B topslice",
            escaped("COMMAND [options] [arguments]"),
            ".SH DESCRIPTION",
            escaped(
                "What flags say wins over what a request or a study says, and that over the default."
            ),
            ".SH COMMANDS",
        ]
        for command in commands {
            lines += [".SS topslice \(command.name)", escaped(command.abstract)]
            if !command.discussion.isEmpty { lines += [".PP", escaped(command.discussion)] }
            lines += [".PP", escaped(command.usage)]
            for option in command.arguments + command.flags {
                lines += [".TP", ".B " + escaped(option.flag), escaped(option.help)]
            }
            for option in command.keys {
                lines += [".TP", ".B " + escaped(option.name + ":"), escaped(option.help)]
            }
        }
        lines += [".SH STUDY FILES"]
        for option in studyKeys + columnKeys {
            lines += [".TP", ".B " + escaped(option.name + ":"), escaped(option.help)]
        }
        lines += [".SH FILES"]
        for (what, format) in formats { lines += [".TP", ".B " + escaped(what), escaped(format)] }
        lines += [".SH EXIT STATUS"]
        for (code, meaning) in exitCodes { lines += [".TP", ".B " + code, escaped(meaning)] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Backslashes and dashes as themselves, and no line that begins like a request.
    private static func escaped(_ text: String) -> String {
        var shown = ""
        for character in text {
            switch character {
            case "\\": shown += "\\e"
            case "-": shown += "\\-"
            case "\n": shown += " "
            default: shown.append(character)
            }
        }
        return shown.hasPrefix(".") || shown.hasPrefix("'") ? "\\&" + shown : shown
    }
}
