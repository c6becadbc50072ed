import Foundation
import Testing

/// `topslice report`: what was written once is written again, without the data.
@Suite struct ReportCommandTests {
    private static let cohort = "datasets/resettlement/cohort.csv"
    private static let study = "datasets/resettlement/study.yaml"

    /// The first rows of the cohort, some without a covariate: combinations, losses and classes of fewer than ten people.
    private static func small(_ count: Int) throws -> String {
        var rows = try String(
            contentsOf: Command.root.appendingPathComponent(cohort),
            encoding: .utf8
        ).split(separator: "\n").prefix(count + 1).map(String.init)
        for number in [3, 50, 120] {
            var cells = rows[number].split(separator: ",", omittingEmptySubsequences: false)
            cells[2] = ""
            rows[number] = cells.joined(separator: ",")
        }
        return rows.joined(separator: "\n") + "\n"
    }

    private func files(_ folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Dictionary(
            uniqueKeysWithValues: try names.map {
                ($0, try Data(contentsOf: folder.appendingPathComponent($0)))
            }
        )
    }

    /// Runs `attribute` and makes its report anew: every file and what the terminal shows.
    private func expectAnew(_ arguments: [String], count: Int) throws {
        try Command.withFolder { folder in
            let (first, again) = (
                folder.appendingPathComponent("first"), folder.appendingPathComponent("again")
            )
            let run = try Command.run(["attribute"] + arguments + ["--output", first.path])
            try #require(run.exitCode == 0, "\(run.errors)")
            let made = try Command.run([
                "report", first.appendingPathComponent("attribution.json").path, "--output",
                again.path,
            ])
            try #require(made.exitCode == 0, "\(made.errors)")
            let (written, anew) = (try files(first), try files(again))
            #expect(written.count == count)
            #expect(Set(written.keys) == Set(anew.keys))
            for (name, content) in written { #expect(anew[name] == content, "\(name) differs") }
            #expect(made.output == run.output)
            #expect(made.errors == run.errors)
        }
    }

    @Test func everyFileOfACohortIsMadeAnew() throws {
        try expectAnew([Self.cohort, "--study", Self.study], count: 7)
    }

    @Test func whatWasWithheldStaysSo() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("cohort.csv")
            try Self.small(300).write(to: path, atomically: true, encoding: .utf8)
            try expectAnew(
                [
                    path.path, "--study", Self.study, "--by", "age_band", "--cross-check", "aipw",
                    "--referrals", "got_housing>got_jobs", "--unions", "got_health+got_probation",
                ],
                count: 8
            )
            try expectAnew(
                [path.path, "--study", Self.study, "--disclosure-rounding", "5", "--impute", "2"],
                count: 7
            )
        }
    }

    @Test func severalOutcomesAndTheirMoneyAreMadeAnew() throws {
        try Command.withFolder { folder in
            let study = folder.appendingPathComponent("study.yaml")
            try """
            columns:
              outcome: {type: binary}
              prior: {type: number, unit: GBP, beneficiary: police}
            outcomes: [outcome, prior]
            agencies: [got_housing, got_health]
            covariates: [need, age_band]
            """.write(to: study, atomically: true, encoding: .utf8)
            try expectAnew([Self.cohort, "--study", study.path], count: 9)
        }
    }

    /// A file that is not as it was written is refused by name, line and key, and nothing is written.
    @Test(arguments: [
        ("cut", #":\d+(:\d+)?: "#), ("figure", "key 'attribution"), ("part", "key 'report'"),
        ("version", "of another version"), ("old", "attribute anew"),
        ("kind", "holds no attribution"), ("withheld", "key 'report'"),
    ]) func whatWasChangedIsRefused(damage: String, message: String) throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("attribution.json")
            let run = try Command.run([
                "attribute", Self.cohort, "--study", Self.study, "--json", path.path,
            ])
            try #require(run.exitCode == 0, "\(run.errors)")
            var text = try String(contentsOf: path, encoding: .utf8)
            func change(_ pattern: String, _ replacement: String) throws {
                let place = try #require(text.range(of: pattern, options: .regularExpression))
                text.replaceSubrange(place, with: replacement)
            }
            switch damage {
            case "cut": text = String(text.prefix(text.count * 2 / 3))
            case "figure": try change(#""shapley": 0\.0"#, #""shapley": 0.1"#)
            case "part":
                let start = try #require(text.range(of: "\"report\": {"))
                let figure = try #require(
                    text.range(of: "0.0", range: start.upperBound..<text.endIndex)
                )
                text.replaceSubrange(figure, with: "0.1")
            case "version": try change("topslice attribution 1", "topslice attribution 9")
            case "old": try change(#"  "form": "[^"]*",\n"#, "")
            case "withheld":
                try change(#""threshold": 10, "base": 1"#, #""threshold": 0, "base": 1"#)
            default: text = "{\"players\": [\"a\"], \"values\": [0, 1]}\n"
            }
            try text.write(to: path, atomically: true, encoding: .utf8)
            let output = folder.appendingPathComponent("out").path
            let made = try Command.run(["report", path.path, "--output", output])
            #expect(made.exitCode == 2)
            #expect(made.output.isEmpty)
            #expect(made.errors.hasPrefix(path.path), "\(made.errors)")
            #expect(
                made.errors.range(of: message, options: .regularExpression) != nil,
                "\(made.errors)"
            )
            #expect(!FileManager.default.fileExists(atPath: output))
        }
    }
}
