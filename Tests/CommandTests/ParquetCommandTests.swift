import Foundation
import Testing

/// Parquet on the command line: the same answers as of text, and what is said where libparquet is not installed.
@Suite struct ParquetCommandTests {
    private static let folder = "Tests/CohortDataTests/Fixtures/parquet/"

    @Test(arguments: ["arrow.parquet", "polars.parquet", "duckdb.parquet"])
    func theAnswersAreThoseOfText(_ name: String) throws {
        func coefficients(_ file: String) throws -> [String: [Double]] {
            let run = try Command.run([
                "regress", Self.folder + file, "--formula", "d7 ~ f + s + area + factor(site)",
                "--vcov", "cluster:site", "--json", "-",
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            let rows = (parsed as? [String: Any])?["coefficients"] as? [[String: Any]]
            var result: [String: [Double]] = [:]
            for row in try #require(rows) {
                let term = try #require(row["term"] as? String)
                result[term] = ["estimate", "std_error"].compactMap { row[$0] as? Double }
            }
            return result
        }
        let (expected, found) = (try coefficients("people.csv"), try coefficients(name))
        #expect(found.count == expected.count)
        for (term, numbers) in expected {
            for (one, other) in zip(numbers, try #require(found[term])) {
                #expect((one - other).magnitude <= 1e-10 * max(1, one.magnitude), "\(term)")
            }
        }
    }

    @Test func withoutTheLibraryItIsSaidHowToGetIt() throws {
        let outcome = try Command.shell(
            "topslice regress \(Self.folder)arrow.parquet --formula 'f ~ s' --json -",
            in: Command.root,
            environment: ["TOPSLICE_PARQUET": "/nowhere"]
        )
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("is a Parquet file"))
        #expect(outcome.errors.contains("./install"))
    }
}
