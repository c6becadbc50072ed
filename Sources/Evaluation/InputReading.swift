internal import CohortData
internal import Glibc
internal import Hashing

/// A file that was read: enough to see that a result was made from it.
public struct InputRecord: Sendable, Equatable {
    public let path: String
    /// SHA-256 of the bytes, 64 hexadecimal digits; empty where it was not wanted.
    public let sha256: String
    public let rows: Int
    public let seconds: Double
}

/// The digest and the clock of a run: begins when the file is opened, ends with the result.
final class InputReading: @unchecked Sendable {
    private let source: TextSource
    private let began = InputReading.now()
    private var thread: pthread_t?
    /// Written by the hashing thread, read after the join.
    private var outcome: Result<String, any Error>?

    init(_ source: TextSource, hashing: Bool) {
        self.source = source
        guard hashing else { return }
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread,
            nil,
            { context in
                if let context {
                    Unmanaged<InputReading>.fromOpaque(context).takeRetainedValue().digest()
                }
                return nil
            },
            context.toOpaque()
        )
        if status == 0 {
            self.thread = thread
        } else {
            context.takeRetainedValue().digest()
        }
    }

    private func digest() {
        outcome = Result { try SHA256Digest.ofFile(source.path) }
    }

    func finish(rows: Int) throws -> InputRecord {
        if let thread { pthread_join(thread, nil) }
        return InputRecord(
            path: source.name,
            sha256: try outcome?.get() ?? "",
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
