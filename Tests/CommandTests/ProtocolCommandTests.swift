import Foundation
import Testing

/// Choices that are recorded before the outcome is seen, and what of them is kept to.
@Suite struct ProtocolCommandTests {
    private static let cohort = "datasets/resettlement/cohort.csv"
    private static let study = "datasets/resettlement/study.yaml"

    private func rows() throws -> [[String]] {
        try String(contentsOf: Command.root.appendingPathComponent(Self.cohort), encoding: .utf8)
            .split(separator: "\n").prefix(801).map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
    }

    private func write(_ rows: [[String]], _ folder: URL, _ name: String) throws -> String {
        let path = folder.appendingPathComponent(name).path
        let text = rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// A protocol of the cohort without its outcome, in `folder`.
    private func recorded(_ folder: URL, _ more: [String] = []) throws -> String {
        let all = try rows()
        let outcome = try #require(all[0].firstIndex(of: "outcome"))
        let blind = try write(
            all.map { row in row.indices.filter { $0 != outcome }.map { row[$0] } },
            folder,
            "blind.csv"
        )
        let path = folder.appendingPathComponent("protocol.yaml").path
        let run = try Command.run(
            ["protocol", blind, "--study", Self.study, "--output", path] + more
        )
        try #require(run.exitCode == 0, "\(run.errors)")
        return path
    }

    private func deviations(_ json: String) throws -> [[String: Any]] {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let held = try #require(value?["protocol"] as? [String: Any])
        #expect((held["sha256"] as? String)?.count == 64)
        return try #require(held["deviations"] as? [[String: Any]])
    }

    /// The file needs no outcome, and what it is makes no difference to what is recorded.
    @Test func theOutcomeIsNotLookedAt() throws {
        try Command.withFolder { folder in
            let blind = try String(contentsOfFile: recorded(folder), encoding: .utf8)
            var all = try rows()
            let outcome = try #require(all[0].firstIndex(of: "outcome"))
            for number in 1..<all.count { all[number][outcome] = "\(number * 7)" }
            let other = try write(all, folder, "other.csv")
            let run = try Command.run([
                "protocol", other, "--study", Self.study, "--output", "-",
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            // Only that the outcome was there is said.
            #expect(blind.contains("outcome_in_file: false"))
            #expect(
                run.output
                    == blind.replacingOccurrences(
                        of: "outcome_in_file: false",
                        with: "outcome_in_file: true"
                    )
            )
            let open = try Command.run([
                "protocol", other, "--outcome", "outcome", "--agencies", "got_housing,got_health",
                "--covariates", "need", "--output", "-",
            ])
            #expect(open.output.contains("family: \"chosen from the outcome\""), "\(open.errors)")
        }
    }

    @Test func whatIsDoneAsRecordedIsNoDeparture() throws {
        try Command.withFolder { folder in
            let plan = try recorded(folder)
            let file = try write(rows(), folder, "cohort.csv")
            let run = try Command.run([
                "attribute", file, "--study", Self.study, "--protocol", plan, "--json", "-",
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(try deviations(run.output).isEmpty)
        }
    }

    /// Covariates in another order are no departure.
    @Test func covariatesInAnotherOrderAreNoDeparture() throws {
        try Command.withFolder { folder in
            let plan = try recorded(folder)
            let file = try write(rows(), folder, "cohort.csv")
            let run = try Command.run(
                [
                    "attribute", file, "--study", Self.study, "--protocol", plan, "--json", "-",
                    "--covariates", "outcome_before,age_band,prior,need",
                ]
            )
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(try deviations(run.output).isEmpty)
        }
    }

    /// One choice after the other is made otherwise: that one is listed, with both values, and no other; in every form.
    @Test(arguments: [
        (["--family", "gaussian"], "family"), (["--level", "0.9"], "confidence_level"),
        (["--interactions", "pairwise"], "interactions"),
        // No interactions are not what is taken where none are stated.
        (["--interactions", "none"], "interactions"),
        (["--covariates", "need,prior,age_band"], "covariates"),
        (["--shrinkage", "none"], "shrinkage"),
        (["--trigger", "0.05"], "trigger"), (["--impute", "2", "--impute-seed", "7"], "impute"),
        (["--where", "need >= 1"], "where"),
        (["--disclosure-threshold", "5"], "disclosure_threshold"),
    ]) func everyDepartureIsListed(flags: [String], choice: String) throws {
        try Command.withFolder { folder in
            let plan = try recorded(folder)
            let file = try write(rows(), folder, "cohort.csv")
            let out = folder.appendingPathComponent("out")
            let run = try Command.run(
                [
                    "attribute", file, "--study", Self.study, "--protocol", plan, "--output",
                    out.path,
                ] + flags
            )
            try #require(run.exitCode == 0, "\(run.errors)")
            let json = try String(
                contentsOf: out.appendingPathComponent("attribution.json"),
                encoding: .utf8
            )
            let found = try deviations(json)
            #expect(found.contains { $0["choice"] as? String == choice })
            for one in found {
                let name = try #require(one["choice"] as? String)
                // What goes with the choice: scales of priors that are not there, seeds of what is imputed, pairs where nothing holds back more.
                #expect(
                    name == choice || name.hasPrefix("prior_") || name == "impute_seed"
                        || choice == "shrinkage" && name == "interactions",
                    "\(name)"
                )
                #expect(one["planned"] as? String != one["used"] as? String)
            }
            let page = try String(
                contentsOf: out.appendingPathComponent("report.html"),
                encoding: .utf8
            )
            #expect(page.contains("What was recorded beforehand"))
            #expect(run.output.contains("other than was recorded in"))
        }
    }

    @Test func changedCellsAreADeparture() throws {
        try Command.withFolder { folder in
            let plan = try recorded(folder)
            var all = try rows()
            let column = try #require(all[0].firstIndex(of: "got_housing"))
            all[5][column] = all[5][column] == "1" ? "0" : "1"
            let file = try write(all, folder, "cohort.csv")
            let run = try Command.run([
                "attribute", file, "--study", Self.study, "--protocol", plan, "--json", "-",
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(try deviations(run.output).map { $0["choice"] as? String } == ["data"])
        }
    }

    /// Two people's values exchanged leave every count of every column as it was; the same people in another order are the same data.
    @Test func exchangedValuesAreADepartureAndAnotherOrderIsNone() throws {
        try Command.withFolder { folder in
            let plan = try recorded(folder)
            let all = try rows()
            let column = try #require(all[0].firstIndex(of: "need"))
            var exchanged = all
            let other = try #require(
                all.indices.dropFirst().first { all[$0][column] != all[1][column] }
            )
            exchanged[1][column] = all[other][column]
            exchanged[other][column] = all[1][column]
            let reversed = [all[0]] + all.dropFirst().reversed()
            for (rows, found) in [(exchanged, ["data"]), (reversed, [])] {
                let file = try write(rows, folder, "cohort.csv")
                let run = try Command.run([
                    "attribute", file, "--study", Self.study, "--protocol", plan, "--json", "-",
                ])
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(try deviations(run.output).map { $0["choice"] as? String } == found)
            }
        }
    }

    /// The digest of a column of which only how many ones it has is not known is not found by trying every count.
    @Test func theDigestIsNotOfCounts() throws {
        try Command.withFolder { folder in
            let text = try String(contentsOfFile: recorded(folder), encoding: .utf8)
            var exchanged = try rows()
            let column = try #require(exchanged[0].firstIndex(of: "got_jobs"))
            let ones = exchanged.indices.dropFirst().filter { exchanged[$0][column] == "1" }
            let noughts = exchanged.indices.dropFirst().filter { exchanged[$0][column] == "0" }
            exchanged[try #require(ones.first)][column] = "0"
            exchanged[try #require(noughts.first)][column] = "1"
            let file = try write(exchanged, folder, "other.csv")
            let run = try Command.run(["protocol", file, "--study", Self.study, "--output", "-"])
            #expect(run.exitCode == 0, "\(run.errors)")
            func digest(_ text: String) -> Substring? {
                text.split(separator: "\n").first { $0.contains(" sha256:") }
            }
            #expect(digest(text) != nil && digest(text) != digest(run.output))
        }
    }

    /// Data that are not those of the protocol: refused where it says otherwise, and nothing is written.
    @Test(arguments: [
        ("rows", "key 'data.rows': is 800, but"), ("agencies", "key 'data.agencies':"),
        ("columns", "key 'data.columns': column 'prior' is not in"),
        ("seen", "key 'data.columns': the protocol looked at 'prior', now an outcome"),
        ("outcome", "key 'options': are of the outcome 'outcome', not of 'other'"),
        ("version", "key 'protocol': is of another version"),
        ("key", "unknown key"), ("option", "key 'options.wombat': unknown key"),
        ("kind", "holds no protocol"),
    ]) func otherDataAreRefused(damage: String, message: String) throws {
        try Command.withFolder { folder in
            let plan = try recorded(folder)
            var (all, flags) = (try rows(), [String]())
            func change(_ old: String, _ new: String) throws {
                let text = try String(contentsOfFile: plan, encoding: .utf8)
                #expect(text.contains(old))
                try text.replacingOccurrences(of: old, with: new)
                    .write(toFile: plan, atomically: true, encoding: .utf8)
            }
            switch damage {
            case "rows": all.removeLast()
            case "agencies": flags = ["--agencies", "got_housing,got_health"]
            case "columns":
                let column = try #require(all[0].firstIndex(of: "prior"))
                for number in all.indices { all[number].remove(at: column) }
                flags = ["--covariates", "need,age_band"]
            case "version": try change("topslice protocol 3", "topslice protocol 2")
            case "seen":
                flags = [
                    "--outcome", "prior", "--covariates", "need,age_band", "--categorical",
                    "age_band",
                ]
            case "outcome":
                all[0].append("other")
                for number in 1..<all.count { all[number].append("\(number % 2)") }
                flags = ["--outcome", "other"]
            case "key": try change("options:", "colour: red\noptions:")
            case "option": try change("options:\n", "options:\n  wombat: \"yes\"\n")
            default: try "a: 1\n".write(toFile: plan, atomically: true, encoding: .utf8)
            }
            let file = try write(all, folder, "cohort.csv")
            let out = folder.appendingPathComponent("out").path
            // The study declares every column; without it only what is used must be there.
            let roles =
                damage == "columns"
                ? [
                    "--outcome", "outcome", "--agencies",
                    "got_housing,got_health,got_probation,got_jobs",
                ] : ["--study", Self.study]
            let run = try Command.run(
                ["attribute", file, "--protocol", plan, "--output", out] + roles + flags
            )
            #expect(run.exitCode == 2)
            #expect(run.errors.contains(plan + ":"), "\(run.errors)")
            #expect(run.errors.contains(message), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: out))
        }
    }
}
