import Foundation
import Testing

/// A few people of a kind are planted, and searched for in everything that `check`, `regress` and `importance` write.
@Suite struct SmallCountsTests {
    private static let people = 211
    /// People without a need, people whose outcome is missing, people with the flag, people whom the filter leaves out.
    private static let (lacking, open, flagged, filtered) = (3, 4, 6, 7)

    private static var cohort: String {
        let rows = (0..<people).map { number in
            let mixed = (number * 7919 + 13) % 1009
            return [
                "\(mixed % 5 < 2 ? 1 : 0)", "\(mixed % 2)", number < lacking ? "" : "\(mixed % 31)",
                ["N", "S", "W"][mixed % 3], "\((20..<20 + flagged).contains(number) ? 1 : 0)",
                "\((40..<40 + filtered).contains(number) ? 0 : 1)",
            ].enumerated().map { place, cell in
                place == 0 && (60..<60 + open).contains(number) ? "" : cell
            }.joined(separator: ",")
        }
        return "y,a,need,area,flag,kept\n" + rows.joined(separator: "\n") + "\n"
    }

    private static let study = """
        columns:
          y: {type: binary, missing: allowed}
          a: {type: binary}
          need: {type: number, missing: allowed}
          area: {type: category}
          flag: {type: binary}
          kept: {type: binary}
        outcome: y
        agencies: [a]
        covariates: [need]
        where: kept = 1
        question: Did it help?
        outcome_unit: visits
        labels:
          y: Visits
          a: The service
          need: Need at first
          area: {label: Area, levels: {N: North, S: South}}
          flag: Flagged
        """

    /// Runs a command over the planted cohort; `FILE`, `STUDY` and `OUT` stand for paths.
    private func run(_ words: [String]) throws -> (output: String, files: [String: String]) {
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("people.csv").path
            let study = folder.appendingPathComponent("study.yaml").path
            let out = folder.appendingPathComponent("out")
            try Self.cohort.write(toFile: file, atomically: true, encoding: .utf8)
            try Self.study.write(toFile: study, atomically: true, encoding: .utf8)
            let run = try Command.run(
                words.map {
                    $0 == "FILE" ? file : $0 == "STUDY" ? study : $0 == "OUT" ? out.path : $0
                }
            )
            try #require(run.exitCode == 0, "\(run.errors)")
            var files: [String: String] = [:]
            let names = (try? FileManager.default.contentsOfDirectory(atPath: out.path)) ?? []
            for name in names {
                files[name] = try String(
                    contentsOf: out.appendingPathComponent(name),
                    encoding: .utf8
                )
            }
            // What a check warns of names lines of the file, for whoever holds it.
            if words[0] != "check" { files["errors"] = run.errors }
            return (run.output.replacingOccurrences(of: folder.path, with: ""), files)
        }
    }

    private static let model = "y ~ a + need + factor(area)"
    private static let commands: [[String]] = [
        ["check", "FILE", "--study", "STUDY"],
        ["check", "FILE", "--study", "STUDY", "--json", "-"],
        ["check", "FILE", "--study", "STUDY", "--csv", "-"],
        ["regress", "FILE", "--formula", model, "--study", "STUDY"],
        ["regress", "FILE", "--formula", model, "--study", "STUDY", "--json", "-"],
        ["importance", "FILE", "--formula", model, "--study", "STUDY"],
        ["importance", "FILE", "--formula", model, "--study", "STUDY", "--output", "OUT"],
    ]

    /// Counts that tell of a few: those beside words that say so, and what they leave of a number that is written.
    ///
    /// Complete columns of a check say how many the filter keeps, so that it says neither how many were read nor how many are analysed; the
    /// others say these two, which are more than a few apart, and no step between them.
    private static func telling(_ command: String) -> [String] {
        let (kept, analysed) = (people - filtered, people - filtered - lacking - open)
        let steps = [kept - lacking, kept - open, kept - flagged, people - flagged]
        let words = [lacking, open, flagged, filtered].flatMap {
            ["\($0) of", "\($0) lack", "\($0) row"]
        }
        return (steps + (command == "check" ? [people, analysed] : [kept])).map { "\($0)" }
            + (command == "check" ? [] : words)
    }

    /// Whether a number stands in a text by itself; of a page in what people read, not where it is drawn.
    private static func holds(_ text: String, _ number: String) -> Bool {
        let read = text.replacingOccurrences(
            of: #"(?s)<style.*?</style>|<[^>]*>"#,
            with: " ",
            options: .regularExpression
        )
        let pattern = #"(?<![0-9.e-])\#(number)(?![0-9]|\.[0-9])"#
        return read.range(of: pattern, options: .regularExpression) != nil
    }

    @Test(arguments: commands) func noSmallCountIsWritten(of words: [String]) throws {
        let telling = Self.telling(words[0])
        let shown = try run(words)
        for (name, text) in shown.files.merging(["output": shown.output], uniquingKeysWith: { $1 })
        {
            for number in telling { #expect(!Self.holds(text, number), "\(name) holds \(number)") }
        }
        // Without the rule they are there: what is searched for can be found.
        let all = try run(words + ["--disclosure-threshold", "0"])
        let texts = [all.output] + all.files.values
        #expect(telling.contains { number in texts.contains { Self.holds($0, number) } })
    }

    /// Every name that has a label is read by it, and data keep the name.
    @Test(arguments: [
        (commands[0], ["Did it help?", "Visits", "The service", "Need at first", "Flagged"]),
        (
            commands[3],
            [
                "Did it help?", "Visits in visits:", "The service", "Need at first", "Area: South",
                "Area: W",
            ]
        ),
        (commands[5], ["Did it help?", "‘Visits’", "The service", "Need at first", "Area "]),
    ]) func peopleReadTheLabels(words: [String], labels: [String]) throws {
        let output = try run(words).output
        for label in labels { #expect(output.contains(label), "\(label) in \(output)") }
        #expect(!output.contains("factor("))
        let data = try run(words + ["--json", "-"]).output
        let json = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
        let said = try #require(json?["labels"] as? [String: Any])
        #expect((said["columns"] as? [String: String])?["need"] == "Need at first")
        #expect(data.contains("\"need\""))
    }
}
