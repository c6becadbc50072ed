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
