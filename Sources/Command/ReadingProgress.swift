internal import Synchronization
internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceReports

/// Progress of reading a cohort: a bar for each pass over the file, with rows a second and time left.
final class ReadingProgress: Sendable {
    private struct State {
        var pass = 1
        var done = 0
        var bar: ProgressBar?
    }

    private let name: String
    private let state = Mutex(State())

    init(_ files: [String]) {
        name = files.count == 1 ? files[0] : "\(files.count) files"
    }

    func report(_ progress: ReadProgress) {
        state.withLock { state in
            let label = state.pass == 1 ? "Reading \(name)" : "Reading \(name), pass \(state.pass)"
            let bar = state.bar ?? ProgressBar(label, total: progress.totalBytes)
            state.bar = bar
            bar.advance(done: progress.bytes, rows: progress.rows)
            state.done += progress.bytes
            guard state.done >= progress.totalBytes else { return }
            bar.finish()
            state = State(pass: state.pass + 1)
        }
    }

    func finish() {
        state.withLock { $0.bar?.finish() }
    }
}
