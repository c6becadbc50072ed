/// `duckdb:FILE`, perhaps with `?query=…` or `?table=…` behind it: a file that only DuckDB opens (its own, SQLite, JSON).
struct DuckDBAddress: Sendable {
    static let scheme = "duckdb:"

    let path: String
    let choice: DatabaseChoice?

    /// Nil for what is no such address.
    init?(_ text: String) {
        guard text.hasPrefix(Self.scheme) else { return nil }
        let rest = text.dropFirst(Self.scheme.count)
        guard let mark = rest.firstIndex(of: "?") else {
            path = String(rest)
            choice = nil
            return
        }
        let said = rest[rest.index(after: mark)...]
        func value(_ key: String) -> String? {
            said.hasPrefix(key + "=") ? String(said.dropFirst(key.utf8.count + 1)) : nil
        }
        guard let made = DatabaseChoice(table: value("table"), query: value("query")) else {
            path = String(rest)
            choice = nil
            return
        }
        path = String(rest[..<mark])
        choice = made
    }

    /// Whether the file is JSON, which has one table.
    var isJSON: Bool { [".json", ".jsonl", ".ndjson"].contains { path.hasSuffix($0) } }
}
