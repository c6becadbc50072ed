import Foundation
import Testing

/// The `duckdb` command, where it is installed.
enum DuckDBCommand {
    static let isHere =
        ProcessInfo.processInfo.environment["TOPSLICE_TEST_DUCKDB"] == "required"
        || (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: $0 + "/duckdb")
        }

    static let absence: Comment = "there is no duckdb command here (pip install duckdb-cli)"
}
