import Foundation
import TopsliceTestSupport

extension Command {
    /// Runs a script in a folder, with `topslice` on its path; for what only a shell can ask of a command.
    static func shell(
        _ script: String,
        in folder: URL,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        let beside = try executable().deletingLastPathComponent().path
        variables["PATH"] = beside + ":" + (variables["PATH"] ?? "")
        for (name, value) in environment { variables[name] = value }
        process.environment = variables
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-shell-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        // Files, not pipes: neither can fill up and block.
        let ends = try ["out", "err"].map { name in
            let file = place.appendingPathComponent(name)
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            return try FileHandle(forWritingTo: file)
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = ends[0]
        process.standardError = ends[1]
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(
                decoding: try Data(contentsOf: place.appendingPathComponent(name)),
                as: UTF8.self
            )
        }
        return Outcome(
            exitCode: process.terminationReason == .exit ? process.terminationStatus : -1,
            output: try text("out"),
            errors: try text("err")
        )
    }

    /// The texts in a file that was written; a workbook is a text for each part.
    static func texts(_ name: String, _ bytes: Data) -> [String] {
        name.hasSuffix(".xlsx")
            ? Array(ZipReader(Array(bytes)).files.values) : [String(decoding: bytes, as: UTF8.self)]
    }
}
