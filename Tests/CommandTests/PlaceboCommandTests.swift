import Foundation
import Testing

/// `topslice attribute` with placebos, end to end.
@Suite struct PlaceboCommandTests {
    private static let cohort = "datasets/resettlement/cohort.csv"
    private static let study = "datasets/resettlement/study.yaml"

    private func attribute(_ options: [String]) throws -> Command.Outcome {
        try Command.run(["attribute", Self.cohort, "--study", Self.study] + options)
    }

    @Test func theyStandInEveryForm() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let run = try attribute([
                "--placebo-outcome", "outcome_before", "--placebo-permutations", "100",
                "--placebo-agencies", "20", "--output", output,
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("where nothing is to be found"))
            let data = try Data(contentsOf: URL(fileURLWithPath: output + "/attribution.json"))
            let all = try #require(
                try JSONSerialization.jsonObject(with: data) as? [String: Any]
            )
            let placebos = try #require(all["placebos"] as? [String: Any])
            let tests = try #require(placebos["tests"] as? [[String: Any]])
            #expect(
                tests.compactMap { $0["placebo"] as? String }
                    == ["placebo_outcome", "permuted_labels", "null_agency"]
            )
            #expect(tests.compactMap { $0["threshold"] as? Double } == [0.01, 0.15, 0.8])
            let permuted = try #require(placebos["permuted_labels"] as? [String: Any])
            #expect(permuted["permutations"] as? Int == 100)
            let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
            #expect(page.contains("Where nothing is to be found"))
            #expect(page.contains("placebo_seed"))
        }
    }

    @Test(arguments: [
        (["--placebo-permutations", "99"], "100"),
        (["--placebo-agencies", "19"], "20"),
        (["--placebo-outcome", "outcome"], "the outcome itself"),
        (["--placebo-outcome", "got_jobs"], "named twice as agency and outcome"),
        (["--placebo-outcome", "area"], "named twice as placebo outcome and cluster"),
        (["--placebo-outcome", "year_before"], "year_before"),
        (["--placebo-outcome", "age_band"], "age_band"),
    ])
    func whatCannotBeTriedIsRefused(options: [String], words: String) throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let run = try attribute(options + ["--output", output])
            #expect(run.exitCode == 2, "\(run.output)")
            #expect(run.errors.contains(words), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: output))
        }
    }
}
