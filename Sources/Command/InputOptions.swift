internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceRecords

/// Options of every command that reads a table.
struct InputOptions: ParsableArguments {
    @Option(help: "What stands between fields: comma, semicolon, tab or pipe.")
    var delimiter = "comma"

    @Option(
        name: .customLong("missing"),
        help: "Texts that count as missing besides the empty field, separated by commas."
    )
    var missing: String?

    @Option(help: "Worker threads.")
    var threads = 2

    @Flag(help: "Overwrite files that are already there.")
    var force = false

    func validate() throws {
        guard Delimiter(spelling: delimiter) != nil else {
            throw ValidationError(
                "--delimiter '\(delimiter)' is not known; expected comma, semicolon, tab or pipe"
            )
        }
        guard (1...64).contains(threads) else {
            throw ValidationError("--threads must lie between 1 and 64")
        }
    }

    var separator: Delimiter { Delimiter(spelling: delimiter) ?? .comma }

    /// The names in a list separated by commas, blanks round them taken off.
    static func list(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: true).map { name in
            String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    var missingCodes: [String] {
        missing.map(InputOptions.list) ?? []
    }
}
