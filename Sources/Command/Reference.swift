internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceOptions

/// What can be said of the program from the statements of its options.
enum Reference {
    /// One command, as it is declared to the parser.
    struct Entry {
        let name: String
        let abstract: String
        let usage: String
        let discussion: String
        let statements: [OptionStatement]

        init(_ command: any ParsableCommand.Type, of parent: String? = nil) {
            let configuration = command.configuration
            name = (parent.map { $0 + " " } ?? "") + (configuration.commandName ?? "")
            abstract = configuration.abstract
            usage = configuration.usage ?? ""
            discussion = configuration.discussion
            statements = Mirror(reflecting: command.init()).children
                .compactMap { $0.value as? any OptionListing }
                .flatMap { type(of: $0).statements }
        }

        /// Whether its options can stand in a file too.
        var readsOptions: Bool { statements.contains { ["request", "study"].contains($0.name) } }
        var arguments: [OptionStatement] { statements.filter(\.isArgument) }
        var flags: [OptionStatement] {
            statements.filter { $0.isOnCommandLine && !$0.isArgument }
        }
        /// Keys that have no flag.
        var keys: [OptionStatement] { statements.filter { $0.scope == .file } }
    }

    static var commands: [Entry] {
        Topslice.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap {
            command in
            let configuration = command.configuration
            return configuration.subcommands.isEmpty
                ? [Entry(command)]
                : configuration.subcommands.map { Entry($0, of: configuration.commandName) }
        }
    }

    /// Keys of a study that are no options of `attribute`.
    static var studyKeys: [OptionStatement] { StudyFileOptions.entries.map(\.statement) }
    static var columnKeys: [OptionStatement] { StudyColumnKeys.statements }

    static let exitCodes = [
        ("0", "Done; or help or the version was asked for."),
        ("1", "A settlement that does not reconcile: it is written, and says where."),
        (
            "2",
            "Refused: the command line, a file or a request. Every fault is on standard error, and nothing is written."
        ),
        ("130", "Stopped by Ctrl-C; nothing is written."),
    ]

    /// Formats that are read, with who reads them.
    static let formats = [
        (
            "Rows of people (attribute, importance, regress, moments, cells, check)",
            "CSV with a header, UTF-8, as it is or compressed by gzip or Zstandard, or standard input as -; Parquet files and folders; files of Stata, SPSS and SAS; one row a person, or a count of people in each (--counts)."
        ),
        (
            "Moments (regress, importance, attribute, moments)",
            "What topslice moments build, merge and seal write: sums without any row."
        ),
        (
            "Games (game)",
            "CSV of coalition,value[,standard_error], JSON of the same, or attribution.json."
        ),
        ("Claims (claims)", "CSV of claimant,claim[,weight,cap,floor,priority]."),
        (
            "Weights and tables (apportion)",
            "CSV of id,weight[,floor,cap], or rows and columns with heads."
        ),
        ("Departments (services)", "CSV of from,to,share, and of department,cost."),
        ("Agreements (settle, compare, check)", "YAML as docs/agreement.md says."),
        (
            "Actuals (settle, compare, check)",
            "CSV of date,kind,id,partner,amount,quantity,scenario."
        ),
        (
            "Studies and requests",
            "YAML with the keys below; values are the same as behind the flags."
        ),
    ]
}
