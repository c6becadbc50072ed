internal import Glibc
import TopsliceFormats
internal import TopsliceReports

/// Messages of a command on standard error.
enum Terminal {
    /// Prints a message on standard error and ends.
    static func fail(_ message: String, exitCode: Int32 = 2) -> Never {
        printError(message)
        exit(exitCode)
    }

    /// A message that nobody can be told of is lost; the exit code says the same.
    static func printError(_ message: String) {
        try? StandardStream.errors.say(message + "\n")
    }
}
