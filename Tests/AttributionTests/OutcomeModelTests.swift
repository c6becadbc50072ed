import Foundation
import TopsliceAttribution
import TopsliceCohortData
import TopsliceRegression
import Testing

/// Costs in two parts, amounts, parts of one and counts with an exposure, against statsmodels and NumPy
/// (`Tests/References/outcome_model_references.py`), and against what must be so.
@Suite struct OutcomeModelTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        struct Quantity: Decodable, Sendable {
            let value: Double
            let standardError: Double
        }

        let family: String
        let outcome: String
        let exposure: String?
        let cluster: String?
        let weights: String?
        let coefficients: [[Double]]
        let sandwichErrors: [[Double]]
        let statsmodelsErrors: [Double]?
        let v: [Quantity]
        let shapley: [Quantity]

        var testDescription: String { "\(family) \(cluster ?? "-") \(weights ?? "-")" }

        static let all: [Case] = {
            struct File: Decodable {
                let cases: [Case]
            }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            guard let path = try? Fixture.path("outcome_models.json"),
                let data = FileManager.default.contents(atPath: path),
                let file = try? decoder.decode(File.self, from: data)
            else { return [] }
            return file.cases
        }()
    }

    static let agencies = ["got_a", "got_b", "got_c"]

    @Test func thereAreReferences() {
        #expect(Case.all.count == 16)
        #expect(Case.all.count { $0.statsmodelsErrors != nil } == 3)
    }

    @Test(arguments: Case.all)
    func theGameAgreesWithAnIndependentImplementation(_ reference: Case) throws {
        let result = try Fixture.run(
            AttributionProblem(
                outcome: reference.outcome,
                agencies: Self.agencies,
                covariates: ["need", "age"],
                cluster: reference.cluster,
                weights: reference.weights,
                family: OutcomeModel(rawValue: reference.family),
                exposure: reference.exposure,
                interactions: .pairwise,
                priors: nil
            ),
            path: Fixture.path("costs.csv")
        ).result
        for (coalition, expected) in zip(result.coalitions, reference.v) {
            close(coalition.value, expected.value, "v(\(coalition.members))")
            close(coalition.standardError, expected.standardError, "error of \(coalition.members)")
        }
        for (one, expected) in zip(result.contributions, reference.shapley) {
            close(one.shapley.value, expected.value, one.agency)
            close(one.shapley.standardError, expected.standardError, "error of \(one.agency)")
        }
        #expect(result.strength.coefficients == reference.coefficients.map(\.count).reduce(0, +))
    }

    /// The regressions that no exposure and no second part belongs to can be asked for alone.
    @Test(arguments: Case.all.filter { ["gamma", "fractional"].contains($0.family) })
    func coefficientsAndErrorsAreThoseOfStatsmodels(_ reference: Case) throws {
        var problem = RegressionProblem(
            formula: try Formula(
                parsing: "\(reference.outcome) ~ got_a + got_b + got_c + need + age"
                    + " + got_a:got_b + got_a:got_c + got_b:got_c"
            ),
            family: try #require(Family(rawValue: reference.family)),
            covariance: .hc0,
            weights: reference.weights
        )
        if let cluster = reference.cluster { problem.covariance = .cluster(column: cluster) }
        let file = try CohortFile(
            Fixture.path("costs.csv"),
            study: Study(refusesIdentifiers: false)
        )
        let result = try problem.fit(file.reader(problem.requests), threads: 2)
        let errors = reference.statsmodelsErrors ?? reference.sandwichErrors[0]
        let people = Double(result.people)
        // Ours follows Stata and fixest: clusters are scaled by (n − 1) / (n − p) as well.
        let small =
            reference.cluster == nil
            ? 1 : ((people - 1) / (people - Double(result.coefficients.count))).squareRoot()
        for (place, one) in result.coefficients.enumerated() {
            close(one.estimate, reference.coefficients[0][place], one.term)
            close(one.standardError, errors[place] * small, "error of \(one.term)")
        }
    }

    private func close(_ value: Double?, _ expected: Double, _ what: String) {
        let scale = max(1, expected.magnitude)
        #expect(
            ((value ?? .nan) - expected).magnitude <= 1e-9 * scale,
            "\(what): \(value ?? .nan), expected \(expected)"
        )
    }

    // MARK: - What must be so

    private func shapley(
        _ outcome: String,
        _ family: OutcomeModel?,
        agencies: [String] = agencies,
        covariates: [String] = ["need", "age"],
        times: String? = nil,
        exposure: String? = nil,
        priors: PriorScales? = .standard
    ) throws -> AttributionResult {
        try Fixture.run(
            AttributionProblem(
                outcome: outcome,
                agencies: agencies,
                covariates: covariates,
                family: family,
                times: times,
                exposure: exposure,
                priors: priors
            ),
            path: Fixture.path("costs.csv")
        ).result
    }

    private func expectSame(_ one: AttributionResult, _ other: AttributionResult) {
        for (left, right) in zip(one.contributions, other.contributions) {
            close(left.shapley.value, right.shapley.value, left.agency)
            close(left.shapley.standardError, right.shapley.standardError ?? .nan, left.agency)
        }
    }

    /// One agency and nothing else: every model gives the means of its two arms, and so does least squares.
    @Test(arguments: [("cost", OutcomeModel.twoPart), ("amount", .gamma), ("part", .fractional)])
    func aSaturatedModelGivesTheMeansOfArms(outcome: String, model: OutcomeModel) throws {
        func run(_ model: OutcomeModel) throws -> AttributionResult {
            try shapley(outcome, model, agencies: ["got_a"], covariates: [], priors: nil)
        }
        expectSame(try run(model), try run(.gaussian))
    }

    /// The same exposure for everybody is none.
    @Test func equalExposuresChangeNothing() throws {
        let header = "y,a,b,x,days"
        let rows = (0..<200).map { row in
            "\(row * 7 % 5),\(row % 2),\(row / 2 % 3 == 0 ? 1 : 0),\(row * 5 % 3),40"
        }
        func run(_ exposure: String?) throws -> AttributionResult {
            try Fixture.run(
                AttributionProblem(
                    outcome: "y",
                    agencies: ["a", "b"],
                    covariates: ["x"],
                    family: .poisson,
                    exposure: exposure
                ),
                header: header,
                rows: rows
            ).result
        }
        expectSame(try run("days"), try run(nil))
    }

    /// An outcome times a column is the column of products.
    @Test func aProductIsItsColumn() throws {
        var random = 17
        let rows = (0..<300).map { row -> String in
            random = (random * 75 + 74) % 65_537
            let (y, worth) = (random % 3 == 0 ? 1 : 0, 100 + random % 50)
            return "\(y),\(worth),\(y * worth),\(row % 2),\(row / 2 % 2),\(random % 4)"
        }
        func run(_ outcome: String, times: String?, _ model: OutcomeModel) throws
            -> AttributionResult
        {
            try Fixture.run(
                AttributionProblem(
                    outcome: outcome,
                    agencies: ["a", "b"],
                    covariates: ["x"],
                    family: model,
                    times: times
                ),
                header: "y,worth,product,a,b,x",
                rows: rows
            ).result
        }
        for model in [OutcomeModel.gaussian, .twoPart] {
            expectSame(
                try run("y", times: "worth", model),
                try run("product", times: nil, model)
            )
        }
    }

    /// Of sums of money the parts add up under least squares.
    @Test func gamesOfSumsAreSumsOfGames() throws {
        let header = "p,q,sum,a,b,x"
        let rows = (0..<250).map { row in
            let (p, q) = (row * 37 % 101, row * 53 % 67)
            return "\(p),\(q),\(p + q),\(row % 2),\(row / 2 % 3 == 0 ? 1 : 0),\(row * 11 % 29)"
        }
        func run(_ outcome: String) throws -> AttributionResult {
            try Fixture.run(
                AttributionProblem(
                    outcome: outcome,
                    agencies: ["a", "b"],
                    covariates: ["x"],
                    family: .gaussian
                ),
                header: header,
                rows: rows
            ).result
        }
        let (p, q, sum) = (try run("p"), try run("q"), try run("sum"))
        for coalition in sum.coalitions.indices {
            close(
                sum.coalitions[coalition].value,
                p.coalitions[coalition].value + q.coalitions[coalition].value,
                "v of coalition \(coalition)"
            )
        }
    }

    /// The default model's priors hold each part back, and clusters keep their degrees of freedom.
    @Test func aTwoPartModelTakesPriorsAndClusters() throws {
        let result = try Fixture.run(
            AttributionProblem(
                outcome: "cost",
                agencies: Self.agencies,
                covariates: ["need", "age"],
                cluster: "area",
                family: .twoPart
            ),
            path: Fixture.path("costs.csv")
        ).result
        #expect(result.strength.effectiveParameters < Double(result.strength.coefficients))
        for one in result.contributions {
            let known = try #require(one.shapley.uncertainty)
            #expect(known.degreesOfFreedom >= 1 && known.degreesOfFreedom <= 24)
            #expect(one.shapley.value.isFinite && known.standardError > 0)
        }
        #expect(result.curvatures.map(\.covariate) == ["age"])
        #expect(result.curvatures.first?.degreesOfFreedom.numerator == 6)
    }

    // MARK: - Refusals

    @Test(arguments: [
        ("-1,1,0", OutcomeModel.gamma), ("0,1,0", .gamma), ("-1,1,0", .poisson),
        ("1.5,1,0", .fractional), ("-1,1,0", .twoPart),
    ])
    func aModelThatDoesNotFitIsRefused(row: String, model: OutcomeModel) throws {
        let rows = [row] + (1..<40).map { "0.\($0),\($0 % 2),\($0 / 2 % 2)" }
        let error = #expect(throws: AttributionError.self) {
            try Fixture.run(
                AttributionProblem(outcome: "y", agencies: ["a", "b"], family: model),
                header: "y,a,b",
                rows: rows
            )
        }
        guard case .familyDoesNotFit("y", let said, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(said == model && error?.isOfSingleRows == true)
    }

    /// Where everybody has a cost there is one part only, and no single row is at fault.
    @Test func twoPartsNeedSomebodyWithout() {
        let rows = (1..<40).map { "\($0),\($0 % 2),\($0 / 2 % 2)" }
        let error = #expect(throws: AttributionError.self) {
            try Fixture.run(
                AttributionProblem(outcome: "y", agencies: ["a", "b"], family: .twoPart),
                header: "y,a,b",
                rows: rows
            )
        }
        #expect(error?.isOfSingleRows == false && error?.isOfTheRows == true)
    }

    @Test func exposuresMustBeAboveNoughtAndThere() {
        for bad in ["0", "-2", ""] {
            let rows = ["1,1,0,\(bad)"] + (1..<40).map { "\($0 % 4),\($0 % 2),\($0 / 2 % 2),3" }
            #expect(throws: AttributionError.badExposure("days", people: 1)) {
                try Fixture.run(
                    AttributionProblem(
                        outcome: "y",
                        agencies: ["a", "b"],
                        family: .poisson,
                        exposure: "days"
                    ),
                    header: "y,a,b,days",
                    rows: rows
                )
            }
        }
        #expect(throws: AttributionError.exposureWithoutCounts("days")) {
            try AttributionProblem(outcome: "y", agencies: ["a"], exposure: "days").validate()
        }
    }
}
