import Foundation
import Testing
import TopsliceTestSupport

/// Every command of rows of people takes a compressed file and answers what it answers of the plain one.
@Suite struct CompressedCohortTests {
    @Test(arguments: ["attribute", "regress", "importance", "moments"], ["gz", "zst"])
    func theAnswerIsThatOfThePlainFile(command: String, suffix: String) throws {
        let run = try #require(EveryCommand.all.first { $0.command == command })
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            let plain = folder.appendingPathComponent("cohort.csv")
            let bytes = Array(try Data(contentsOf: plain))
            let packed = suffix == "gz" ? Compressor.gzip(bytes) : Compressor.zstandard(bytes)
            try Data(packed).write(to: folder.appendingPathComponent("cohort.csv." + suffix))
            let results = try ["cohort.csv", "cohort.csv." + suffix].map { name in
                let words = run.arguments.map { $0 == "cohort.csv" ? name : $0 }
                let result = run.results[0] + " result-" + name
                let script = (["topslice"] + words.map { "'\($0)'" } + [result]).joined(
                    separator: " "
                )
                let outcome = try Command.shell(script, in: folder)
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                return try Data(
                    contentsOf: folder.appendingPathComponent("result-" + name)
                )
            }
            #expect(Self.figures(results[0]) == Self.figures(results[1]))
            #expect(!Self.figures(results[0]).isEmpty)
        }
    }

    /// The lines of a result that say neither what the input is called nor how long it took.
    private static func figures(_ result: Data) -> [Substring] {
        String(decoding: result, as: UTF8.self).split(separator: "\n").filter { line in
            !["cohort.csv", "seconds", "sha256"].contains { line.contains($0) }
        }
    }

    @Test func checkTakesItToo() throws {
        try Command.withFolder { folder in
            let packed = folder.appendingPathComponent("cohort.csv.gz")
            let study = Command.root.appendingPathComponent("datasets/resettlement/study.yaml")
            let plain = Command.root.appendingPathComponent("datasets/resettlement/cohort.csv")
            try Data(Compressor.gzip(Array(try Data(contentsOf: plain)))).write(to: packed)
            let found = try Command.run(["check", packed.path, "--study", study.path])
            let expected = try Command.run(["check", plain.path, "--study", study.path])
            #expect(found.exitCode == 0, "\(found.errors)")
            func counts(_ outcome: Command.Outcome) -> [Substring] {
                outcome.output.split(separator: "\n").filter { !$0.contains("cohort.csv") }
            }
            #expect(counts(found) == counts(expected))
            #expect(counts(found).count > 10)
        }
    }
}
