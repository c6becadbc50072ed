internal import TopsliceRecords

/// One connection, in a transaction that only reads. Used by one thread at a time.
final class PostgresConnection: @unchecked Sendable {
    private let library: PostgresLibrary
    private let connection: PostgresLibrary.Connection
    /// What messages call the database.
    let name: String
    let serverVersion: Int

    /// - `snapshot`: what the transaction of another connection sees; nil for one of its own.
    /// - Throws: where the server is not to be reached or refuses.
    init(
        _ address: PostgresAddress,
        _ library: PostgresLibrary,
        snapshot: String? = nil
    ) throws(Faults) {
        self.library = library
        let pairs = [
            ("dbname", address.text), ("client_encoding", "UTF8"),
            ("fallback_application_name", "topslice"),
        ]
        let made = Self.withTexts(pairs.map(\.0)) { keywords in
            Self.withTexts(pairs.map(\.1)) { values in library.connect(keywords, values, 1) }
        }
        guard let made else {
            throw InputFile.fault(.unreadable, address.shown, "no memory for a connection")
        }
        connection = made
        name = address.shown
        serverVersion = Int(library.serverVersion(made))
        guard library.status(made) == PostgresLibrary.Status.connected else {
            let reason = library.errorMessage(made).map { String(cString: $0) } ?? ""
            throw InputFile.fault(
                .unreadable,
                address.shown,
                "the database cannot be reached: \(Self.onOneLine(reason))"
            )
        }
        // Notices would go to standard error.
        _ = library.setNotice(made, { _, _ in }, nil)
        try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if let snapshot { try run("SET TRANSACTION SNAPSHOT '\(snapshot)'") }
        // The same rows in the same order, however often; and no end to a transaction that waits for its reader.
        var settings = [
            "synchronize_seqscans = off", "max_parallel_workers_per_gather = 0",
            "idle_in_transaction_session_timeout = 0",
        ]
        if serverVersion >= 110_000 { settings.append("jit = off") }
        for setting in settings { try run("SET LOCAL \(setting)") }
    }

    deinit { library.finish(connection) }

    private static func withTexts<Result>(
        _ texts: [String],
        _ body: (PostgresLibrary.Texts) -> Result
    ) -> Result {
        let ends = texts.map { $0.utf8.count + 1 }
        let bytes = texts.flatMap { Array($0.utf8) + [0] }.map { CChar(bitPattern: $0) }
        return bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            var pointers: [UnsafePointer<CChar>?] = []
            for length in ends {
                pointers.append(bytes.baseAddress.map { $0 + start })
                start += length
            }
            pointers.append(nil)
            return pointers.withUnsafeBufferPointer { pointers in
                guard let base = pointers.baseAddress else {
                    preconditionFailure("no place for \(texts.count) texts")
                }
                return body(base)
            }
        }
    }

    // MARK: - Statements

    func run(_ statement: String) throws(Faults) {
        let outcome = library.execute(connection, statement)
        defer { library.clear(outcome) }
        try check(outcome, PostgresLibrary.Status.done)
    }

    /// All values of a statement, row by row; nil for what is null or empty.
    func rows(_ statement: String) throws(Faults) -> [[String]] {
        let made = library.execute(connection, statement)
        defer { library.clear(made) }
        let outcome = try check(made, PostgresLibrary.Status.rows)
        return (0..<library.rowCount(outcome)).map { row in
            (0..<library.columnCount(outcome)).map { column in
                library.value(outcome, row, column).map { String(cString: $0) } ?? ""
            }
        }
    }

    /// The columns that a statement gives, without running it; nil where the server does not understand it.
    func columns(of statement: String) throws(Faults) -> [(name: String, type: UInt32)] {
        let prepared = library.prepare(connection, "", statement, 0, nil)
        defer { library.clear(prepared) }
        try check(prepared, PostgresLibrary.Status.done)
        let described = library.describe(connection, "")
        defer { library.clear(described) }
        let outcome = try check(described, PostgresLibrary.Status.done)
        return (0..<library.columnCount(outcome)).map { column in
            (
                library.columnName(outcome, column).map { String(cString: $0) } ?? "",
                library.columnType(outcome, column)
            )
        }
    }

    /// Whether the server takes a statement, which is tried and forgotten.
    func takes(_ statement: String) throws(Faults) -> Bool {
        try run("SAVEPOINT trial")
        var isTaken = true
        do throws(Faults) {
            _ = try columns(of: statement)
        } catch {
            isTaken = false
        }
        try run("ROLLBACK TO SAVEPOINT trial")
        return isTaken
    }

    /// Hands on what a `COPY … TO STDOUT` sends, piece by piece.
    func copy(_ statement: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let begun = library.execute(connection, statement)
        let isCopying: Bool
        do {
            defer { library.clear(begun) }
            try check(begun, PostgresLibrary.Status.copying)
            isCopying = true
        }
        var failure: (any Error)?
        while isCopying {
            var piece: UnsafeMutablePointer<CChar>?
            let length = library.copyData(connection, &piece, 0)
            guard length > 0, let piece else { break }
            // A reader that gives up still lets the server finish, so that the connection stays of use.
            if failure == nil {
                do {
                    try body(UnsafeRawBufferPointer(start: piece, count: Int(length)))
                } catch {
                    failure = error
                }
            }
            library.freeMemory(piece)
        }
        if let failure {
            while let rest = library.nextOutcome(connection) { library.clear(rest) }
            throw failure
        }
        let ended = library.nextOutcome(connection)
        defer {
            library.clear(ended)
            while let rest = library.nextOutcome(connection) { library.clear(rest) }
        }
        try check(ended, PostgresLibrary.Status.done)
    }

    // MARK: - Errors

    static let lost =
        "the connection to the database was lost while its rows were read; read them again"

    @discardableResult
    private func check(
        _ outcome: PostgresLibrary.Outcome?,
        _ expected: Int32
    ) throws(Faults) -> PostgresLibrary.Outcome {
        if let outcome, library.outcomeStatus(outcome) == expected { return outcome }
        throw InputFile.fault(.unreadable, name, reason(outcome))
    }

    private func reason(_ outcome: PostgresLibrary.Outcome?) -> String {
        guard library.status(connection) == PostgresLibrary.Status.connected, let outcome,
            let code = library.errorField(outcome, PostgresLibrary.Field.code)
                .map({ String(cString: $0) })
        else { return Self.lost }
        switch code {
        case _ where code.hasPrefix("08") || code.hasPrefix("57P"): return Self.lost
        case "25006":
            return "the query would change data, expected one that only reads"
        case _ where code.hasPrefix("22") || code.hasPrefix("23"):
            // Its message may hold a value of somebody's row.
            return "the database cannot work out the rows (data exception, SQLSTATE \(code))"
        default:
            let said = library.errorField(outcome, PostgresLibrary.Field.message)
                .map { String(cString: $0) }
            return "the database refuses: \(Self.onOneLine(said ?? "")) (SQLSTATE \(code))"
        }
    }

    private static func onOneLine(_ text: String) -> String {
        escapedName(
            text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            longest: 400
        )
    }
}
