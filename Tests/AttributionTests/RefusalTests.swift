import TopsliceCohortData
import TopsliceAttribution
import TopsliceRegression
import Testing

/// Cohorts that cannot answer the question, and what is said of them.
@Suite struct RefusalTests {
    private func rows(_ make: (Int) -> String) -> [String] { (0..<60).map(make) }

    private func refusal(
        _ problem: AttributionProblem,
        _ header: String,
        _ rows: [String]
    ) -> String {
        do {
            _ = try Fixture.run(problem, header: header, rows: rows)
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func anAgencyThatServedNobody() {
        let text = refusal(
            AttributionProblem(outcome: "y", agencies: ["a", "b"]),
            "y,a,b",
            rows { "\($0 % 3),\($0 % 2),0" }
        )
        #expect(
            text
                == "column 'b': nobody was served by this agency, so there is nothing to attribute; leave it out"
        )
    }

    @Test func anAgencyThatServedEverybody() {
        let text = refusal(
            AttributionProblem(outcome: "y", agencies: ["a", "b"]),
            "y,a,b",
            rows { "\($0 % 3),\($0 % 2),1" }
        )
        #expect(text.hasPrefix("column 'b': everybody was served by this agency"))
    }

    @Test func aConstantOutcome() {
        let text = refusal(
            AttributionProblem(outcome: "y", agencies: ["a"]),
            "y,a",
            rows { "1,\($0 % 2)" }
        )
        #expect(text.hasPrefix("column 'y': the outcome has the same value in every row"))
    }

    @Test func agenciesThatAlwaysCameTogether() {
        let text = refusal(
            AttributionProblem(outcome: "y", agencies: ["a", "b"]),
            "y,a,b",
            rows { "\($0 % 3),\($0 % 2),\($0 % 2)" }
        )
        #expect(text.hasPrefix("column 'b' is a combination of 'a'"))
    }

    @Test func aCategoricalThatIsNoCovariate() {
        let text = refusal(
            AttributionProblem(outcome: "y", agencies: ["a"], categorical: ["x"]),
            "y,a,x",
            ["1,1,1"]
        )
        #expect(text.hasPrefix("column 'x' is named categorical but is no covariate"))
    }

    @Test func anAgencyWhoseNameJoinsCoalitions() {
        let text = refusal(AttributionProblem(outcome: "y", agencies: ["a+b"]), "y,a+b", ["1,1"])
        #expect(text.hasPrefix("column 'a+b': the name of an agency may not contain '+'"))
    }

    @Test func oneCluster() {
        let text = refusal(
            AttributionProblem(outcome: "y", agencies: ["a"], cluster: "g"),
            "y,a,g",
            rows { "\($0 % 3),\($0 % 2),north" }
        )
        #expect(text.hasPrefix("column 'g' has 1 cluster;"))
    }

    @Test func moreThanSixteenAgencies() {
        let agencies = (1...17).map { "a\($0)" }
        let text = refusal(AttributionProblem(outcome: "y", agencies: agencies), "y", ["1"])
        #expect(text.hasPrefix("17 agencies were named; at most 16"))
    }

    @Test func aPerfectlySeparatedOutcome() {
        let text = refusal(
            AttributionProblem(
                outcome: "y",
                agencies: ["a"],
                covariates: ["x"],
                family: .binomial,
                priors: nil
            ),
            "y,a,x",
            rows { "\($0 % 4 < 2 ? 1 : 0),\($0 % 2),\($0 % 4 < 2 ? 1 : 0)" }
        )
        #expect(text.hasPrefix("separation: the outcome is perfectly predicted by "))
        #expect(text.contains("'x'"))
    }

    @Test func aCombinationNobodyHadIsWarnedOfAndLeftOut() throws {
        // b only ever with a.
        let result = try Fixture.run(
            AttributionProblem(outcome: "y", agencies: ["a", "b"]),
            header: "y,a,b",
            rows: rows { "\(($0 * 7) % 5),\($0 % 3 > 0 ? 1 : 0),\($0 % 3 > 1 ? 1 : 0)" }
        ).result
        let onlyB = try #require(result.coalitions.first { $0.members == ["b"] })
        #expect(!onlyB.supported)
        #expect((onlyB.unsupportedShare - 1.0 / 3).magnitude < 1e-12)
        #expect(result.cautions.contains(.settledByPrior(["a:b"])))
    }
}
