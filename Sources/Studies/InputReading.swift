internal import TopsliceCohortData
internal import TopsliceRecords
internal import Glibc

/// The digests and the clock of a run: begins when the files are opened, ends with the result.
final class InputReading {
    private let source: any RowSource
    private let began = InputReading.now()
    private let digest: BackgroundDigest?

    init(_ source: any RowSource, hashing: Bool) {
        self.source = source
        if hashing { for part in source.parts { part.wantDigest() } }
        digest = hashing ? BackgroundDigest(of: source.parts.map(\.originalBytes)) : nil
    }

    /// The record of what was read, one a file: the digest is of the very bytes, which nobody changed meanwhile. The time is that
    /// of all files together, in the first record.
    ///
    /// - `rows`: of each file.
    /// - Throws: `Faults` where a file was changed, `HashingError`.
    func finish(rows: [Int]) throws -> [InputRecord] {
        let digests: [String]
        do {
            var made = try digest?.values() ?? source.parts.map { _ in "" }
            for (place, part) in source.parts.enumerated() {
                if let own = try part.rowDigest() { made[place] = own }
            }
            digests = made
        } catch {
            try source.refuseIfChanged()
            throw error
        }
        try source.refuseIfChanged()
        precondition(
            rows.count == source.parts.count && digests.count == rows.count,
            "\(rows.count) counts of rows and \(digests.count) digests of \(source.parts.count) files"
        )
        let seconds = InputReading.now() - began
        return source.parts.indices.map { part in
            InputRecord(
                path: source.parts[part].name,
                sha256: digests[part],
                rows: rows[part],
                seconds: part == 0 ? seconds : 0
            )
        }
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
