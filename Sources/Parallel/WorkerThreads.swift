internal import Glibc

/// Runs `body(0)`, …, `body(count − 1)`, each on a thread of its own, and returns when all have ended.
///
/// Plain threads rather than tasks: every worker here computes without ever suspending, and what a worker does must
/// depend on its number only, so that the same number of threads gives the same bytes.
///
/// - Throws: the error of the lowest-numbered worker that threw.
package func onWorkerThreads(
    _ count: Int,
    _ body: @escaping @Sendable (Int) throws -> Void
) throws {
    guard count > 1 else {
        try body(0)
        return
    }
    let workers = (0..<count).map { Worker(number: $0, body: body) }
    var threads: [pthread_t] = []
    for worker in workers.dropFirst() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(worker)
        let status = pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<Worker>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            },
            context.toOpaque()
        )
        if status == 0 {
            threads.append(thread)
        } else {
            // No thread to be had: the work is done here instead, with the same result.
            context.takeRetainedValue().run()
        }
    }
    workers[0].run()
    for thread in threads { pthread_join(thread, nil) }
    for worker in workers {
        if let error = worker.error { throw error }
    }
}

/// One worker: its number, its work, and how it ended. Written by its own thread, read after the join.
private final class Worker: @unchecked Sendable {
    let number: Int
    let body: @Sendable (Int) throws -> Void
    var error: (any Error)?

    init(number: Int, body: @escaping @Sendable (Int) throws -> Void) {
        self.number = number
        self.body = body
    }

    func run() {
        do {
            try body(number)
        } catch {
            self.error = error
        }
    }
}
