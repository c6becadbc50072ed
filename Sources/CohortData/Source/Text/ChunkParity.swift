internal import Glibc

/// Whether each stretch of a file begins inside quotes, passed from thread to thread as quotes are counted.
///
/// The parity of the quotes before a stretch is known once every stretch before it has been counted, which takes a
/// thread far less time than parsing one, so nobody waits long.
final class ChunkParity: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var counted: [Bool]
    private var odd: [Bool]
    /// Stretches 0 ..< known have their start parity in `startsInside`.
    private var known = 1
    private var startsInside: [Bool]
    private var stopped = false

    init(chunkCount: Int) {
        counted = [Bool](repeating: false, count: chunkCount)
        odd = [Bool](repeating: false, count: chunkCount)
        startsInside = [Bool](repeating: false, count: chunkCount + 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(condition)
        mutex.deallocate()
        condition.deallocate()
    }

    /// Reports the quotes of a stretch and waits for whether it begins inside quotes; nil once anybody has stopped.
    func startsInsideQuotes(chunk: Int, quotesAreOdd: Bool) -> Bool? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        counted[chunk] = true
        odd[chunk] = quotesAreOdd
        while known < startsInside.count, counted[known - 1] {
            startsInside[known] = startsInside[known - 1] != odd[known - 1]
            known += 1
        }
        pthread_cond_broadcast(condition)
        while known <= chunk, !stopped { pthread_cond_wait(condition, mutex) }
        return stopped ? nil : startsInside[chunk]
    }

    /// Tells every thread to give up.
    func stop() {
        pthread_mutex_lock(mutex)
        stopped = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }
}
