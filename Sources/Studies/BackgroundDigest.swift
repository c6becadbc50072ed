internal import Glibc
internal import TopsliceRecords
internal import Synchronization

/// The SHA-256 of the first bytes of a file, made on a thread of its own while the file is read for other ends.
///
/// The thread never outlives this object: where nobody waits for the digest, because the file turned out to be
/// wrong, it is told to stop and joined. A process that ended while it ran would take libcrypto away from under it.
final class BackgroundDigest {
    private let job: Job
    private var thread: pthread_t?

    /// What the thread works on; it keeps this alive, not the digest's owner.
    private final class Job: Sendable {
        let path: String
        let byteCount: Int
        let isCancelled = Atomic(false)
        let outcome = Mutex<Result<String, HashingError>?>(nil)

        init(path: String, byteCount: Int) {
            self.path = path
            self.byteCount = byteCount
        }

        func run() {
            do throws(HashingError) {
                let digest = try SHA256Digest.ofFile(path, byteCount: byteCount) {
                    self.isCancelled.load(ordering: .relaxed)
                }
                outcome.withLock { $0 = .success(digest) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
        }
    }

    init(ofFile path: String, byteCount: Int) {
        job = Job(path: path, byteCount: byteCount)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(job)
        let status = pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            },
            context.toOpaque()
        )
        if status == 0 {
            self.thread = thread
        } else {
            // No thread to be had: the work is done here instead, with the same result.
            context.takeRetainedValue().run()
        }
    }

    deinit {
        job.isCancelled.store(true, ordering: .relaxed)
        if let thread { pthread_join(thread, nil) }
    }

    /// Waits for the digest: 64 hexadecimal digits.
    func value() throws(HashingError) -> String {
        if let thread { pthread_join(thread, nil) }
        thread = nil
        return try job.outcome.withLock { $0 }?.get() ?? ""
    }
}
