internal import TopsliceRecords
import Glibc
import Synchronization

/// Progress on standard error: only on a terminal, and only once the work has taken a second.
///
/// Any thread may report. Nothing is ever printed where standard error is a file or a pipe, so
/// logs stay clean.
package final class ProgressBar: Sendable {
    private struct State {
        var rows = 0
        var done = 0
        var lastPrinted: Double
        var hasPrinted = false
    }

    private let label: String
    private let total: Int?
    private let isShown: Bool
    private let started: Double
    private let state: Mutex<State>

    /// Work shorter than this many seconds shows nothing.
    private static let patience = 1.0
    private static let interval = 0.2

    /// - Parameters:
    ///   - label: what is being done, such as "Reading cohort.csv".
    ///   - total: what `done` will reach (bytes, subsets, replicates); nil where nobody knows.
    package init(_ label: String, total: Int?) {
        self.label = visible(label)
        self.total = total
        isShown = isatty(STDERR_FILENO) == 1
        started = Self.now()
        state = Mutex(State(lastPrinted: started))
    }

    /// Adds work done since the last report. Costs a lock and a look at the clock.
    package func advance(done: Int, rows: Int = 0) {
        guard isShown else { return }
        let now = Self.now()
        state.withLock { state in
            state.done &+= done
            state.rows &+= rows
            guard now - started >= Self.patience, now - state.lastPrinted >= Self.interval else {
                return
            }
            state.lastPrinted = now
            state.hasPrinted = true
            let line = ProgressLine(
                label: label,
                rows: state.rows,
                done: state.done,
                total: total,
                seconds: now - started
            )
            Self.print("\r" + line.text + "\u{1B}[K")
        }
    }

    /// Takes the line away again.
    package func finish() {
        guard isShown else { return }
        state.withLock { state in
            if state.hasPrinted { Self.print("\r\u{1B}[K") }
            state.hasPrinted = false
        }
    }

    private static func print(_ text: String) {
        // A terminal that went away is no reason to stop the work.
        try? StandardStream.errors.write(text)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
