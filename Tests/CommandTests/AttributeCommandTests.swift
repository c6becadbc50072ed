import Foundation
import Testing

/// `topslice attribute`, end to end on the cohort of the README.
@Suite struct AttributeCommandTests {
    static let cohort = "datasets/resettlement/cohort.csv"
    static let study = "datasets/resettlement/study.yaml"

    private func json(_ text: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(object as? [String: Any])
    }

    @Test func jsonHoldsEveryKeyOfTheContract() throws {
        let run = try Command.run(["attribute", Self.cohort, "--study", Self.study, "--json", "-"])
        #expect(run.exitCode == 0, "\(run.errors)")
        let result = try json(run.output)
        for key in [
            "people", "clusters", "outcome", "agencies", "total", "coalitions", "attribution",
            "interactions", "covariance", "provenance",
        ] {
            #expect(result[key] != nil, "\(key)")
        }
        let total = try #require(result["total"] as? [String: Any])
        for key in [
            "deadweight", "observed", "attributable", "standard_error", "conf_low", "conf_high",
        ] {
            #expect(total[key] is NSNumber, "total.\(key)")
        }
        let coalitions = try #require(result["coalitions"] as? [[String: Any]])
        #expect(coalitions.count == 16)
        for key in ["members", "value", "standard_error", "supported", "unsupported_share"] {
            #expect(coalitions[3][key] != nil, "coalitions[].\(key)")
        }
        let agencies = try #require(result["attribution"] as? [[String: Any]])
        #expect(
            agencies.compactMap { $0["agency"] as? String }
                == ["got_housing", "got_health", "got_probation", "got_jobs"]
        )
        for key in [
            "shapley", "standard_error", "conf_low", "conf_high", "p_value", "share",
            "share_conf_low", "share_conf_high", "first_in", "last_in", "claimed_raw_difference",
            "claimed_before_after",
        ] {
            #expect(agencies[0][key] is NSNumber, "attribution[].\(key)")
        }
        let provenance = try #require(result["provenance"] as? [String: Any])
        let input = try #require((provenance["inputs"] as? [[String: Any]])?.first)
        #expect((input["sha256"] as? String)?.count == 64)
        #expect(input["rows"] as? Int == 3_000)
    }

    /// The truth is known because the cohort was simulated: `datasets/resettlement/truth.json`.
    @Test func intervalsHoldTheTruth() throws {
        let run = try Command.run(["attribute", Self.cohort, "--study", Self.study, "--json", "-"])
        let result = try json(run.output)
        let truthPath = Command.root.appendingPathComponent("datasets/resettlement/truth.json")
        let truth = try json(String(contentsOf: truthPath, encoding: .utf8))
        let shapley = try #require(truth["shapley"] as? [String: Double])
        for agency in try #require(result["attribution"] as? [[String: Any]]) {
            let name = try #require(agency["agency"] as? String)
            let value = try #require(shapley[name.dropFirst(4).uppercased()])
            #expect(try #require(agency["conf_low"] as? Double) < value, "\(name)")
            #expect(try #require(agency["conf_high"] as? Double) > value, "\(name)")
        }
    }

    /// What `attribute` writes of its coalitions `game` reads, from either file.
    @Test(arguments: ["attribution.json", "coalitions.csv"])
    func theGameIsReadAgain(_ name: String) throws {
        try Command.withFolder { folder in
            let run = try Command.run([
                "attribute", Self.cohort, "--study", Self.study, "--output", folder.path,
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            let file = folder.appendingPathComponent(name).path
            let game = try Command.run([
                "game", file, "--orientation", "savings", "--from-baseline", "--rules", "shapley",
            ])
            #expect(game.exitCode == 0, "\(game.errors)")
            #expect(game.output.contains("got_housing"))
        }
    }

    @Test func flagsSayTheSameAsTheStudy() throws {
        let fromStudy = try Command.run([
            "attribute", Self.cohort, "--study", Self.study, "--json", "-",
        ])
        let fromFlags = try Command.run([
            "attribute", Self.cohort, "--outcome", "outcome", "--agencies",
            "got_housing,got_health,got_probation,got_jobs", "--covariates",
            "need,prior,age_band,outcome_before", "--categorical", "need,prior", "--agency-by",
            "need", "--cluster", "area", "--family", "binomial", "--json", "-",
        ])
        #expect(fromFlags.exitCode == 0, "\(fromFlags.errors)")
        let (left, right) = (try json(fromStudy.output), try json(fromFlags.output))
        #expect(
            NSDictionary(dictionary: ["a": left["attribution"] ?? 0])
                == NSDictionary(dictionary: ["a": right["attribution"] ?? 1])
        )
    }

    @Test func aFolderGetsItsFilesOnceAndIsNotOverwritten() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let arguments = [
                "attribute", Self.cohort, "--study", Self.study, "--output", output,
            ]
            #expect(try Command.run(arguments).exitCode == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
            #expect(
                names == [
                    "attribution.csv", "attribution.json", "attribution.xlsx", "balance.csv",
                    "coalitions.csv", "report.html", "sensitivity.csv",
                ]
            )
            let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
            #expect(!page.contains("<script"))
            // Names of XML vocabularies are no addresses to fetch.
            #expect(!page.contains("href=\"http") && !page.contains("src="))
            let again = try Command.run(arguments)
            #expect(again.exitCode == 2)
            #expect(again.errors.contains("--force"))
            #expect(try Command.run(arguments + ["--force"]).exitCode == 0)
        }
    }

    @Test func theSameRunGivesTheSamePage() throws {
        try Command.withFolder { folder in
            var pages: [String] = []
            for name in ["a", "b"] {
                let output = folder.appendingPathComponent(name).path
                _ = try Command.run([
                    "attribute", Self.cohort, "--study", Self.study, "--output", output,
                ])
                pages.append(try String(contentsOfFile: output + "/report.html", encoding: .utf8))
            }
            #expect(pages[0] == pages[1])
        }
    }

    /// Of 120 people 20 lack x, 15 of the 40 served and 5 of the 80 not; 6 more lack the outcome, and 4 have no weight.
    private static let lossy: String = {
        let rows = (0..<120).map { row -> String in
            let isServed = row % 3 == 0
            let place = row / 3
            var cells = [
                "\(row * 7 % 5 < 2 ? 1 : 0)", isServed ? "1" : "0", "\(row * 37 % 11)", "1",
            ]
            if isServed ? place < 15 : row % 3 == 1 && place < 5 { cells[2] = "" }
            if row % 3 == 2, place < 6 { cells[0] = "" }
            if row % 3 == 2, place >= 36 { cells[3] = "0" }
            return cells.joined(separator: ",")
        }
        return "y,a,x,w\n" + rows.joined(separator: "\n") + "\n"
    }()

    private static let lossyRoles = [
        "--outcome", "y", "--agencies", "a", "--covariates", "x", "--weights", "w",
        "--disclosure-threshold", "0",
    ]

    @Test func rowsLeftOutAreSaidFirstAndByArm() throws {
        let run = try Command.run(["attribute", "-"] + Self.lossyRoles, input: Self.lossy)
        #expect(run.exitCode == 0, "\(run.errors)")
        let said =
            "26 of 120 rows were left out, as a value is missing: 6 lack 'y', 20 lack 'x'; "
            + "by 'a': 15 of 40 served, 11 of 76 not served"
        let lines = run.output.split(separator: "\n").map(String.init)
        let place = try #require(lines.firstIndex { $0.contains(said) }, "\(run.output)")
        let table = try #require(lines.firstIndex { $0.hasPrefix("Agency") })
        #expect(place < 2 && place < table)
        let result = try json(
            Command.run(
                ["attribute", "-", "--json", "-"] + Self.lossyRoles,
                input: Self.lossy
            ).output
        )
        #expect((result["warnings"] as? [String])?.contains(said) == true)
        let sample = try #require(result["sample"] as? [String: Any])
        #expect(sample["rows_read"] as? Int == 120)
        #expect(sample["rows_excluded"] as? Int == 26)
        #expect(sample["rows_without_outcome"] as? Int == 6)
        #expect(sample["rows_without_weight"] as? Int == 4)
        #expect(sample["rows_analysed"] as? Int == 90)
        let arm = try #require((sample["arms"] as? [[String: Any]])?.first)
        #expect(arm["agency"] as? String == "a")
        #expect(
            arm["rows_analysed"] as? [String: Int] == [
                "served": 25, "not_served": 65, "unknown": 0,
            ]
        )
        #expect(
            arm["rows_excluded"] as? [String: Int] == [
                "served": 15, "not_served": 11, "unknown": 0,
            ]
        )
        #expect(
            arm["rows_without_weight"] as? [String: Int]
                == ["served": 0, "not_served": 4, "unknown": 0]
        )
        let missing = try #require(sample["missing"] as? [[String: Any]])
        #expect(missing.compactMap { $0["column"] as? String } == ["y", "x"])
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            _ = try Command.run(
                ["attribute", "-", "--output", output] + Self.lossyRoles,
                input: Self.lossy
            )
            let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
            let words = try #require(page.range(of: "26 of 120 rows were left out"))
            let answer = try #require(page.range(of: "class=\"answer\""))
            #expect(words.lowerBound < answer.lowerBound)
            #expect(
                page.contains("data-h=\"Left out: another value missing\">15</td>")
            )
        }
    }

    /// A spline of a column of six values, and in a plain fit, where it was asked for.
    @Test(arguments: [[], ["--shrinkage", "none"]])
    func aSplineThatWasAskedFor(_ more: [String]) throws {
        func curves(_ options: [String]) throws -> [String] {
            let run = try Command.run(
                ["attribute", "-", "--json", "-", "--outcome", "y", "--agencies", "a"]
                    + ["--covariates", "x"] + more + options,
                input: "y,a,x\n"
                    + (0..<240).map { "\($0 * 7 % 5 < 2 ? 1 : 0),\($0 / 6 % 2),\($0 % 6)\n" }
                    .joined()
            )
            #expect(run.exitCode == 0, "\(run.errors)")
            let model = try #require(try json(run.output)["model"] as? [String: Any])
            let tests = try #require(model["curvature"] as? [[String: Any]])
            return tests.compactMap { $0["covariate"] as? String }
        }
        #expect(try curves([]) == [])
        #expect(try curves(["--splines", "x"]) == ["x"])
    }

    private static let labels = """
        labels:
          outcome: Settled housing
          got_housing: Housing
          got_health: Health
          got_probation: Probation
          got_jobs: Work & jobs
          need: Need
          prior: Earlier offences
          age_band: Age
          outcome_before: Settled before
        question: Who helped people to settle?
        """

    /// A study with words is read in words everywhere; data keep the names of columns.
    @Test func labelsStandForNamesWhereverPeopleRead() throws {
        try Command.withFolder { folder in
            let study = folder.appendingPathComponent("study.yaml").path
            let own = try String(
                contentsOf: Command.root.appendingPathComponent(Self.study),
                encoding: .utf8
            )
            let roles = own.components(separatedBy: "question:")[0]
            try (roles + Self.labels).write(toFile: study, atomically: true, encoding: .utf8)
            let output = folder.appendingPathComponent("out").path
            let run = try Command.run([
                "attribute", Self.cohort, "--study", study, "--cross-check", "aipw", "--output",
                output,
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            let names = ["got_", "outcome_before", "age_band", "‘outcome’"]
            #expect(run.output.contains("Housing contributed about +6.0 and Health about +2.5"))
            for name in names { #expect(!run.output.contains(name), "\(name)") }
            func file(_ name: String) throws -> String {
                try String(contentsOfFile: output + "/" + name, encoding: .utf8)
            }
            let page = try file("report.html")
            #expect(page.contains("<title>Who helped people to settle?</title>"))
            #expect(page.contains("Work &amp; jobs"))
            // The formula and the options are those of the program: they keep names.
            let read = page.components(separatedBy: "<dt>Formula</dt>")[0]
            for name in names { #expect(!read.contains(name), "\(name)") }
            let result = try json(file("attribution.json"))
            #expect((result["agencies"] as? [String])?.first == "got_housing")
            let labels = try #require(result["labels"] as? [String: Any])
            #expect((labels["columns"] as? [String: String])?["got_jobs"] == "Work & jobs")
            let table = try file("attribution.csv").split(separator: "\n")
            #expect(table[0].hasSuffix(",quantity,label"))
            #expect(table[1].hasPrefix("got_housing,") && table[1].hasSuffix(",shapley,Housing"))
        }
    }

    @Test func aLabelOfNoColumnIsRefused() throws {
        try Command.withFolder { folder in
            let study = folder.appendingPathComponent("study.yaml").path
            try "labels: {got_hous: Housing}".write(
                toFile: study,
                atomically: true,
                encoding: .utf8
            )
            let run = try Command.run([
                "attribute", Self.cohort, "--study", study, "--outcome", "outcome", "--agencies",
                "got_housing", "--covariates", "need",
            ])
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("column 'got_hous': the column is missing from the header"))
        }
    }

    @Test func aUnitOfAPartOfOneIsRefused() throws {
        try Command.withFolder { folder in
            let study = folder.appendingPathComponent("study.yaml").path
            try "outcome_unit: days".write(toFile: study, atomically: true, encoding: .utf8)
            let run = try Command.run([
                "attribute", Self.cohort, "--study", study, "--outcome", "outcome", "--agencies",
                "got_housing", "--covariates", "need",
            ])
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("percentage points"))
        }
    }
}
