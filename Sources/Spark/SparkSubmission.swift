internal import Glibc
internal import TopsliceRecords

/// A job handed to a cluster by `spark-submit`, and what came of it.
package struct SparkSubmission {
    private let job: SparkJob
    private let program: SparkProgram
    private let master: String?
    private let settings: [String]

    package struct Result {
        /// The bytes of the file that the job made.
        package let bytes: [UInt8]
        package let warnings: [String]
    }

    /// - `master`: of the cluster, such as `local[4]`, `yarn`, `spark://HOST:7077`; nil for that of Spark's own settings.
    /// - `settings`: further ones, such as `spark.executor.memory=4g`.
    /// - Throws: where Spark cannot do it.
    package init(_ job: SparkJob, master: String?, settings: [String]) throws(SparkError) {
        self.job = job
        program = try SparkProgram(job)
        self.master = master
        self.settings = settings
    }

    /// Runs the job to its end.
    package func run() throws(SparkError) -> Result {
        let folder = try Self.temporaryFolder()
        let (text, result, log) = (
            folder + "/topslice_spark.py", folder + "/result", folder + "/log"
        )
        defer {
            for file in [text, result, result + ".part", log] { unlink(file) }
            rmdir(folder)
        }
        try Self.write(program.bytes, to: text)
        let code = try spawn([text, result], log: log)
        let said = Self.lines(ofLog: Self.bytes(log) ?? [])
        guard code == 0 else { throw failure(code, said) }
        guard let bytes = Self.bytes(result) else { throw .resultElsewhere }
        return Result(
            bytes: bytes,
            warnings: said.own.filter { $0.hasPrefix(Self.warning) }
                .map { String($0.dropFirst(Self.warning.count)) }
        )
    }

    private static let warning = "warning: "

    private func failure(_ code: Int32, _ said: (own: [String], lacksJava: Bool)) -> SparkError {
        let faults = said.own.filter { !$0.hasPrefix(Self.warning) }
        guard faults.isEmpty else { return .refused(source: job.source.shown, lines: faults) }
        return said.lacksJava ? .noJava : .ended(code: code)
    }

    /// What the program itself said among what Spark did, which may quote values.
    private static func lines(ofLog bytes: [UInt8]) -> (own: [String], lacksJava: Bool) {
        // Bytes: CR and LF together are one character.
        let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .map { String(decoding: $0, as: UTF8.self) }
        let mark = "topslice: "
        return (
            lines.filter { $0.hasPrefix(mark) }
                .map { escapedName(String($0.dropFirst(mark.count)), longest: 400) },
            lines.contains {
                $0.contains("JAVA_HOME is not set") || $0.contains("java: command not found")
            }
        )
    }

    // MARK: - The command

    private func spawn(_ program: [String], log: String) throws(SparkError) -> Int32 {
        let home = getenv("SPARK_HOME").map { String(cString: $0) }
        let command =
            home.flatMap { $0.isEmpty ? nil : $0 + "/bin/spark-submit" } ?? "spark-submit"
        var words = [command]
        if let master { words += ["--master", master] }
        for setting in ["spark.ui.showConsoleProgress=false"] + settings {
            words += ["--conf", setting]
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // What Python says on standard error comes out of Spark's standard output.
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var arguments = (words + program).map { strdup($0) }
        arguments.append(nil)
        defer { for word in arguments { free(word) } }
        var child = pid_t()
        guard posix_spawnp(&child, command, &actions, nil, arguments, environ) == 0 else {
            throw .notInstalled
        }
        var outcome: Int32 = 0
        while waitpid(child, &outcome, 0) < 0, errno == EINTR {}
        // Of one that a signal ended, what a shell says.
        return outcome & 0x7F == 0 ? (outcome >> 8) & 0xFF : 128 + (outcome & 0x7F)
    }

    // MARK: - Files

    private static func temporaryFolder() throws(SparkError) -> String {
        var template = (temporaryPlace() + "/topslice-XXXXXX").utf8CString.map { $0 }
        guard mkdtemp(&template) != nil else {
            throw .noTemporaryFolder(String(cString: strerror(errno)))
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(SparkError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .noTemporaryFolder(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.write(descriptor, all.baseAddress.map { $0 + written }, all.count - written)
            }
            guard count > 0 else { throw .noTemporaryFolder(String(cString: strerror(errno))) }
            written += count
        }
    }

    /// Nil where there is no such file.
    private static func bytes(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count > 0 else { return result }
            result += piece[..<count]
        }
    }
}
