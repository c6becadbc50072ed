import Foundation
import Testing

/// What the datasets say to type works as it stands, in a fresh copy of them.
@Suite struct DatasetCommandsTests {
    /// Folders whose README gives commands, by their path below `datasets`.
    private static let folders: [String] = {
        let root = Command.root.appendingPathComponent("datasets")
        let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
        return (all ?? []).filter { $0.hasSuffix("/README.md") }
            .map { String($0.dropLast("/README.md".count)) }.sorted()
    }()

    /// The indented lines that are commands, each in one; and of tables those that name a file.
    private static func commands(_ text: String) -> [String] {
        let lines = text.replacingOccurrences(of: "\\\n", with: " ").components(separatedBy: "\n")
        let indented = lines.filter { $0.hasPrefix("    topslice ") || $0.hasPrefix("    cp ") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        let inTables = lines.filter { $0.hasPrefix("|") }.flatMap {
            $0.components(separatedBy: "`").filter { $0.hasPrefix("topslice ") && $0.contains("/") }
        }
        // What stands for a folder of the reader's own is nothing to run. Placebos and draws by the thousand are timed elsewhere.
        return (indented + inTables).filter {
            !$0.contains("DIR") && !$0.contains("what-may-happen")
        }
        .map { $0.components(separatedBy: " --placebo-permutations")[0] + Self.rest(of: $0) }
    }

    private static func rest(of command: String) -> String {
        let parts = command.components(separatedBy: " --placebo-agencies 100")
        return parts.count == 2 ? parts[1] : ""
    }

    @Test(arguments: folders) func whatAReaderIsToldToTypeWorks(folder: String) throws {
        let place = Command.root.appendingPathComponent("datasets/" + folder)
        let commands = Self.commands(
            try String(contentsOf: place.appendingPathComponent("README.md"), encoding: .utf8)
        )
        guard !commands.isEmpty else { return }
        let binary = try Command.executable().deletingLastPathComponent().path
        try Command.withFolder { root in
            try FileManager.default.copyItem(
                at: Command.root.appendingPathComponent("datasets"),
                to: root.appendingPathComponent("datasets")
            )
            for command in commands {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/bin/sh")
                process.arguments = ["-c", command + " >output 2>errors"]
                process.currentDirectoryURL =
                    command.contains(" datasets/")
                    ? root : root.appendingPathComponent("datasets/" + folder)
                var environment = ProcessInfo.processInfo.environment
                environment["PATH"] = binary + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
                process.environment = environment
                try process.run()
                process.waitUntilExit()
                let errors = process.currentDirectoryURL?.appendingPathComponent("errors")
                #expect(
                    process.terminationStatus == 0,
                    "\(command): \(errors.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? "")"
                )
            }
        }
    }
}
