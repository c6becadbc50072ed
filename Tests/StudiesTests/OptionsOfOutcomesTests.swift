import TopsliceAttribution
import TopsliceCohortData
import TopsliceStudies
import Testing

/// Options of which each of several outcomes has its own: what is found of each outcome is what is found of it alone.
@Suite struct OptionsOfOutcomesTests {
    /// A success, what it saves somebody, days before and after; a covariate that stands for an earlier success.
    private static let rows = (0..<900).map { row in
        let x = row * 11 % 4
        let a = row * 37 % 13 < 3 + x ? 1 : 0
        let b = row * 29 % 17 < 6 ? 1 : 0
        let y = row * 7_919 % 1_009 < 300 + 80 * x + 150 * a ? 1 : 0
        let days = 10 * b + 2 * x + row * 577 % 53
        return
            "\(y),\(200 + row * 131 % 97),\(days),\(row * 401 % 61),\(row * 733 % 3 / 2),\(a),\(b),\(x)"
    }

    private func run(_ change: (inout StudyAnalysis) -> Void) throws -> AttributionRequest.Run {
        var analysis = StudyAnalysis()
        (analysis.agencies, analysis.covariates) = (["a", "b"], ["x"])
        change(&analysis)
        return try AttributionRequest(
            source: .memory(
                name: "cohort",
                bytes: Array(
                    ("y,saving,days,days_before,y_before,a,b,x\n"
                        + Self.rows.joined(separator: "\n")
                        + "\n").utf8
                )
            ),
            analysis: analysis,
            threads: 1
        ).run(hashing: false)
    }

    @Test func eachOutcomeHasItsOwnProductPeriodBeforeAndTrigger() throws {
        let together = try run {
            $0.outcomes = ["y", "days"]
            $0.times = .each([.init(outcome: "y", value: "saving")])
            $0.before = .each([.init(outcome: "days", value: "days_before")])
            $0.trigger = .each([
                .init(outcome: "days", value: 1.5), .init(outcome: "y", value: 20),
            ])
        }
        let first = try run {
            $0.outcome = "y"
            ($0.times, $0.trigger) = (.one("saving"), .one(20))
        }
        let second = try run {
            $0.outcome = "days"
            ($0.before, $0.trigger) = (.one("days_before"), .one(1.5))
        }
        #expect(together.results == [first.result, second.result])
        #expect(together.results[0].sensitivity.trigger == 20)
        #expect(together.results[0].total.observed.value > 50, "successes are not multiplied")
        #expect(together.results.map { $0.claims.beforeAfterFactor != nil } == [false, true])
        let printed = together.options.filter { ["times", "before", "trigger"].contains($0.name) }
        #expect(
            printed.map { "\($0.name) \($0.value)" }.sorted() == [
                "before days=days_before", "times y=saving", "trigger y=20.0,days=1.5",
            ]
        )
    }

    /// A covariate called like an outcome with `_before` is its period before, for each outcome that has one.
    @Test func whatIsImpliedIsImpliedOfEach() throws {
        let together = try run {
            $0.outcomes = ["y", "days"]
            $0.covariates = ["x", "y_before", "days_before"]
        }
        #expect(together.results.allSatisfy { $0.claims.beforeAfterFactor != nil })
        for (place, name) in ["y", "days"].enumerated() {
            let alone = try run {
                $0.outcome = name
                $0.covariates = ["x", "y_before", "days_before"]
            }
            #expect(together.results[place] == alone.result)
        }
    }

    /// Whom the data support is asked once; what is found among them is what each outcome alone finds.
    @Test func theRestrictedAnswerIsThatOfEach() throws {
        func rows(_ change: (inout StudyAnalysis) -> Void) throws -> AttributionRequest.Run {
            var analysis = StudyAnalysis()
            (analysis.agencies, analysis.covariates) = (["a", "b"], ["x"])
            analysis.categorical = ["x"]
            change(&analysis)
            // At x = 2 everybody is served by a.
            let rows = (0..<900).map { row in
                let x = row % 3
                let (a, b) = (x == 2 ? 1 : row / 3 % 2, row / 6 % 2)
                let noise = row * 7_919 % 1_009
                return
                    "\(2_000 * a + 1_000 * b + 500 * x + noise),\(noise < 400 + 200 * b ? 1 : 0),\(a),\(b),\(x)"
            }
            return try AttributionRequest(
                source: .memory(
                    name: "cohort",
                    bytes: Array(("z,y,a,b,x\n" + rows.joined(separator: "\n") + "\n").utf8)
                ),
                analysis: analysis,
                threads: 1
            ).run(hashing: false)
        }
        let together = try rows { $0.outcomes = ["z", "y"] }
        for (place, name) in ["z", "y"].enumerated() {
            let alone = try rows { $0.outcome = name }
            let found = try #require(together.results[place].restricted)
            #expect(found.people == 600 && found.dropped == 300)
            #expect(found == alone.result.restricted)
        }
    }
}
