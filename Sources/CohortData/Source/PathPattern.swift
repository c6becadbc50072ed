internal import Glibc
internal import TopsliceRecords

/// `people/*.parquet`: the files whose paths a pattern of a shell meets, for programs that hand it on unopened.
struct PathPattern {
    private let pattern: String

    /// Nil where the path is none: it has no sign of one, or is the name of something that is there.
    init?(_ path: String) {
        guard path.utf8.contains(where: { "*?[".utf8.contains($0) }) else { return nil }
        var status = stat()
        guard stat(path, &status) != 0 else { return nil }
        pattern = path
    }

    /// In the order of their bytes, each with what the names of its folders say from the first one that the pattern left open.
    ///
    /// - Throws: where there is none.
    func paths() throws(Faults) -> [(path: String, folders: [(name: String, value: String)])] {
        var found = glob_t()
        defer { globfree(&found) }
        let status = glob(pattern, GLOB_NOSORT, nil, &found)
        var paths: [String] = []
        if status == 0 {
            for place in 0..<Int(found.gl_pathc) {
                if let path = found.gl_pathv[place] { paths.append(String(cString: path)) }
            }
        }
        guard !paths.isEmpty else {
            throw InputFile.fault(.notFound, pattern, "no file's path is of this pattern")
        }
        paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        guard let open = parts.firstIndex(where: { $0.contains { "*?[".contains($0) } }) else {
            preconditionFailure("'\(pattern)' is no pattern")
        }
        return paths.map { path in
            let own = path.split(separator: "/", omittingEmptySubsequences: false)
            return (path, own.dropLast().dropFirst(open).flatMap { ParquetFolder.column($0) })
        }
    }
}
