import TopsliceAttribution
import TopsliceCohortData
import TopsliceTestSupport
import Testing

/// The average attributable fractions that Eide and Gefeller (1995) published, by way of a regression of people with weights.
@Suite struct AttributableFractionTests {
    /// A main-effects model is fitted to risks of four digits: half a unit of the last is 0.2% of the smallest risk.
    private static let tolerance = 3e-4

    /// Smoking is one exposure of five levels: its levels are agencies that stand together, whose Owen values add up to the Shapley value of the
    /// whole of them among residence and occupation (Owen 1977).
    @Test func averageFractionsAreThoseOfTheTable() throws {
        var rows: [String] = []
        for (number, (part, risk)) in zip(Hordaland.cases, Hordaland.risks).enumerated() {
            let (urban, level, exposed) = (number / 10, number / 2 % 5, number % 2)
            let smoking = (1...4).map { $0 == level ? "1" : "0" }.joined(separator: ",")
            let people = part / risk
            rows.append("1,\(urban),\(smoking),\(exposed),\(people * risk)")
            rows.append("0,\(urban),\(smoking),\(exposed),\(people * (1 - risk))")
        }
        // As many rows as make a fit; weights say how many people each is.
        rows = rows + rows
        var problem = AttributionProblem(
            outcome: "cough",
            agencies: ["urban", "former", "light", "medium", "heavy", "dust"],
            weights: "people",
            family: .binomial,
            interactions: .separate,
            priors: nil
        )
        problem.unions = [["former", "light", "medium", "heavy"]]
        let result = try Fixture.run(
            problem,
            header: "cough,urban,former,light,medium,heavy,dust,people",
            rows: rows
        ).result
        let owen = try #require(result.divisions.first).contributions.map(\.value)
        let observed = result.total.observed.value
        let smoking = owen[1...4].reduce(0, +)
        for (found, published) in [
            (owen[0], Hordaland.published.residence), (smoking, Hordaland.published.smoking),
            (owen[5], Hordaland.published.occupation),
            (result.total.attributable.value, Hordaland.joint),
        ] {
            #expect((found / observed - published).magnitude < Self.tolerance)
        }
    }
}
