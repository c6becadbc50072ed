import TopsliceCohortData
import TopsliceRegression
import Testing

@testable import TopsliceAttribution

/// What the data cannot support, of whom, and how far it could move the answer.
@Suite struct SupportTests {
    private static func problem(_ agencies: [String], _ covariates: [String]) -> AttributionProblem
    {
        AttributionProblem(
            outcome: "y",
            agencies: agencies,
            covariates: covariates,
            categorical: Set(covariates),
            family: .binomial
        )
    }

    /// Effects differ by the levels of a category of thirty; one of more would multiply the columns with the agencies.
    @Test(arguments: [(30, 1 + 1 + 29 + 29), (31, 1 + 1 + 30)])
    func effectsDoNotDifferByTheLevelsOfALargeCategory(_ levels: Int, _ columns: Int) throws {
        let rows = (0..<levels * 40).map { row in
            "\(row * 7919 % 101 < 40 ? 1 : 0),\(row / levels % 2),\(row % levels)"
        }
        let result = try Fixture.run(
            Self.problem(["a"], ["x"]),
            header: "y,a,x",
            rows: rows
        ).result
        #expect(result.strength.coefficients == columns)
        let cautions = result.cautions.filter { if case .manyLevels = $0 { true } else { false } }
        #expect(
            cautions
                == (levels > 30 ? [.manyLevels(ManyLevels(covariate: "x", count: levels))] : [])
        )
    }

    /// Everybody at x = 1 was served: of them the outcome without the agency is anything from 0 to 1, and nothing else is open.
    @Test func worstCasesAreThoseOfThePeopleConcerned() throws {
        let rows = (0..<400).map { row in
            let x = row % 4 == 0 ? 1 : 0
            let a = x == 1 || row % 3 == 0 ? 1 : 0
            return "\(row * 7 % 5 < 2 ? 1 : 0),\(a),\(x)"
        }
        let result = try Fixture.run(
            Self.problem(["a"], ["x"]),
            header: "y,a,x",
            rows: rows
        ).result
        let one = result.contributions[0]
        let part = try #require(one.extrapolation)
        let unserved = try #require(result.coalitions.first)
        #expect(unserved.support == .structural)
        #expect((unserved.unsupportedShare - 0.25).magnitude < 1e-12)
        #expect((part.highest - part.lowest - 0.25).magnitude < 1e-12)
        #expect(part.lowest <= one.shapley.value && one.shapley.value <= part.highest)
        // Each person served has as much weight with the agency, which was seen, as without.
        #expect((part.share - 100 / (2 * Double(one.served))).magnitude < 1e-12)
    }

    /// Nobody was ever served by b without a.
    @Test func whatNobodyEverHadHasNoSupport() throws {
        let rows = (0..<300).map { row in
            let (a, b) = (row % 3 > 0 ? 1 : 0, row % 3 > 1 ? 1 : 0)
            return "\(row * 7 % 5 < 2 ? 1 : 0),\(a),\(b),\(row / 3 % 2)"
        }
        let result = try Fixture.run(
            Self.problem(["a", "b"], ["x"]),
            header: "y,a,b,x",
            rows: rows
        ).result
        #expect(result.coalitions.map(\.support) == [.full, .full, .none, .full])
        // c_a(T) of a person whom both served is ½ in size for each of the four T; one of them lacks support.
        let part = try #require(result.contributions[0].extrapolation)
        #expect((part.share - 100 * 0.5 / (2 * 200)).magnitude < 1e-12)
    }

    /// A gap of fewer than one person in a hundred is no warning, and its coalition stays in use.
    @Test func gapsOfAFewAreNoWarning() throws {
        // Six of 1,000 people at x = 9, all served, though two thirds of the others were not.
        let rows = (0..<1_000).map { row in
            let x = row < 6 ? 9 : row % 3
            let a = row < 6 || row % 12 < 4 ? 1 : 0
            return "\(row * 7 % 5 < 2 ? 1 : 0),\(a),\(x)"
        }
        let wide = rows + (0..<4).map { "\($0 % 2),1,9" }
        func run(_ rows: [String]) throws -> AttributionResult {
            try Fixture.run(Self.problem(["a"], ["x"]), header: "y,a,x", rows: rows).result
        }
        let few = try run(wide)
        #expect(few.coalitions[0].unsupportedShare > 0)
        #expect(few.coalitions[0].unsupportedShare < AttributionResult.noticeableShare)
        #expect(few.coalitions[0].supported)
        let many = try run(wide + (0..<40).map { "\($0 % 2),1,9" })
        #expect(!many.coalitions[0].supported)
        func warns(_ result: AttributionResult) -> Bool {
            result.cautions.contains {
                if case .unsupported = $0 { true } else { false }
            }
        }
        #expect(!warns(few) && warns(many))
    }

    /// A hundred people at x = 4, all served. Were those not served 9 in 100 everywhere nine would be missing there; where they halve from
    /// level to level (80, 40, 20 and 10 of 400), one or two are to be expected, and that there are none is chance.
    @Test(arguments: [([80, 40, 20, 10], true), ([38, 38, 37, 37], false)])
    func anAgencyThatSeeksOutTheNeediestIsNoGap(_ unserved: [Int], _ isChance: Bool) throws {
        let rows =
            unserved.enumerated().flatMap { x, count in
                (0..<400).map { "\($0 * 7 % 5 < 2 ? 1 : 0),\($0 < count ? 0 : 1),\(x)" }
            } + (0..<100).map { "\($0 * 7 % 5 < 2 ? 1 : 0),1,4" }
        var problem = Self.problem(["a"], ["x"])
        problem.categorical = []
        let result = try Fixture.run(problem, header: "y,a,x", rows: rows).result
        #expect(result.coalitions[0].supported == isChance)
        // Levels without an order have no trend.
        let levels = try Fixture.run(Self.problem(["a"], ["x"]), header: "y,a,x", rows: rows)
        #expect(!levels.result.coalitions[0].supported)
    }

    /// numpy.polyfit(range(4), log((s + 0.5) / (400 - s + 0.5)), 1, w = 1 / sqrt(1 / (s + 0.5) + 1 / (400 - s + 0.5))) for
    /// s = 320, 360, 380, 390, taken to 4.
    @Test func aTrendIsAWeightedLineOfLogits() throws {
        let part = try #require(
            LevelTrend.partServed(
                at: 4,
                served: [320, 360, 380, 390, 100],
                people: [400, 400, 400, 400, 100]
            )
        )
        #expect((part - 0.9881829457451216).magnitude < 1e-12)
        #expect(LevelTrend.partServed(at: 2, served: [1, 2, 0], people: [4, 4, 4]) == nil)
    }

    /// Where chance alone decides who is served, everybody not served carries the comparison; where the served are like few, few do.
    @Test func howManyCarryTheComparison() throws {
        func comparison(_ rows: [String]) throws -> (ComparisonWeight, AttributionResult) {
            let result = try Fixture.run(
                Self.problem(["a"], ["x"]),
                header: "y,a,x",
                rows: rows
            ).result
            return (try #require(result.contributions[0].comparison), result)
        }
        let (even, _) = try comparison(
            (0..<400).map { "\($0 * 7 % 5 < 2 ? 1 : 0),\($0 % 2),\($0 / 2 % 2)" }
        )
        #expect((even.effective - 200).magnitude < 1e-6)
        #expect(!even.isThin)
        // 150 served, 145 of them at x = 1; of 1,000 others 20 are.
        let lopsided =
            (0..<150).map { "\($0 % 2),1,\($0 < 145 ? 1 : 0)" }
            + (0..<1_000).map { "\($0 % 3 > 1 ? 1 : 0),0,\($0 < 20 ? 1 : 0)" }
        let (few, result) = try comparison(lopsided)
        #expect(few.effective < 25 && few.effective > 15)
        #expect(few.isThin)
        #expect(
            result.cautions.contains {
                if case .thinComparison(agency: "a", _) = $0 { true } else { false }
            }
        )
    }
}
