internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceDoor

/// The files a request was made from, in the order in which they were read.
struct InputList {
    private var files: [(path: String, sha256: String, rows: Int)] = []

    init(_ request: RequestFile?) {
        if let request { files = [(request.path, request.sha256, 0)] }
    }

    mutating func add(_ source: TableSource, rows: Int) {
        // One mapping may be that of several tables.
        if let mapping = source.mapping, !files.contains(where: { $0.path == mapping.file }) {
            files.append((mapping.file, mapping.sha256, 0))
        }
        files.append((source.file, source.sha256, rows))
    }

    mutating func add(_ path: String, sha256: String, rows: Int) {
        files.append((path, sha256, rows))
    }

    /// - Parameter seconds: of the whole run, stated with the last file.
    func records(seconds: Double) -> [InputRecord] {
        files.enumerated().map { place, file in
            InputRecord(
                path: file.path,
                sha256: file.sha256,
                rows: file.rows,
                seconds: place == files.count - 1 ? seconds : 0
            )
        }
    }
}
