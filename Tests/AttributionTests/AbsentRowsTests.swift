import Foundation
import TopsliceCohortData
import TopsliceAttribution
import TopsliceRegression
import Testing

/// Rows of weight 0 are not there, and units change only what they must.
struct AbsentRowsTests {
    private static let header = "y,a,b,x,f,c,w"

    /// Two agencies at work among 240 people in eight clusters.
    private static func rows(_ family: OutcomeModel, outcome: Int = 0, weight: Int = 0) -> [String]
    {
        (0..<240).map { row in
            let (a, b) = (row * 7 % 11 % 2, row * 5 % 13 % 2)
            let noise = row * 11 % 17
            let y: Int
            switch family {
            case .single(.binomial), .single(.fractional): y = noise + 4 * a + 2 * b > 10 ? 1 : 0
            case .single(.gaussian), .single(.poisson), .twoPart:
                y = max(0, noise - 4) + 3 * a + 2 * b
            case .single(.gamma): y = 1 + noise + 3 * a + 2 * b
            }
            return "\(y)\(family.isProportion ? "" : "e\(outcome)"),\(a),\(b),\(row * 3 % 7),"
                + "f\(row % 3),c\(row % 8),\(1 + row % 3)e\(weight)"
        }
    }

    private static func problem(_ family: OutcomeModel, cluster: String?) -> AttributionProblem {
        AttributionProblem(
            outcome: "y",
            agencies: ["a", "b"],
            covariates: ["x", "f"],
            categorical: ["f"],
            cluster: cluster,
            weights: "w",
            family: family
        )
    }

    private static let clusters: [String?] = [nil, "c"]

    @Test(arguments: OutcomeModel.allCases, clusters)
    func countNowhere(family: OutcomeModel, cluster: String?) throws {
        let sound = Self.rows(family)
        var mixed = sound
        for (place, row) in ["1,1,0,99,f9,c9,0", "0,0,1,-5,f8,c0,0.00"].enumerated() {
            mixed.insert(row, at: 100 * place)
        }
        let problem = Self.problem(family, cluster: cluster)
        let with = try Fixture.run(problem, header: Self.header, rows: mixed)
        let without = try Fixture.run(problem, header: Self.header, rows: sound)
        #expect(with.result == without.result)
        #expect(with.formula == without.formula)
        #expect(with.summary.rowsWithoutWeight == 2)
    }

    @Test func allOfThemAreRefusedAsSuch() {
        #expect(throws: AttributionError.allWeightsZero(column: "w")) {
            try Fixture.run(
                Self.problem(.gaussian, cluster: nil),
                header: Self.header,
                rows: ["1,1,0,9,f,c,0", "2,0,1,9,f,c,0"]
            )
        }
    }

    /// Everything is outcome a person: it scales with the outcome, and not at all with the weights.
    @Test(arguments: OutcomeModel.allCases, clusters)
    func unitsChangeOnlyWhatTheyMust(family: OutcomeModel, cluster: String?) throws {
        let problem = Self.problem(family, cluster: cluster)
        let plain = try Fixture.run(problem, header: Self.header, rows: Self.rows(family)).result
        for power in [-30, -12, 12, 30] {
            for (outcome, weight) in [(power, 0), (0, power)] {
                let scaled = try Fixture.run(
                    problem,
                    header: Self.header,
                    rows: Self.rows(family, outcome: outcome, weight: weight)
                ).result
                let factor = family.isProportion ? 1 : pow(10, Double(outcome))
                for (found, expected) in zip(scaled.contributions, plain.contributions) {
                    for (own, other) in [
                        (found.shapley, expected.shapley), (found.firstIn, expected.firstIn),
                        (found.lastIn, expected.lastIn),
                    ] {
                        let error = try #require(expected.shapley.standardError)
                        let (ownError, otherError) = (
                            try #require(own.standardError), try #require(other.standardError)
                        )
                        let size = error * factor
                        #expect(abs(own.value - other.value * factor) <= 1e-9 * size)
                        #expect(
                            abs(ownError - otherError * factor) <= 1e-9 * size
                        )
                    }
                }
                #expect(scaled.cautions == plain.cautions)
            }
        }
    }
}
