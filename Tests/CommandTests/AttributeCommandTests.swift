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

    @Test func aFolderGetsFourFilesOnceAndIsNotOverwritten() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let arguments = [
                "attribute", Self.cohort, "--study", Self.study, "--output", output,
            ]
            #expect(try Command.run(arguments).exitCode == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
            #expect(
                names == ["attribution.csv", "attribution.json", "coalitions.csv", "report.html"]
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
}
