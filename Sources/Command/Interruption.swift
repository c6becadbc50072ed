internal import Glibc
internal import Synchronization

/// Whether somebody asked to stop (Ctrl-C): a long walk then ends by itself, with what it has done.
///
/// Asked a second time, the process ends at once, as it would have the first time without this.
enum Interruption {
    /// The exit code of a command stopped by SIGINT: 128 and its number.
    static let exitCode: Int32 = 130

    private static let asked = Atomic(false)

    static var isAsked: Bool { asked.load(ordering: .relaxed) }

    /// Begins to listen.
    static func watch() {
        // Touched here, so that the handler finds it made.
        asked.store(false, ordering: .relaxed)
        signal(SIGINT) { _ in
            Interruption.asked.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
        // Whoever starts the command may have had signals blocked, which is inherited.
        var interrupts = sigset_t()
        sigemptyset(&interrupts)
        sigaddset(&interrupts, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &interrupts, nil)
    }
}
