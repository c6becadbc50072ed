internal import ArgumentParser
internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceRecords
internal import TopsliceReports
internal import TopsliceSharing
internal import TopsliceStudies

/// Options of every command that divides something: where from, how amounts are written, where to.
struct SharingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A YAML file with everything that flags can say; flags win.",
            discussion: "A FILE that ends in .yaml or .yml is taken as one."
        )
    )
    var request: String?

    @Option(help: "Currency by its code, such as GBP or EUR. (default: GBP)")
    var currency: String?

    @Option(help: "How amounts are written: british (1,234.56), continental or spaced.")
    var amountStyle: String?

    @Option(help: "What stands between fields: comma, semicolon, tab or pipe.")
    var delimiter = "comma"

    @Option(help: "Write the result as JSON here; - for standard output, which replaces the table.")
    var json: String?

    @Option(help: "Folder for the result as JSON, tidy CSV, a page and a workbook.")
    var output: String?

    @Flag(help: "Overwrite files that are already there.")
    var force = false

    func validate() throws {
        guard Delimiter(spelling: delimiter) != nil else {
            throw ValidationError(
                "--delimiter '\(delimiter)' is not known; expected comma, semicolon, tab or pipe"
            )
        }
    }

    var separator: Delimiter { Delimiter(spelling: delimiter) ?? .comma }

    /// The request file and the table, told apart by their names.
    func sources(_ file: String?) throws -> (request: RequestFile?, table: Stated<String>?) {
        guard let file, RequestFile.isRequest(file) else {
            return (
                try request.map { try RequestFile(reading: $0) },
                file.map { Stated($0, at: $0) }
            )
        }
        guard request == nil else {
            throw ValidationError("'\(file)' and --request are both requests; give one")
        }
        return (try RequestFile(reading: file), nil)
    }

    static func stated(_ text: String?, _ flag: String) -> Stated<String>? {
        text.map { Stated($0, at: flag) }
    }

    var statedCurrency: Stated<String>? { Self.stated(currency, "--currency") }
    var statedStyle: Stated<String>? { Self.stated(amountStyle, "--amount-style") }

    /// Where the result goes, claimed before anything is read.
    func outputs(_ names: [String], inputs: String?...) throws -> Outputs {
        try Outputs(
            folder: output,
            holding: names,
            files: [.json: json],
            force: force,
            inputs: inputs + [request]
        )
    }
}

extension Provenance {
    /// Of a result in which no linear algebra took part.
    init(_ input: [InputRecord], options: [(name: String, value: String)]) {
        self.init(
            version: Topslice.version,
            inputs: input.map {
                Input(path: $0.path, sha256: $0.sha256, rows: $0.rows == 0 ? nil : $0.rows)
            },
            options: options.map { Option($0.name, $0.value) },
            blasCore: nil,
            threads: 1,
            seconds: input.last?.seconds
        )
    }
}
