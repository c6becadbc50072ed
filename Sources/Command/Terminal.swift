internal import Glibc

/// Standard output and standard error of a command.
enum Terminal {
    /// Prints a message on standard error and ends.
    static func fail(_ message: String, exitCode: Int32 = 2) -> Never {
        printError(message)
        exit(exitCode)
    }

    /// Whether colour may be used besides words: on a screen, unless NO_COLOR is set.
    static var isColoured: Bool { isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil }

    /// The same for messages.
    static var isErrorColoured: Bool { isatty(STDERR_FILENO) == 1 && getenv("NO_COLOR") == nil }

    static func printError(_ message: String) {
        var bytes = Array((message + "\n").utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                write(STDERR_FILENO, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            guard count > 0 else { return }
            done += count
        }
        bytes.removeAll()
    }
}
