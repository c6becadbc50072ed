internal import ArgumentParser
internal import Glibc

/// What a process is given by whoever starts it.
enum Process {
    /// Makes errors of what would end the process without a word: a reader that went away, a limit of file sizes, a
    /// standard stream that was closed (its number would go to the next file opened).
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        for descriptor in STDIN_FILENO...STDERR_FILENO
        where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // Open for the other direction only, so that its use still is an error.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Refuses arguments that are not UTF-8: repaired, they would name another file.
    static func checkArguments() throws {
        for position in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[position],
                String(validatingCString: argument) == nil
            else { continue }
            throw ValidationError(
                "argument \(position), \(shown(argument)), is not UTF-8; rename the file or folder, or set the "
                    + "terminal to UTF-8"
            )
        }
    }

    /// The bytes of an argument: ASCII as it is, the rest as `\xE9`.
    private static func shown(_ argument: UnsafePointer<CChar>) -> String {
        var shown = ""
        for position in 0..<strlen(argument) {
            let byte = UInt8(bitPattern: argument[position])
            shown +=
                (0x20...0x7E).contains(byte)
                ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
        }
        return "'" + shown + "'"
    }
}
