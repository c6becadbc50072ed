import Foundation
import Testing

/// `topslice attribute --outcomes`, end to end.
@Suite struct OutcomesCommandTests {
    static let cohort = "Tests/AttributionTests/Fixtures/costs.csv"
    static let roles = [
        "--agencies", "got_a,got_b,got_c", "--covariates", "need,age", "--cluster", "area",
    ]

    private static let columns = """
        columns:
          cost: {type: number, unit: GBP-pence, beneficiary: police, benefit: fall}
          amount: {type: number, unit: GBP-pence, beneficiary: nhs, benefit: fall}
          days: {type: number, unit: days}
          part: {type: number}

        """

    private func json(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func study(_ text: String, in folder: URL) throws -> String {
        let path = folder.appendingPathComponent("study.yaml").path
        try Data((Self.columns + text).utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func theMatrixStandsInEveryFile() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let arguments =
                [
                    "attribute", Self.cohort, "--study",
                    try study("outcomes: [part, cost, amount, days]\n", in: folder), "--families",
                    "part=fractional,cost=two-part,amount=gamma", "--output", output,
                ] + Self.roles
            let run = try Command.run(arguments)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("police") && run.output.contains("All of them"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: output).sorted() == [
                    "attribution.csv", "attribution.json", "attribution.xlsx", "balance.csv",
                    "benefits.csv",
                    "coalitions.csv",
                    "outcomes.csv", "report.html", "sensitivity.csv",
                ]
            )
            let result = try json(output + "/attribution.json")
            #expect(result["outcome"] as? String == "part")
            let outcomes = try #require(result["outcomes"] as? [[String: Any]])
            #expect(
                outcomes.compactMap { $0["family"] as? String }
                    == ["fractional", "two-part", "gamma", "gaussian"]
            )
            let benefits = try #require(result["benefits"] as? [String: Any])
            let cells = try #require(benefits["cells"] as? [[String: Any]])
            func amount(_ entry: [String: Any]) throws -> Decimal {
                let text = try #require(entry["amount"] as? String)
                return try #require(Decimal(string: text))
            }
            let amounts = try cells.map(amount)
            let total = try #require(benefits["total"] as? [String: Any])
            let whole = try amount(total)
            #expect(cells.count == 6)
            #expect(amounts.reduce(0, +) == whole)
            // Pence to machines, with their unit; pounds to people.
            #expect(
                outcomes.map { $0["unit"] as? String } == [nil, "GBP-pence", "GBP-pence", "days"]
            )
            let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
            let costs = try #require(outcomes[1]["total"] as? [String: Any])
            let observed = try #require(costs["observed"] as? Double)
            #expect(
                page.contains("with them it was £\(Int((observed / 100).rounded()))"),
                "\(observed)"
            )
            #expect(!page.contains("pence per person"))
            #expect(page.contains("Who caused it, and who benefits"))
            let again = try Command.run(arguments)
            #expect(again.exitCode == 2, "files that are there are not overwritten")
            #expect(again.errors.contains("--force"))
        }
    }

    /// Of one outcome the report says what it says without the list.
    @Test func oneOutcomeOfAListIsThatOutcome() throws {
        try Command.withFolder { folder in
            func attribute(_ option: String) throws -> [String: Any] {
                let path = folder.appendingPathComponent(option + ".json").path
                let run = try Command.run(
                    ["attribute", Self.cohort, "--" + option, "cost", "--json", path] + Self.roles
                )
                #expect(run.exitCode == 0, "\(run.errors)")
                return try json(path)
            }
            let (one, list) = (try attribute("outcome"), try attribute("outcomes"))
            for key in [
                "total", "attribution", "coalitions", "covariance", "sensitivity", "verdict",
            ] {
                #expect(
                    NSDictionary(dictionary: ["a": one[key] ?? 0])
                        == NSDictionary(dictionary: ["a": list[key] ?? 1]),
                    "\(key)"
                )
            }
        }
    }

    @Test(arguments: [
        (["--outcomes", "cost,cost"], "'cost' is named twice"),
        (["--outcomes", "cost,need"], "'need' is named twice as covariate and outcome"),
        (["--outcomes", "cost,part", "--times", "days"], "expected --times 'cost=COLUMN'"),
        (["--outcomes", "cost,part", "--trigger", "5"], "expected --trigger 'cost=NUMBER'"),
        (["--outcomes", "cost,part", "--before", "days"], "expected --before 'cost=COLUMN'"),
        (
            ["--outcomes", "cost,part", "--times", "events=days"],
            "'events' is none of the outcomes"
        ),
        (["--outcomes", "cost,part", "--trigger", "cost=5,cost=6"], "'cost' is named twice"),
        (["--outcomes", "cost,part", "--trigger", "cost=much"], "'much' is not a number"),
        (["--outcome", "cost", "--before", "part=days"], "'part' is none of the outcomes"),
        (["--outcomes", "cost,part", "--exposure", "days"], "of the poisson family"),
        (["--outcomes", "cost,part", "--families", "events=poisson"], "none of the outcomes"),
        (["--outcomes", "cost,part", "--families", "cost=gama"], "expected one of"),
        (["--outcomes", "cost,part", "--outcome", "part"], "not both"),
        (["--outcomes", "cost,amount", "--families", "cost=gamma"], "cost"),
    ])
    func whatCannotBeAskedOfSeveralIsRefused(options: [String], words: String) throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let run = try Command.run(
                ["attribute", Self.cohort, "--output", output] + Self.roles + options
            )
            #expect(run.exitCode == 2)
            #expect(run.errors.contains(words), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: output))
        }
    }

    @Test(arguments: [
        ("outcomes: [cost, cost]\n", "study.yaml:6:18"),
        ("outcomes: [cost]\nfamilies: {amount: gamma}\n", "is none of the outcomes"),
        ("outcomes: [cost, part]\ncovariates: [part]\n", "'part' cannot stand here too"),
        ("outcome: cost\noutcomes: [cost]\n", "not both"),
    ])
    func aStudyThatCannotBeAnsweredIsRefusedWithItsPlace(text: String, words: String) throws {
        try Command.withFolder { folder in
            let run = try Command.run([
                "attribute", Self.cohort, "--study", try study(text, in: folder), "--agencies",
                "got_a,got_b",
            ])
            #expect(run.exitCode == 2)
            #expect(run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test func moneyInTwoCurrenciesIsRefusedWithItsPlace() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("study.yaml").path
            let text = """
                columns:
                  cost: {type: number, unit: GBP}
                  amount: {type: number, unit: EUR}
                outcomes: [cost, amount]
                """
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            let run = try Command.run(["attribute", Self.cohort, "--study", path] + Self.roles)
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("study.yaml:3:"), "\(run.errors)")
            #expect(run.errors.contains("EUR") && run.errors.contains("GBP"))
        }
    }
}
