import Foundation
import Testing

/// The `duckdb` command, where it is installed.
enum DuckDBCommand {
    static let isHere =
        ProcessInfo.processInfo.environment["TOPSLICE_TEST_DUCKDB"] == "required"
        || (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: $0 + "/duckdb")
        }

    /// Whether it has its extension for SQLite, which it may not be able to fetch.
    static let readsSQLite =
        ProcessInfo.processInfo.environment["TOPSLICE_TEST_DUCKDB"] == "required"
        || isHere
            && (try? Command.shell("duckdb -c 'LOAD sqlite'", in: Command.root))?.exitCode == 0

    static let absence: Comment = "there is no duckdb command here (pip install duckdb-cli)"
}
