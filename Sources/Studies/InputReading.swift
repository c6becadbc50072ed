internal import TopsliceCohortData
internal import TopsliceRecords
internal import Glibc

/// The digest and the clock of a run: begins when the file is opened, ends with the result.
final class InputReading {
    private let source: TextSource
    private let began = InputReading.now()
    private let digest: BackgroundDigest?

    init(_ source: TextSource, hashing: Bool) {
        self.source = source
        let bytes = source.originalBytes
        digest = hashing ? BackgroundDigest(ofFile: bytes.path, byteCount: bytes.count) : nil
    }

    /// The record of what was read: the digest is of the very bytes, which nobody changed meanwhile.
    ///
    /// - Throws: `CohortFaults` where the file was changed, `HashingError`.
    func finish(rows: Int) throws -> InputRecord {
        let sha256: String
        do {
            sha256 = try digest?.value() ?? ""
        } catch {
            try source.refuseIfChanged()
            throw error
        }
        try source.refuseIfChanged()
        return InputRecord(
            path: source.name,
            sha256: sha256,
            rows: rows,
            seconds: InputReading.now() - began
        )
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
