internal import TopsliceRecords

/// `postgresql://host/database`: where a database is, without what nobody else may know.
struct PostgresAddress: Sendable {
    let text: String
    /// As messages and reports say it: host and database, never a user or a password.
    let shown: String

    /// Nil for what is no such address.
    init?(_ text: String) {
        guard let scheme = ["postgresql://", "postgres://"].first(where: text.hasPrefix) else {
            return nil
        }
        self.text = text
        let rest = text.dropFirst(scheme.count)
        let path = rest.prefix { $0 != "?" }
        let place = path.lastIndex(of: "@").map { path[path.index(after: $0)...] } ?? path
        shown = "postgresql://" + place
    }

    /// Refuses a password inside the address, which shells and lists of processes would show.
    func refusePassword(_ library: PostgresLibrary) throws(Faults) {
        var message: UnsafeMutablePointer<CChar>?
        let options = text.withCString { library.parse($0, &message) }
        if let message { library.freeMemory(message) }
        guard let options else {
            throw InputFile.fault(
                .unreadable,
                shown,
                "is no address of a PostgreSQL database, expected postgresql://HOST/DATABASE"
            )
        }
        defer { library.freeOptions(options) }
        // An array of { keyword, envvar, compiled, val, label, dispchar: pointers; dispsize: int } that ends without a keyword.
        let (pointer, stride) = (MemoryLayout<UnsafePointer<CChar>?>.stride, 7 * 8)
        var entry = UnsafeRawPointer(options)
        while let keyword = entry.load(as: UnsafePointer<CChar>?.self) {
            let value = entry.load(
                fromByteOffset: 3 * pointer,
                as: UnsafePointer<CChar>?.self
            )
            if value != nil, ["password", "sslpassword"].contains(String(cString: keyword)) {
                throw InputFile.fault(
                    .unreadable,
                    shown,
                    "the address holds a password, which shells and lists of processes show; "
                        + "put it into ~/.pgpass or PGPASSWORD and leave it out"
                )
            }
            entry += stride
        }
    }
}
