import Foundation
import Testing

/// `topslice simulate` and the round trip from a known truth through the engine.
@Suite struct SimulateCommandTests {
    @Test func theTruthIsFoundAgainWithinItsIntervals() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("cohort").path
            let made = try Command.run([
                "simulate", "--people", "40000", "--seed", "7", "--areas", "60", "--output", output,
            ])
            #expect(made.exitCode == 0, "\(made.errors)")
            let run = try Command.run([
                "attribute", output + "/cohort.csv", "--outcome", "outcome", "--agencies",
                "got_housing,got_health,got_probation,got_jobs", "--covariates",
                "need,prior,age_band,outcome_before,area", "--categorical", "need,prior",
                "--agency-by", "need", "--cluster", "area", "--json", "-",
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            let result = try object(run.output)
            let truth = try object(
                String(contentsOfFile: output + "/truth.json", encoding: .utf8)
            )
            let values = try #require(truth["shapley"] as? [String: Double])
            for agency in try #require(result["attribution"] as? [[String: Any]]) {
                let name = try #require(agency["agency"] as? String)
                let value = try #require(values[name.dropFirst(4).uppercased()])
                let found = try #require(agency["shapley"] as? Double)
                let error = try #require(agency["standard_error"] as? Double)
                // Four standard errors: a chance of 1 in 15,000 for each of four agencies, at a fixed seed.
                #expect((found - value).magnitude < 4 * error, "\(name)")
            }
        }
    }

    @Test func theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() throws {
        try Command.withFolder { folder in
            var files: [Data] = []
            for threads in ["1", "3"] {
                let output = folder.appendingPathComponent(threads).path
                let run = try Command.run([
                    "simulate", "--people", "5000", "--threads", threads, "--output", output,
                ])
                #expect(run.exitCode == 0, "\(run.errors)")
                files.append(try Data(contentsOf: URL(fileURLWithPath: output + "/cohort.csv")))
            }
            #expect(files[0] == files[1])
        }
    }

    private func object(_ text: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(object as? [String: Any])
    }
}
