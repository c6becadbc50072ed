import Foundation
import Testing

/// `power` as somebody runs it who plans a study.
@Suite struct PowerCommandTests {
    private static func attribution(
        _ folder: URL,
        people: Int,
        _ options: [String] = []
    ) throws -> String {
        let cohort = folder.appendingPathComponent("cohort-\(people)")
        let simulated = try Command.run([
            "simulate", "--output", cohort.path, "--people", "\(people)", "--agencies", "2",
            "--scenario", "randomised", "--seed", "7",
        ])
        #expect(simulated.exitCode == 0, "\(simulated.errors)")
        let path = folder.appendingPathComponent("attribution-\(people).json").path
        let outcome = try Command.run(
            [
                "attribute", cohort.appendingPathComponent("cohort.csv").path, "--outcome",
                "outcome", "--agencies", "got_housing,got_health", "--covariates", "need,prior",
                "--json", path,
            ] + options
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return path
    }

    private static func object(_ text: some DataProtocol) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(text))
        return try #require(object as? [String: Any])
    }

    private static func errors(_ root: [String: Any], _ list: String) throws -> [Double] {
        try #require(root[list] as? [[String: Any]]).map {
            try #require($0["standard_error"] as? Double)
        }
    }

    /// A study of four times the people, made, has the errors that the small one promised.
    @Test func thePromiseIsKept() throws {
        try Command.withFolder { folder in
            let pilot = try Self.attribution(folder, people: 4_000)
            let large = try Self.attribution(folder, people: 16_000)
            let outcome = try Command.run(["power", pilot, "--people", "16000", "--json", "-"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let promised = try Self.errors(
                try Self.object(Data(outcome.output.utf8)),
                "contributions"
            )
            let found = try Self.errors(
                try Self.object(try Data(contentsOf: URL(fileURLWithPath: large))),
                "attribution"
            )
            #expect(promised.count == 3 && found.count == 2)
            for (promise, error) in zip(promised, found) {
                #expect((promise / error - 1).magnitude < 0.05, "\(promise) for \(error)")
            }
        }
    }

    /// The words of the pilot's study stand wherever people read; data go by the names of the columns.
    @Test func labelsOfThePilotStandForNames() throws {
        try Command.withFolder { folder in
            let study = folder.appendingPathComponent("study.yaml")
            try "labels: {got_housing: Housing, got_health: Health <team>, outcome: Settled}\n"
                .write(to: study, atomically: true, encoding: .utf8)
            let pilot = try Self.attribution(folder, people: 2_000, ["--study", study.path])
            let output = folder.appendingPathComponent("plan")
            let run = try Command.run([
                "power", pilot, "--people", "5000", "--agreed", "got_housing=60,got_health=40",
                "--output", output.path,
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("Housing") && !run.output.contains("got_"))
            let page = try String(
                contentsOf: output.appendingPathComponent("power.html"),
                encoding: .utf8
            )
            #expect(page.contains("Planned study of ‘Settled’"))
            #expect(page.contains("Health &lt;team&gt;"))
            let table = try String(
                contentsOf: output.appendingPathComponent("power.csv"),
                encoding: .utf8
            )
            #expect(table.contains("\ngot_housing,"))
        }
    }

    @Test func theFolderHoldsFiveFilesAndTheSameBytesAgain() throws {
        try Command.withFolder { folder in
            let pilot = try Self.attribution(folder, people: 2_000)
            var written: [[Data]] = []
            for run in ["first", "second"] {
                let output = folder.appendingPathComponent(run)
                let outcome = try Command.run([
                    "power", pilot, "--people", "5000", "--trigger", "0.02", "--agreed",
                    "got_housing=60,got_health=40", "--output", output.path,
                ])
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                let names = try FileManager.default.contentsOfDirectory(atPath: output.path)
                #expect(
                    names.sorted() == [
                        "power.csv", "power.html", "power.json", "power.xlsx", "shares.csv",
                    ]
                )
                written.append(
                    try names.sorted().map {
                        try Data(contentsOf: output.appendingPathComponent($0))
                    }
                )
            }
            #expect(written[0] == written[1])
        }
    }

    @Test func whatIsNoAttributionIsRefusedAndNothingWritten() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("other.json").path
            let texts = [
                "{\"people\": 3}", "[1, 2]", "", "{\"attribution\": [], \"people\": 5}",
                """
                {"people": 10, "outcome": "y", "verdict": {"standing": "identified"}, "clusters": null,
                 "total": {"deadweight": 1, "attributable": 1, "standard_error": 0.1},
                 "attribution": [{"agency": "a", "shapley": 1, "standard_error": 0.1}],
                 "covariance": [[1, 2]], "method": {"confidence_level": 0.95, "family": "gaussian"}}
                """,
            ]
            for text in texts {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                let output = folder.appendingPathComponent("out").path
                let outcome = try Command.run(["power", path, "--output", output])
                #expect(outcome.exitCode == 2, "\(text)")
                #expect(outcome.errors.hasPrefix(path + ":"), "\(outcome.errors)")
                #expect(!FileManager.default.fileExists(atPath: output))
            }
        }
    }
}
