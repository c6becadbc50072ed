import Foundation
import Testing

/// The built command, run as a user runs it.
enum Command {
    struct Outcome {
        let exitCode: Int32
        let output: String
        let errors: String
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs `topslice` with these arguments, in the root of the project.
    static func run(_ arguments: [String], input: String? = nil) throws -> Outcome {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.currentDirectoryURL = root
        let (output, errors, source) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = source
        try process.run()
        // Standard error is drained on another thread, so that neither pipe can fill up and block.
        let collector = ErrorCollector(errors)
        source.fileHandleForWriting.write(Data((input ?? "").utf8))
        try source.fileHandleForWriting.close()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus,
            output: text,
            errors: collector.finish()
        )
    }

    /// A command that is running, to be interrupted.
    struct Started {
        let process: Process
        let output: Pipe
        let errors: Pipe

        /// As Ctrl-C does.
        func interrupt() { process.interrupt() }

        /// Waits for its end. For commands that print little: nothing is read before.
        func finish() -> Outcome {
            process.waitUntilExit()
            func text(_ pipe: Pipe) -> String {
                String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            }
            return Outcome(
                exitCode: process.terminationStatus,
                output: text(output),
                errors: text(errors)
            )
        }
    }

    /// Starts `topslice` without waiting for it.
    static func start(_ arguments: [String]) throws -> Started {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.currentDirectoryURL = root
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        return Started(process: process, output: output, errors: errors)
    }

    /// A folder of its own for one test, removed when `body` ends.
    static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// The command stands beside the test bundle.
    static func executable() throws -> URL {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let candidate = folder.appendingPathComponent("topslice")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
            folder.deleteLastPathComponent()
        }
        let built = root.appendingPathComponent(".build/debug/topslice")
        try #require(FileManager.default.isExecutableFile(atPath: built.path))
        return built
    }
}

/// Reads a pipe to its end on a thread of its own.
private final class ErrorCollector: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var data = Data()

    init(_ pipe: Pipe) {
        Thread { [self] in
            data = pipe.fileHandleForReading.readDataToEndOfFile()
            done.signal()
        }.start()
    }

    func finish() -> String {
        done.wait()
        return String(decoding: data, as: UTF8.self)
    }
}
