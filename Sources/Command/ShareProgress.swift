internal import Synchronization
import TopsliceFormats
internal import TopsliceReports

/// Progress of work that tells the share it has done, on a bar that counts thousandths.
final class ShareProgress: Sendable {
    private let bar: ProgressBar
    private let shown = Mutex(0)

    init(_ label: String) {
        bar = ProgressBar(label, total: 1_000)
    }

    /// From any thread; reports may arrive out of order.
    func report(_ share: Double) {
        let now = Int(min(max(share, 0), 1) * 1_000)
        let step = shown.withLock { shown -> Int in
            let step = max(0, now - shown)
            shown += step
            return step
        }
        bar.advance(done: step)
    }

    func finish() { bar.finish() }
}
