internal import CohortData
internal import Glibc

/// A file that was read: enough to see that a result was made from it.
public struct InputRecord: Sendable, Equatable {
    public let path: String
    /// SHA-256 of the bytes, 64 hexadecimal digits; empty where it was not wanted.
    public let sha256: String
    public let rows: Int
    public let seconds: Double
}

/// The digest and the clock of a run: begins when the file is opened, ends with the result.
final class InputReading {
    private let source: TextSource
    private let began = InputReading.now()
    private let digest: BackgroundDigest?

    init(_ source: TextSource, hashing: Bool) {
        self.source = source
        digest = hashing ? BackgroundDigest(ofFile: source.path) : nil
    }

    func finish(rows: Int) throws -> InputRecord {
        InputRecord(
            path: source.name,
            sha256: try digest?.value() ?? "",
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
