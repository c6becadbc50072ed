import Foundation
import Testing

/// Bad input: a clear message on standard error, exit code 2, nothing written, no personal value shown.
@Suite struct RefusalTests {
    private static let header = "id,outcome,a,b,x\n"

    private func attribute(_ csv: String, _ more: [String] = []) throws -> Command.Outcome {
        try Command.run(
            ["attribute", "-", "--outcome", "outcome", "--agencies", "a,b", "--covariates", "x"]
                + more,
            input: csv
        )
    }

    private func body(_ rows: Int, _ row: (Int) -> String) -> String {
        Self.header + (0..<rows).map { row($0) + "\n" }.joined()
    }

    private func good(_ index: Int) -> String {
        "p\(index),\(index * 7 % 5),\(index % 2),\(index / 2 % 2),\(index * 3 % 11)"
    }

    @Test func aGoodCohortPasses() throws {
        let run = try attribute(body(80, good))
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    @Test func aMissingColumnIsNamed() throws {
        let run = try attribute("id,outcome,a\n1,1,0\n")
        #expect(run.exitCode == 2)
        #expect(run.errors.contains(":1: column 'b': "))
        #expect(run.errors.contains(":1: column 'x': "))
    }

    @Test func everyNonBinaryAgencyCellIsNamedWithItsLine() throws {
        let csv = body(30) { $0 == 3 || $0 == 7 ? "p,1,2,0,1" : good($0) }
        let run = try attribute(csv)
        #expect(run.exitCode == 2)
        #expect(run.errors.contains(":5: column 'a': "))
        #expect(run.errors.contains(":9: column 'a': "))
    }

    @Test func aPersonalValueIsNeverShown() throws {
        let csv = body(30) { $0 == 3 ? "p,1,secretvalue,0,1" : good($0) }
        let run = try attribute(csv)
        #expect(run.exitCode == 2)
        #expect(!run.errors.contains("secretvalue"))
    }

    @Test func nothingIsWrittenWhenTheInputIsRefused() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let csv = body(30) { $0 == 3 ? "p,1,2,0,1" : good($0) }
            let run = try attribute(csv, ["--output", output, "--json", output + ".json"])
            #expect(run.exitCode == 2)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    /// The digest of the file is made on a thread, which must have ended before the process does.
    @Test func refusalsWhileTheFileIsHashedEndTheSameEveryTime() throws {
        try Command.withFolder { folder in
            let csv = body(30) { $0 == 3 ? "p,1,2,0,1" : good($0) }
            for _ in 0..<40 {
                let run = try attribute(
                    csv,
                    ["--output", folder.appendingPathComponent("out").path]
                )
                #expect(run.exitCode == 2, "\(run.errors)")
            }
        }
    }

    @Test(arguments: [
        (
            ["attribute", "/nonexistent.csv", "--outcome", "y", "--agencies", "a"],
            "/nonexistent.csv"
        ),
        (["attribute", "/dev/zero", "--outcome", "y", "--agencies", "a"], "/dev/zero"),
        (["regress", "/nonexistent.csv", "--formula", "y ~ x"], "/nonexistent.csv"),
        (["regress", "-", "--formula", "y ~ "], "formula, character"),
        (["regress", "-", "--formula", "y ~ x", "--vcov", "hc9"], "--vcov: 'hc9'"),
        (["frobnicate"], "frobnicate"),
    ])
    func whatCannotBeDoneIsSaidWithExitCodeTwo(_ arguments: [String], _ words: String) throws {
        let run = try Command.run(arguments, input: "y,x\n1,2\n")
        #expect(run.exitCode == 2)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func anEmptyFileIsRefused() throws {
        let run = try attribute("")
        #expect(run.exitCode == 2)
        #expect(!run.errors.isEmpty)
    }

    @Test func helpAndVersionSucceed() throws {
        #expect(try Command.run(["--help"]).exitCode == 0)
        #expect(try Command.run(["--version"]).output == "0.1.0\n")
    }

    @Test func missingValuesAreLeftOutAndCounted() throws {
        let csv = body(80) { $0 == 5 ? "p5,1,0,1," : good($0) }
        let run = try attribute(csv, ["--json", "-"])
        #expect(run.exitCode == 0, "\(run.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let result = try #require(object as? [String: Any])
        #expect(result["people"] as? Int == 79)
    }
}
