internal import ArgumentParser
internal import Glibc
internal import TopsliceLinearAlgebra

/// What a process is given by whoever starts it.
enum Process {
    /// Makes errors of what would end the process without a word: a reader that went away, a limit of file sizes, a
    /// standard stream that was closed (its number would go to the next file opened). Ends threads that would only wait.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        allowManyFiles()
        BLASEnvironment.useOneThreadPerCall()
        for descriptor in STDIN_FILENO...STDERR_FILENO
        where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // Open for the other direction only, so that its use still is an error.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// As many open files as the system lets this process have: folders of Parquet files hold thousands, and what a shell allows at first
    /// (often 1,024) is for programs that count descriptors in a fixed table.
    private static func allowManyFiles() {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(kind, &limit)
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

    /// The arguments, with paths below the working folder said from there: what is printed and written tells nothing
    /// of the machine that a reader of the result need not know.
    static func arguments() -> [String] {
        guard let here = getcwd(nil, 0) else { return Array(CommandLine.arguments.dropFirst()) }
        defer { free(here) }
        var folders = [String(cString: here)]
        // The same folder as the shell calls it, through links.
        if let named = getenv("PWD").map({ String(cString: $0) }), named.hasPrefix("/") {
            var (one, other) = (stat(), stat())
            if stat(named, &one) == 0, stat(".", &other) == 0, one.st_ino == other.st_ino,
                one.st_dev == other.st_dev
            {
                folders.append(named)
            }
        }
        return CommandLine.arguments.dropFirst().map { argument in
            let parts = argument.split(separator: "=", maxSplits: 1)
            let isAssigned = argument.hasPrefix("--") && parts.count == 2
            let path = isAssigned ? String(parts[1]) : argument
            guard let said = folders.lazy.compactMap({ relative(path, to: $0) }).first else {
                return argument
            }
            return isAssigned ? parts[0] + "=" + said : said
        }
    }

    /// The path from a folder above it; nil where it is elsewhere.
    private static func relative(_ path: String, to folder: String) -> String? {
        guard folder != "/", path.utf8.starts(with: (folder + "/").utf8) else { return nil }
        let rest = path.utf8.dropFirst(folder.utf8.count).drop { $0 == UInt8(ascii: "/") }
        // A name that begins with a hyphen would be taken for an option.
        return rest.isEmpty
            ? nil : "./".prefix(rest.first == UInt8(ascii: "-") ? 2 : 0) + String(Substring(rest))
    }
}
