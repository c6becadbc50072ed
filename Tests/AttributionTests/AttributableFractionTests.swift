import TopsliceAttribution
import TopsliceCohortData
import Testing

/// The average attributable fractions that Eide and Gefeller published: "Sequential and average attributable fractions as aids in the
/// selection of preventive strategies", Journal of Clinical Epidemiology 48 (1995), 645-655.
///
/// Chronic cough in Hordaland by residence, smoking (five levels) and occupational exposure: of each of the 20 combinations the part of all cases
/// it holds, P(E|D), and its risk, P(D|E), a logistic model of main effects. The table is as the R package averisk (Ferguson, CC0) has it in the
/// example of `getAF`, "from Eide and Gefeller, 1995".
@Suite struct AttributableFractionTests {
    /// Rural before urban, by level of smoking, each not exposed and exposed.
    private static let cases = [
        0.06732, 0.02976, 0.01570, 0.01787, 0.01445, 0.01008, 0.06986, 0.06553, 0.03000, 0.05766,
        0.09680, 0.04194, 0.02741, 0.02194, 0.02474, 0.01031, 0.12410, 0.09537, 0.08408, 0.09509,
    ]
    private static let risks = [
        0.0360, 0.0621, 0.0236, 0.0411, 0.0507, 0.0864, 0.1066, 0.1745, 0.1867, 0.2891,
        0.0514, 0.0875, 0.0339, 0.0584, 0.0718, 0.1206, 0.1474, 0.2345, 0.2497, 0.3708,
    ]
    /// Residence, smoking, occupation, and all of them jointly, as published.
    private static let published = (residence: 0.1275, smoking: 0.3496, occupation: 0.1247)
    private static let joint = 0.6018
    /// Risks are given to four digits, fractions too.
    private static let tolerance = 1e-4

    /// Smoking is one exposure of five levels: its levels are agencies that stand together, whose Owen values add up to the Shapley value of the
    /// whole of them among residence and occupation (Owen 1977).
    @Test func averageFractionsAreThoseOfTheTable() throws {
        var rows: [String] = []
        for (number, (part, risk)) in zip(Self.cases, Self.risks).enumerated() {
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
            (owen[0], Self.published.residence), (smoking, Self.published.smoking),
            (owen[5], Self.published.occupation), (result.total.attributable.value, Self.joint),
        ] {
            #expect((found / observed - published).magnitude < Self.tolerance)
        }
    }
}
