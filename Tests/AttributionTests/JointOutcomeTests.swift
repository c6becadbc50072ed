import Foundation
import TopsliceAttribution
import TopsliceCohortData
import TopsliceRegression
import TopsliceTestSupport
import Testing

/// Several outcomes in one run, against statsmodels and NumPy (`Tests/References/joint_outcome_references.py`), each of them alone, and
/// what must be so.
@Suite struct JointOutcomeTests {
    struct Reference: Decodable, Sendable {
        struct Outcome: Decodable, Sendable {
            let outcome: String
            let family: String
            let exposure: String?
        }

        struct Case: Decodable, Sendable, CustomTestStringConvertible {
            let weights: String?
            let cluster: String?
            let shapley: [[Double]]
            let covariance: [[Double]]
            let people: Int
            var testDescription: String { "\(weights ?? "-") \(cluster ?? "-")" }
        }

        let outcomes: [Outcome]
        let cases: [Case]

        static let read: Reference? = {
            let decoder = JSONDecoder()
            guard let path = try? Fixture.path("joint_outcomes.json"),
                let data = FileManager.default.contents(atPath: path)
            else { return nil }
            return try? decoder.decode(Reference.self, from: data)
        }()
    }

    static let agencies = ["got_a", "got_b", "got_c"]

    private static func run(
        _ problems: [AttributionProblem],
        path: String,
        counts: String? = nil,
        findsCells: Bool = true,
        threads: Int = 2
    ) throws -> OutcomesAttribution.Outcomes {
        let attribution = try OutcomesAttribution(problems)
        var study = Study(refusesIdentifiers: false)
        study.counts = counts
        var reader = try CohortFile(path, study: study).reader(attribution.requests)
        reader.findsCells = findsCells
        return try attribution.run(reader, threads: threads)
    }

    private static func run(
        _ problems: [AttributionProblem],
        lines: [String],
        counts: String? = nil,
        findsCells: Bool = true
    ) throws -> OutcomesAttribution.Outcomes {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("outcomes-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        return try run(problems, path: path, counts: counts, findsCells: findsCells)
    }

    private func close(_ value: Double?, _ expected: Double, scale: Double, _ what: String) {
        #expect(
            ((value ?? .nan) - expected).magnitude <= 1e-8 * scale,
            "\(what): \(value ?? .nan), expected \(expected)"
        )
    }

    @Test(arguments: Reference.read?.cases ?? [])
    func contributionsVaryTogetherAsStackedEquationsSay(_ reference: Reference.Case) throws {
        let outcomes = try #require(Reference.read).outcomes
        let found = try Self.run(
            outcomes.map {
                AttributionProblem(
                    outcome: $0.outcome,
                    agencies: Self.agencies,
                    covariates: ["need", "age"],
                    cluster: reference.cluster,
                    weights: reference.weights,
                    family: OutcomeModel(rawValue: $0.family),
                    exposure: $0.exposure,
                    interactions: .pairwise,
                    priors: nil
                )
            },
            path: Fixture.path("costs.csv")
        )
        let effects = found.effects
        #expect(effects.people == reference.people)
        for (outcome, values) in reference.shapley.enumerated() {
            for (agency, value) in values.enumerated() {
                close(
                    effects.contributions[outcome][agency],
                    value,
                    scale: max(1, value.magnitude),
                    "\(outcomes[outcome].outcome) \(Self.agencies[agency])"
                )
            }
        }
        for (row, values) in reference.covariance.enumerated() {
            for (column, value) in values.enumerated() {
                let scale =
                    (reference.covariance[row][row] * reference.covariance[column][column])
                    .squareRoot()
                close(effects.covariance[row][column], value, scale: scale, "\(row), \(column)")
            }
        }
    }

    @Test func thereAreReferences() throws {
        let reference = try #require(Reference.read)
        #expect(reference.cases.count == 4)
        #expect(reference.outcomes.count == 5)
    }

    private static func problem(
        _ outcome: String,
        _ family: OutcomeModel?,
        cluster: String? = nil
    ) -> AttributionProblem {
        AttributionProblem(
            outcome: outcome,
            agencies: agencies,
            covariates: ["need", "age"],
            cluster: cluster,
            family: family
        )
    }

    /// What is found of an outcome does not depend on what else is asked, to the last digit.
    @Test(arguments: [nil, "area"])
    func eachOutcomeIsWhatItIsAlone(cluster: String?) throws {
        let path = try Fixture.path("costs.csv")
        let problems = [
            Self.problem("part", .fractional, cluster: cluster),
            Self.problem("cost", .twoPart, cluster: cluster),
            Self.problem("days", nil, cluster: cluster),
            Self.problem("events", .poisson, cluster: cluster),
            Self.problem("cost", .gaussian, cluster: cluster),
        ]
        let found = try Self.run(problems, path: path)
        for (problem, one) in zip(problems, found.outcomes) {
            let alone = try Fixture.run(problem, path: path)
            #expect(one.result == alone.result, "\(problem.outcome)")
            #expect(one.formula == alone.formula)
            #expect(one.family == alone.family)
        }
        let first = try Self.run([problems[1]], path: path)
        #expect(first.outcomes[0].result == found.outcomes[1].result)
        #expect(first.effects.contributions[0] == found.effects.contributions[1])
    }

    /// The covariance within an outcome is its own.
    @Test(arguments: [nil, "area"])
    func theCovarianceWithinAnOutcomeIsItsOwn(cluster: String?) throws {
        let found = try Self.run(
            [
                Self.problem("cost", .twoPart, cluster: cluster),
                Self.problem("part", .fractional, cluster: cluster),
            ],
            path: Fixture.path("costs.csv")
        )
        for (outcome, one) in found.outcomes.enumerated() {
            for row in 0..<3 {
                for column in 0..<3 {
                    let own = one.result.covariance
                    close(
                        found.effects.covariance[outcome * 3 + row][outcome * 3 + column],
                        own[row][column],
                        scale: (own[row][row] * own[column][column]).squareRoot(),
                        "\(outcome) \(row) \(column)"
                    )
                }
            }
            var weights = [[0.0, 0, 0], [0, 0, 0]]
            weights[outcome] = [1, 1, 1]
            let whole = found.effects.estimate(weights)
            let own = one.result.total.attributable
            close(whole.value, own.value, scale: 1 + own.value.magnitude, "value of \(outcome)")
            close(
                whole.standardError,
                own.standardError ?? .nan,
                scale: 1 + own.value.magnitude,
                "error of \(outcome)"
            )
        }
    }

    /// Two amounts, their sum, and an agency that never bore on either.
    private static func sums(exact: Bool) -> [String] {
        var generator = SeededGenerator(seed: 5)
        return ["p,q,sum,a,b,x,c"]
            + (0..<400).map { row in
                func draw(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
                let (a, b, x) = (draw(2), draw(2), draw(7))
                let p = 10 * a + 3 * x + (exact ? 0 : draw(30))
                let q = 5 * a * 2 - x + (exact ? 0 : draw(50) - p / 3)
                return "\(p),\(q),\(p + q),\(a),\(b),\(x),c\(row % 20)"
            }
    }

    private static func linear(_ outcome: String, cluster: String?) -> AttributionProblem {
        AttributionProblem(
            outcome: outcome,
            agencies: ["a", "b"],
            covariates: ["x"],
            cluster: cluster,
            family: .gaussian
        )
    }

    /// Under least squares the sum of two outcomes has the sum of their contributions, and its error is that of the sum.
    @Test(arguments: [nil, "c"])
    func aSumIsTheSumWithItsError(cluster: String?) throws {
        let found = try Self.run(
            ["p", "q", "sum"].map { Self.linear($0, cluster: cluster) },
            lines: Self.sums(exact: false)
        )
        for agency in 0..<2 {
            var weights = [[0.0, 0], [0, 0], [0, 0]]
            weights[0][agency] = 1
            weights[1][agency] = 1
            let added = found.effects.estimate(weights)
            let own = found.outcomes[2].result.contributions[agency].shapley
            close(added.value, own.value, scale: 1, "value of \(agency)")
            close(added.standardError, own.standardError ?? .nan, scale: 1, "error of \(agency)")
        }
    }

    /// An agency that bears on nothing has nothing of either outcome where nothing is left to chance.
    @Test func anAgencyThatBearsOnNothingHasNothing() throws {
        let plain = ["p", "q"].map {
            AttributionProblem(
                outcome: $0,
                agencies: ["a", "b"],
                covariates: ["x"],
                family: .gaussian,
                priors: nil
            )
        }
        let found = try Self.run(plain, lines: Self.sums(exact: true))
        for outcome in 0..<2 {
            close(found.effects.contributions[outcome][1], 0, scale: 1, "outcome \(outcome)")
        }
    }

    /// Rows that stand for several people are worth as many rows, in every product of influences.
    @Test(arguments: [nil, "c"])
    func countedRowsAreTheirPeople(cluster: String?) throws {
        let people = CellsTests.people
        let problems = [("y", OutcomeModel.binomial), ("q", .twoPart), ("q", .gaussian)].map {
            AttributionProblem(
                outcome: $0,
                agencies: ["a", "b", "k"],
                covariates: ["x"],
                cluster: cluster,
                weights: "w",
                family: $1
            )
        }
        let rows = try Self.run(problems, lines: people.rows, findsCells: false).effects
        let cells = try Self.run(problems, lines: people.cells, counts: "n").effects
        for row in rows.covariance.indices {
            for column in rows.covariance.indices {
                let scale =
                    (rows.covariance[row][row] * rows.covariance[column][column]).squareRoot()
                close(
                    cells.covariance[row][column],
                    rows.covariance[row][column],
                    scale: scale,
                    "\(row), \(column)"
                )
            }
        }
    }

    @Test func anOutcomeThatIsConstantInAnArmIsRefused() throws {
        let lines =
            ["y,z,a,b"]
            + (0..<60).map { row in
                let a = row % 2
                return "\(row % 7),\(a == 1 ? 4 : row % 5),\(a),\(row / 2 % 2)"
            }
        let error = #expect(throws: AttributionError.self) {
            try Self.run(
                ["y", "z"].map {
                    AttributionProblem(outcome: $0, agencies: ["a", "b"], family: .gaussian)
                },
                lines: lines
            )
        }
        #expect(error == .constantInArm(outcome: "z", agency: "a", isServed: true))
        #expect(error.map { "\($0)".contains("'z'") && "\($0)".contains("'a'") } == true)
    }
}
