import Foundation
import Testing

/// A PostgreSQL server that lives as long as one script, made by Debian's `pg_virtualenv`.
enum PostgresServer {
    /// Where `TOPSLICE_TEST_POSTGRES` says that it is required, tests fail without it rather than being skipped.
    static let isHere =
        ProcessInfo.processInfo.environment["TOPSLICE_TEST_POSTGRES"] == "required"
        || ["/usr/bin/pg_virtualenv", "/bin/pg_virtualenv"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        } && FileManager.default.fileExists(atPath: "/usr/lib/postgresql")

    static let absence: Comment =
        "there is no PostgreSQL server here (apt-get install postgresql postgresql-common)"

    /// Runs a script in the folder with a fresh server, which PGHOST and the like lead to.
    ///
    /// - `tables`: statements for `psql`, run before.
    static func run(
        _ script: String,
        tables: String,
        in folder: URL
    ) throws -> Command.Outcome {
        try tables.write(
            to: folder.appendingPathComponent("tables.sql"),
            atomically: true,
            encoding: .utf8
        )
        try """
        psql -q -v ON_ERROR_STOP=1 -f tables.sql || exit 9
        \(script)
        """.write(
            to: folder.appendingPathComponent("script.sh"),
            atomically: true,
            encoding: .utf8
        )
        // What the server itself says at its end is no part of the outcome.
        return try Command.shell(
            "exec 3>&1 4>&2; pg_virtualenv -t bash -c 'bash script.sh >&3 2>&4' >/dev/null 2>server.log",
            in: folder
        )
    }
}
