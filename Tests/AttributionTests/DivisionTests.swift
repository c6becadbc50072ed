import TopsliceCohortData
import TopsliceRegression
import Testing

@testable import TopsliceAttribution

/// What was caused together, divided by referrals and by unions.
@Suite struct DivisionTests {
    private static let agencies = ["HOUSING", "HEALTH", "PROBATION", "JOBS"]

    /// A game of known truth by its authors: v, the Shapley value of the permission game in which PROBATION is reached only through HOUSING,
    /// and the Owen value of {HOUSING, HEALTH} and {PROBATION, JOBS}, by enumeration.
    private static let values = [
        0.4652168948578759, 0.5217282673076937, 0.49955080024871257, 0.5870469740739996,
        0.4846998428483251, 0.5414949272719505, 0.519405805873628, 0.6049011329020635,
        0.47955929283196175, 0.5360220790680578, 0.5138948346393433, 0.6004337997217248,
        0.4909271960950268, 0.5477461809343974, 0.5255750410215728, 0.6112426360811563,
    ]
    private static let permission = [
        0.07849089166570986, 0.04913605863903936, 0.006814285811412875, 0.01158450510711828,
    ]
    private static let owen = [
        0.07162353154351475, 0.04944922805761187, 0.014878461610252386, 0.010074520011901372,
    ]

    private static var problem: AttributionProblem {
        var problem = AttributionProblem(outcome: "y", agencies: agencies)
        problem.referrals = [AgencyReferral(from: "HOUSING", to: "PROBATION")]
        problem.unions = [["HOUSING", "HEALTH"], ["PROBATION", "JOBS"]]
        return problem
    }

    @Test func agreesWithEnumeration() throws {
        let layout = FunctionalLayout(agencyCount: 4, rules: Self.problem.dividendRules)
        let found = try layout.functionals(of: Self.values)
        for agency in 0..<4 {
            let byReferrals = found[layout[.divided(rule: 0, agency: agency)]]
            #expect((byReferrals - Self.permission[agency]).magnitude < 1e-12)
            let byUnions = found[layout[.divided(rule: 1, agency: agency)]]
            #expect((byUnions - Self.owen[agency]).magnitude < 1e-12)
        }
    }

    /// Without PROBATION's referrer no coalition with it counts; and no coalition that cuts both unions does.
    @Test func ruleAsksOfWhatCanBe() {
        let rules = Self.problem.dividendRules
        #expect((0..<16).filter { !rules[0].asks(of: $0) } == [4, 6, 12, 14])
        #expect((0..<16).filter { !rules[1].asks(of: $0) } == [5, 6, 9, 10])
    }

    /// Chains of referrals reach all the way; a dividend of the last goes to everybody before it.
    @Test func referrersOfReferrersCount() {
        var problem = AttributionProblem(outcome: "y", agencies: ["a", "b", "c"])
        problem.referrals = [.init(from: "a", to: "b"), .init(from: "b", to: "c")]
        let parts = problem.dividendRules[0].parts(of: 0b100)
        #expect(parts.map(\.agency) == [0, 1, 2])
        #expect(parts.allSatisfy { ($0.part - 1.0 / 3).magnitude < 1e-15 })
    }

    private static let cohort = AttributionProblem(
        outcome: "outcome",
        agencies: ["got_housing", "got_health", "got_probation", "got_jobs"],
        covariates: ["need", "age_band"],
        family: .binomial
    )

    /// Contributions by every rule are a linear map of the estimated game, and add up to the whole; their errors are those of the map: one
    /// union of all, and no referral that changes anything, are Shapley's.
    @Test(arguments: [nil, "area"])
    func dividesTheWholeWithItsErrors(cluster: String?) throws {
        var problem = Self.cohort
        problem.cluster = cluster
        problem.unions = [problem.agencies]
        problem.referrals = [.init(from: "got_housing", to: "got_probation")]
        let result = try Fixture.run(problem, path: Fixture.path("cohort.csv")).result
        let (byReferrals, byUnions) = (result.divisions[0], result.divisions[1])
        for (one, other) in zip(byUnions.contributions, result.contributions) {
            #expect((one.value - other.shapley.value).magnitude < 1e-12)
            let (error, expected) = (one.standardError, other.shapley.standardError)
            #expect(((error ?? .nan) - (expected ?? .nan)).magnitude < 1e-12)
        }
        let sum = byReferrals.contributions.reduce(0) { $0 + $1.value }
        #expect((sum - result.total.attributable.value).magnitude < 1e-12)
        // By enumeration of the game as it was estimated.
        let values = result.coalitions.map(\.value)
        let game = (0..<16).map { values[$0 & 1 == 0 ? $0 & ~4 : $0] }
        for agency in 0..<4 {
            let expected = (0..<16).reduce(0.0) { sum, coalition in
                guard coalition >> agency & 1 == 0 else { return sum }
                let weight = [1.0 / 4, 1.0 / 12, 1.0 / 12, 1.0 / 4][coalition.nonzeroBitCount]
                return sum + weight * (game[coalition | 1 << agency] - game[coalition])
            }
            #expect((byReferrals.contributions[agency].value - expected).magnitude < 1e-12)
        }
        #expect(byReferrals.shares.allSatisfy { $0?.interval != nil })
    }

    @Test func whatCannotBeIsRefused() throws {
        func refused(_ change: (inout AttributionProblem) -> Void) -> AttributionError? {
            var problem = Self.problem
            change(&problem)
            do throws(AttributionError) { try problem.validate() } catch { return error }
            return nil
        }
        #expect(refused { _ in } == nil)
        #expect(
            refused { $0.referrals = [.init(from: "HOUSING", to: "POLICE")] }
                == .badDivision(.noAgency("POLICE", option: "referrals"))
        )
        #expect(
            refused { $0.unions = [["HOUSING"], ["HOUSING", "JOBS"]] }
                == .badDivision(.inTwoUnions("HOUSING"))
        )
        #expect(
            refused {
                $0.referrals = [
                    .init(from: "HOUSING", to: "JOBS"), .init(from: "JOBS", to: "HOUSING"),
                ]
            } == .badDivision(.circle("HOUSING"))
        )
    }
}
