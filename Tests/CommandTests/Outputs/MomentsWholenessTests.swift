import Foundation
import Glibc
import Testing

/// Moments that were cut off or changed are never taken for whole, however the run that wrote them ended.
@Suite struct MomentsWholenessTests {
    /// Enough clusters that the file is worth a moment's writing.
    private func cohort(_ seed: Int) -> String {
        "y,x,c\n"
            + (0..<30_000).map { "\(($0 * 37 + seed) % 101),\($0 * seed % 89),\($0 / 30)\n" }
            .joined()
    }

    @Test(arguments: ["build", "merge", "seal"])
    func killedAtAnyMomentThereIsNothingOrAWholeFile(_ command: String) throws {
        try Command.withFolder { folder in
            func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
            for half in [1, 2] {
                try cohort(half).write(
                    toFile: path("\(half).csv"),
                    atomically: true,
                    encoding: .utf8
                )
                let run = try Command.run([
                    "moments", "build", path("\(half).csv"), "--formula", "y ~ x", "--cluster",
                    "c", "--output", path("\(half)"),
                ])
                try #require(run.exitCode == 0, "\(run.errors)")
            }
            let output = path("o")
            let arguments: [String] =
                switch command {
                case "build": [path("1.csv"), "--formula", "y ~ x", "--cluster", "c"]
                case "merge": [path("1"), path("2")]
                default: [path("1")]
                }
            let words = ["moments", command] + arguments + ["--output", output, "--force"]
            let begun = ContinuousClock.now
            try #require(try Command.run(words).exitCode == 0)
            let length = ContinuousClock.now - begun
            let whole = try Data(contentsOf: URL(fileURLWithPath: output))
            var killed = 0
            var absent = 0
            for moment in 0..<40 {
                try? FileManager.default.removeItem(atPath: output)
                let run = try Command.start(words)
                usleep(UInt32((length * moment / 36) / .microseconds(1)))
                kill(run.process.processIdentifier, SIGKILL)
                run.process.waitUntilExit()
                if run.process.terminationReason == .uncaughtSignal { killed += 1 }
                guard let found = try? Data(contentsOf: URL(fileURLWithPath: output)) else {
                    absent += 1
                    continue
                }
                #expect(found == whole, "moment \(moment)")
            }
            #expect(killed > 10 && absent > 5)
            // What was killed leaves nothing in the way of the next run, which mends the rest.
            #expect(try Command.run(words).exitCode == 0)
            #expect(try Command.run(["moments", "check", output]).exitCode == 0)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.sorted() == ["1", "1.csv", "2", "2.csv", "o"])
        }
    }

    /// Cut at any line, with a byte changed anywhere, or with one line more.
    @Test func whatWasCutOrChangedIsRefusedByEveryCommand() throws {
        try Command.withFolder { folder in
            let moments = folder.appendingPathComponent("m").path
            let made = try Command.run([
                "moments", "build", "Tests/RegressionTests/Fixtures/programme.csv", "--formula",
                "y ~ x1", "--cluster", "area", "--output", moments,
            ])
            try #require(made.exitCode == 0)
            #expect(try Command.run(["moments", "check", moments]).output.contains("whole"))
            let whole = try Data(contentsOf: URL(fileURLWithPath: moments))
            let damaged = folder.appendingPathComponent("d")
            var cases = stride(from: 40, to: whole.count, by: whole.count / 12).map {
                whole.prefix($0)
            }
            cases.append(whole.dropLast())
            cases.append(whole + Data("more\n".utf8))
            for place in stride(from: 60, to: whole.count - 70, by: whole.count / 15) {
                var changed = whole
                // A digit for another, so that every number can still be read.
                guard let digit = changed[place...].firstIndex(where: { (49...56).contains($0) })
                else { continue }
                changed[digit] += 1
                cases.append(changed)
            }
            #expect(cases.count > 20)
            for (number, bytes) in cases.enumerated() {
                try bytes.write(to: damaged)
                for command in [
                    ["moments", "check", damaged.path], ["moments", "show", damaged.path],
                    ["moments", "merge", moments, damaged.path, "--output", "-"],
                    ["moments", "seal", damaged.path, "--output", "-"], ["regress", damaged.path],
                ] {
                    let run = try Command.run(command)
                    #expect(run.exitCode == 2, "\(number) \(command)")
                    #expect(run.errors.contains("d:"), "\(run.errors)")
                    #expect(run.output.isEmpty)
                }
            }
        }
    }
}
