/// How a long computation tells how far it is, and learns that nobody waits for it any more.
package struct WalkControl: Sendable {
    /// Threads to work on; results do not depend on it.
    package var threads: Int
    /// Told the share done (0...1) now and then, from any worker thread.
    package var progress: (@Sendable (Double) -> Void)?
    /// Asked often; once true, the computation throws `VarianceSharesError.stopped`.
    package var isCancelled: (@Sendable () -> Bool)?

    package init(
        threads: Int = 2,
        progress: (@Sendable (Double) -> Void)? = nil,
        isCancelled: (@Sendable () -> Bool)? = nil
    ) {
        self.threads = max(1, threads)
        self.progress = progress
        self.isCancelled = isCancelled
    }

    /// The same control, progress counted as that of one of several equal parts.
    func part(_ number: Int, of count: Int) -> WalkControl {
        guard let progress else { return self }
        var part = self
        part.progress = { @Sendable done in progress((Double(number) + done) / Double(count)) }
        return part
    }
}
