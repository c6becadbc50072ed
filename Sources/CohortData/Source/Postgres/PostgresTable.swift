internal import Synchronization
internal import TopsliceRecords

/// The rows of a table or a query of a PostgreSQL database, as one snapshot sees them: its columns, and the connections that read them.
final class PostgresTable: SourcePart, Sendable {
    struct Column: Sendable {
        let name: String
        let type: PostgresType
    }

    /// Pages of a table that one thread reads at a time (16 MiB).
    private static let pagesOfStretch = 2_048

    let name: String
    let columns: [Column]
    /// What COPY reads from, after FROM.
    private let from: String
    /// The first pages of the stretches of a plain table; nil where rows come one after the other.
    private let firstPages: [Int]?
    private let size: Int
    private let address: PostgresAddress
    private let library: PostgresLibrary
    /// What all connections see; nil where there can be only one.
    private let snapshot: String?
    private let idle: Mutex<[PostgresConnection]>
    /// By stretch, the digest of what was sent; nil where none is wanted.
    private let digests = Mutex<[Int: String]?>(nil)
    private let failure = Mutex<Faults?>(nil)

    /// Opens a connection and finds out what there is to read.
    ///
    /// - Throws: where the database, the table or the query is not there or cannot be read.
    init(_ address: PostgresAddress, _ choice: DatabaseChoice?) throws(Faults) {
        guard let library = PostgresLibrary.shared else {
            throw InputFile.fault(
                .unreadable,
                address.shown,
                "what reads PostgreSQL is not installed; install libpq (on Debian: apt-get install libpq5)"
            )
        }
        try address.refusePassword(library)
        guard let choice else {
            throw InputFile.fault(
                .unreadable,
                address.shown,
                "which rows are meant is not said; give --table NAME or --query 'SELECT …'"
            )
        }
        self.address = address
        self.library = library
        let leader = try PostgresConnection(address, library)
        let plan: Plan
        switch choice {
        case .table(let table):
            name = address.shown + " table " + table
            plan = try Self.plan(table: table, leader, name: name)
        case .query(let query):
            name = address.shown + " query"
            plan = try Self.plan(query: query, leader, name: name)
        }
        from = plan.from
        columns = plan.columns
        firstPages = plan.pages.map {
            Array(stride(from: 0, to: max(1, $0), by: Self.pagesOfStretch))
        }
        size = plan.size
        snapshot =
            plan.pages == nil
            ? nil : try leader.rows("SELECT pg_export_snapshot()").first?.first
        idle = Mutex([leader])
    }

    // MARK: - What there is

    private struct Plan {
        let from: String
        let columns: [Column]
        /// Of a plain table whose stretches can be found by page.
        let pages: Int?
        let size: Int
    }

    private static func plan(
        table: String,
        _ leader: PostgresConnection,
        name: String
    ) throws(Faults) -> Plan {
        let quoted = literal(table)
        let found = try leader.rows(
            """
            SELECT c.oid::regclass::text, c.relkind, c.relhassubclass, c.relispartition, pg_relation_size(c.oid), \
            current_setting('block_size') FROM pg_class c WHERE c.oid = to_regclass(\(quoted))
            """
        )
        guard let row = found.first, ["r", "p", "v", "m", "f"].contains(row[1]) else {
            throw InputFile.fault(
                .notFound,
                name,
                "there is no such table in the database that this user may see; give its schema too, as in health.people"
            )
        }
        let isPlain = row[1] == "m" || row[1] == "r" && row[2] == "f"
        // What has no size on the disk (a view) says nothing; it is read in one piece.
        let size = Int(row[4])
        var pages: Int?
        if isPlain, leader.serverVersion >= 140_000, let size, let block = Int(row[5]), block > 0 {
            pages = (size + block - 1) / block
        }
        return Plan(
            from: row[0],
            columns: try columns("SELECT * FROM \(row[0])", leader),
            pages: pages,
            size: size ?? 0
        )
    }

    private static func plan(
        query: String,
        _ leader: PostgresConnection,
        name: String
    ) throws(Faults) -> Plan {
        var text = query[...]
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        // On lines of its own, so that a comment at its end closes nothing else.
        let from = "(\n\(text)\n) AS rows"
        // Whole by itself, and inside brackets: what changes data is only the first, and what would break out of the brackets
        // only the second.
        let isWhole = try leader.takes(String(text))
        if isWhole, try !leader.takes("SELECT * FROM \(from)") {
            throw InputFile.fault(
                .unreadable,
                name,
                "is no query that only reads (SELECT, VALUES, TABLE or WITH); what changes data is refused"
            )
        }
        return Plan(
            from: from,
            columns: try columns(isWhole ? "SELECT * FROM \(from)" : String(text), leader),
            pages: nil,
            size: 0
        )
    }

    private static func columns(
        _ statement: String,
        _ leader: PostgresConnection
    ) throws(Faults) -> [Column] {
        let described = try leader.columns(of: statement)
        let numbers = Set(described.map(\.type)).sorted().map { "\($0)" }.joined(separator: ",")
        guard !numbers.isEmpty else { return [] }
        var types: [String: PostgresType] = [:]
        for row in try leader.rows(
            """
            SELECT t.oid, p.proname, format_type(t.oid, NULL) FROM pg_type t \
            LEFT JOIN pg_proc p ON p.oid = t.typsend WHERE t.oid IN (\(numbers))
            """
        ) { types[row[0]] = PostgresType(sender: row[1], name: row[2]) }
        return described.map {
            Column(name: $0.name, type: types["\($0.type)"] ?? .other("\($0.type)"))
        }
    }

    private static func literal(_ text: String) -> String {
        // The settings of the server decide what a backslash is, but not in an E string.
        "E'"
            + text.map {
                switch $0 {
                case "'": "''"
                case "\\": "\\\\"
                default: String($0)
                }
            }.joined() + "'"
    }

    private static func identifier(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    // MARK: - Source part

    var byteCount: Int { size }
    var warnings: [CohortWarning] { [] }
    /// A database has no bytes of its own; see `rowDigest`.
    var originalBytes: (path: String, count: Int) { ("/dev/null", 0) }
    func refuseIfChanged() throws(Faults) {}

    func wantDigest() { digests.withLock { $0 = [:] } }

    /// The digest of the digests of all stretches.
    func rowDigest() throws(HashingError) -> String? {
        guard let made = digests.withLock({ $0 }) else { return nil }
        let all = made.sorted { $0.key < $1.key }.map(\.value).joined()
        return try SHA256Digest.of(Array(all.utf8))
    }

    // MARK: - Rows

    var stretchCount: Int { firstPages?.count ?? 1 }

    func byteCount(ofStretch number: Int) -> Int { size / stretchCount }

    /// Hands on the rows of a stretch, as many at a time as `cells` holds.
    ///
    /// - `wanted`: columns, by number, those of `cells`.
    func read(
        stretch: Int,
        wanted: [Int],
        _ cells: PostgresCells,
        _ flush: () throws -> Void
    ) throws {
        if let earlier = failure.withLock({ $0 }) { throw earlier }
        let connection = try taken()
        cells.begin()
        var digest =
            try digests.withLock { $0 != nil && $0?[stretch] == nil } ? SHA256Digest() : nil
        do {
            try connection.copy(statement(stretch, wanted)) { piece in
                digest?.update(piece)
                try cells.take(piece, flush: flush)
            }
            if cells.rowCount > 0 { try flush() }
        } catch let faults as Faults {
            throw failed(faults)
        } catch PostgresCells.Damage.malformed {
            throw failed(
                InputFile.fault(.unreadable, name, "the database sent what is no row")
            )
        } catch PostgresCells.Damage.infiniteDay(let column) {
            throw failed(
                Faults(
                    Fault(
                        .date,
                        file: name,
                        line: 1,
                        column: columns[wanted[column]].name,
                        message: "holds the day 'infinity', expected days with a number"
                    )
                )
            )
        } catch {
            // Whoever reads gave up; the connection is as good as before.
            idle.withLock { $0.append(connection) }
            throw error
        }
        if let made = digest.take()?.finalise() {
            digests.withLock { $0?[stretch] = made }
        }
        idle.withLock { $0.append(connection) }
    }

    /// Keeps the first failure, after which the transaction is of no use: whoever asks again is told the same.
    private func failed(_ faults: Faults) -> Faults {
        failure.withLock { kept in
            kept = kept ?? faults
            return kept ?? faults
        }
    }

    /// A connection for one thread, which gives it back if nothing went wrong.
    private func taken() throws(Faults) -> PostgresConnection {
        if let free = idle.withLock({ $0.popLast() }) { return free }
        guard let snapshot else {
            throw InputFile.fault(.unreadable, name, PostgresConnection.lost)
        }
        return try PostgresConnection(address, library, snapshot: snapshot)
    }

    private func statement(_ stretch: Int, _ wanted: [Int]) -> String {
        let list = wanted.map { Self.identifier(columns[$0].name) }.joined(separator: ", ")
        var condition = ""
        if let firstPages, firstPages.count > 1 {
            condition = " WHERE ctid >= '(\(firstPages[stretch]),0)'::tid"
            if stretch + 1 < firstPages.count {
                condition += " AND ctid < '(\(firstPages[stretch + 1]),0)'::tid"
            }
        }
        return "COPY (SELECT \(list) FROM \(from)\(condition)) TO STDOUT (FORMAT binary)"
    }
}
