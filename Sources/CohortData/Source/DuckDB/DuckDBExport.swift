internal import Glibc
internal import TopsliceRecords

/// Has the `duckdb` command write the rows of a file as Parquet, into a file without a name.
struct DuckDBExport {
    private let address: DuckDBAddress
    private let choice: DatabaseChoice?
    private let original: InputFile
    /// What messages and reports say.
    private let name: String

    private static let program = "duckdb"
    private static let longestMessage = 300

    /// - Throws: where the file is not there, or which rows are meant is not said.
    init(_ address: DuckDBAddress, _ stated: DatabaseChoice?) throws(Faults) {
        self.address = address
        choice = stated ?? address.choice
        original = try InputFile(openingRegular: address.path)
        switch choice {
        case .table(let table): name = address.path + " table " + table
        case .query: name = address.path + " query"
        case nil: name = address.path
        }
        guard choice != nil || address.isJSON else {
            throw fault(
                "which rows are meant is not said; give --table NAME or --query 'SELECT …'"
            )
        }
    }

    private func fault(_ message: String) -> Faults {
        InputFile.fault(.unreadable, name, message)
    }

    /// The rows as a Parquet file that goes by the name of the original.
    func exported() throws(Faults) -> ParquetFile {
        try refuseChanges()
        let descriptor = openUnnamedFile()
        guard descriptor >= 0 else {
            throw fault("no temporary file can be made in the folder TMPDIR")
        }
        defer { close(descriptor) }
        // Rows in the order of the file, so that the same file gives the same bytes.
        // To standard output and to nothing else by number: the command may be a script that starts the program and closes what
        // it does not know, and the number would then be that of the database.
        let statement =
            "\(prelude)COPY (\(source)) TO '/dev/stdout' "
            + "(FORMAT parquet, COMPRESSION uncompressed, USE_TMP_FILE false);"
        let ended = try run(statement, output: descriptor)
        guard ended.isFine else {
            throw fault(
                "DuckDB refuses: \(Self.said(ended.errors))"
            )
        }
        let file = try InputFile(opening: "/proc/self/fd/\(descriptor)", name: name)
        return try ParquetFile(file, madeFrom: original)
    }

    /// Where rows come from, in SQL.
    private var source: String {
        switch choice {
        case .table(let table): "SELECT * FROM \(table)"
        case .query(let query): "SELECT * FROM (\n\(Self.bare(query))\n) AS rows"
        case nil: "SELECT * FROM rows"
        }
    }

    /// What comes before: a JSON file as the table `rows`.
    private var prelude: String {
        let settings = "SET preserve_insertion_order = true; SET threads = 2; "
        guard address.isJSON else { return settings }
        return settings
            + "CREATE TEMP VIEW rows AS SELECT * FROM read_json_auto(\(Self.literal(address.path))); "
    }

    /// Only statements that read can be written down as a tree.
    private func refuseChanges() throws(Faults) {
        let query: String
        switch choice {
        case .table(let table): query = "SELECT * FROM \(table)"
        case .query(let stated): query = stated
        case nil: return
        }
        let ended = try run(
            "SELECT json_extract_string(json_serialize_sql(\(Self.literal(Self.bare(query)))), '$.error')",
            output: nil
        )
        guard ended.isFine else { throw fault("DuckDB refuses: \(Self.said(ended.errors))") }
        guard !ended.output.contains("true") else {
            throw fault(
                "is no query that only reads (SELECT, VALUES, FROM or WITH); what changes data is refused"
            )
        }
    }

    private static func bare(_ query: String) -> String {
        var text = query[...]
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        return String(text)
    }

    private static func literal(_ text: String) -> String {
        "'"
            + text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''") + "'"
    }

    /// The first line of what it said: further ones quote the statement, and conversions quote values.
    private static func said(_ errors: String) -> String {
        let first = errors.split(whereSeparator: \.isNewline).first.map(String.init) ?? errors
        guard !first.hasPrefix("Conversion Error"), !first.hasPrefix("Invalid Input Error") else {
            return "a value cannot be converted as the query asks"
        }
        return escapedName(first, longest: longestMessage)
    }

    // MARK: - The command

    private struct Ended {
        let isFine: Bool
        let output: String
        let errors: String
    }

    /// Runs the command on the file, which it may only read.
    ///
    /// - `output`: its standard output; nil for one whose text is wanted.
    private func run(_ statement: String, output: Int32?) throws(Faults) -> Ended {
        let ends = (openUnnamedFile(), openUnnamedFile())
        defer {
            close(ends.0)
            close(ends.1)
        }
        guard ends.0 >= 0, ends.1 >= 0 else {
            throw fault("no temporary file can be made in the folder TMPDIR")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output ?? ends.0, 1)
        posix_spawn_file_actions_adddup2(&actions, ends.1, 2)
        // No file of the user's that might print or change anything is read first.
        let words =
            [Self.program, "-init", "/dev/null", "-csv", "-noheader", "-bail"]
            + (address.isJSON ? [":memory:"] : ["-readonly", address.path])
            + ["-c", statement]
        var arguments = words.map { strdup($0) }
        arguments.append(nil)
        defer { for word in arguments { free(word) } }
        var child = pid_t()
        let status = posix_spawnp(&child, Self.program, &actions, nil, arguments, environ)
        guard status == 0 else {
            throw fault(
                "what opens it is not installed: the command duckdb (https://duckdb.org/install, or pip install duckdb-cli)"
            )
        }
        var outcome: Int32 = 0
        while waitpid(child, &outcome, 0) < 0, errno == EINTR {}
        return Ended(
            isFine: outcome == 0,
            output: Self.text(ends.0),
            errors: Self.text(ends.1)
        )
    }

    private static func text(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
