internal import Glibc
internal import TopsliceRecords
internal import Synchronization

/// The SHA-256 of the first bytes of some files, made on a thread of its own while the files are read for other ends.
///
/// The thread never outlives this object: where nobody waits for the digest, because the file turned out to be
/// wrong, it is told to stop and joined. A process that ended while it ran would take libcrypto away from under it.
final class BackgroundDigest {
    private let job: Job
    private var thread: pthread_t?

    /// What the thread works on; it keeps this alive, not the digest's owner.
    private final class Job: Sendable {
        let files: [(path: String, count: Int)]
        let isCancelled = Atomic(false)
        let outcome = Mutex<Result<[String], HashingError>?>(nil)

        init(_ files: [(path: String, count: Int)]) {
            self.files = files
        }

        func run() {
            do throws(HashingError) {
                var digests: [String] = []
                for file in files {
                    digests.append(
                        try SHA256Digest.ofFile(file.path, byteCount: file.count) {
                            self.isCancelled.load(ordering: .relaxed)
                        }
                    )
                }
                let all = digests
                outcome.withLock { $0 = .success(all) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
        }
    }

    init(of files: [(path: String, count: Int)]) {
        job = Job(files)
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

    /// Waits for the digests, in the order of the files: 64 hexadecimal digits each.
    func values() throws(HashingError) -> [String] {
        if let thread { pthread_join(thread, nil) }
        thread = nil
        guard let outcome = job.outcome.withLock({ $0 }) else {
            preconditionFailure("the thread of the digests ended without any")
        }
        return try outcome.get()
    }
}
