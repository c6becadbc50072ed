import Foundation
import Testing

/// What a run writes says nothing of the folders of the machine it ran on.
@Suite struct MachinePathTests {
    @Test(arguments: EveryCommand.all, ["inside", "outside"])
    func noOutputHoldsAnAbsolutePath(_ run: EveryCommand, _ place: String) throws {
        try Command.withFolder { folder in
            let data = folder.appendingPathComponent("data")
            for made in ["data", "elsewhere"] {
                try FileManager.default.createDirectory(
                    at: folder.appendingPathComponent(made),
                    withIntermediateDirectories: true
                )
            }
            try EveryCommand.fill(data)
            // Names that differ in capitals alone bring a warning, which names the file.
            for (file, from, to) in [
                ("claims.csv", "\nB,", "\nnorth,"), ("weights.csv", "\nB,", "\nnorth,"),
            ] {
                let path = data.appendingPathComponent(file)
                let text = try String(contentsOf: path, encoding: .utf8)
                try Data(text.replacing(from, with: to).utf8).write(to: path)
            }
            let words = run.arguments.map { argument in
                run.inputs.contains(argument) ? "'\(data.path)/\(argument)'" : "'\(argument)'"
            }
            let made = data.appendingPathComponent("made").path
            var more = run.writesFolder ? ["--output '\(made)'"] : []
            for option in run.results { more.append("\(option) '\(made)\(option)'") }
            let outcome = try Command.shell(
                "topslice \((words + more).joined(separator: " "))",
                in: folder.appendingPathComponent(place == "inside" ? "data" : "elsewhere")
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(!outcome.output.contains(folder.path), "\(outcome.output)")
            var searched = 0
            for path in FileManager.default.subpaths(atPath: data.path) ?? []
            where path.hasPrefix("made") {
                guard let bytes = try? Data(contentsOf: data.appendingPathComponent(path)) else {
                    continue
                }
                searched += 1
                for text in Command.texts(path, bytes) {
                    #expect(!text.contains(folder.path), "\(path) of \(run.testDescription)")
                }
            }
            #expect(searched >= run.results.count)
        }
    }
}
