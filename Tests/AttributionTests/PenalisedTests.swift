import Foundation
import TopsliceAttribution
import TopsliceCohortData
import TopsliceRegression
import Testing

/// The default model (splines, agency × covariate, interactions of every order, priors) against an independent implementation:
/// `Tests/References/penalised_references.py`, with NumPy, every coalition by brute force.
@Suite struct PenalisedTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        struct Quantity: Decodable, Sendable {
            let value: Double
            let standardError: Double
        }

        struct Curvature: Decodable, Sendable {
            let covariate: String
            let statistic: Double
        }

        let family: String
        let cluster: String?
        let weights: String?
        let outcome: String
        let before: String
        let agencies: [String]
        let covariates: [String]
        let categorical: [String]
        let effectiveParameters: Double
        let coefficients: Int
        let v: [Quantity]
        let shapley: [Quantity]
        let curvature: [Curvature]

        var testDescription: String { "\(family) \(cluster ?? "-") \(weights ?? "-")" }

        static let all: [Case] = {
            struct File: Decodable {
                let cases: [Case]
            }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            guard let url = Bundle.module.url(forResource: "Fixtures", withExtension: nil),
                let data = try? Data(contentsOf: url.appendingPathComponent("penalised.json")),
                let file = try? decoder.decode(File.self, from: data)
            else { return [] }
            return file.cases
        }()
    }

    @Test func thereAreReferences() {
        #expect(Case.all.count == 12)
    }

    private static func problem(_ reference: Case) -> AttributionProblem {
        AttributionProblem(
            outcome: reference.outcome,
            before: reference.before,
            agencies: reference.agencies,
            covariates: reference.covariates,
            categorical: Set(reference.categorical),
            cluster: reference.cluster,
            weights: reference.weights,
            family: OutcomeModel(rawValue: reference.family)
        )
    }

    @Test(arguments: Case.all)
    func agreesWithAnIndependentImplementation(_ reference: Case) throws {
        let result = try Fixture.run(Self.problem(reference), path: Fixture.path("cohort.csv"))
            .result
        func close(_ value: Double?, _ expected: Double, _ what: String) {
            let scale = max(1, expected.magnitude)
            #expect(
                ((value ?? .nan) - expected).magnitude <= 1e-8 * scale,
                "\(what): \(value ?? .nan)"
            )
        }
        #expect(result.strength.coefficients == reference.coefficients)
        close(
            result.strength.effectiveParameters,
            reference.effectiveParameters,
            "effective parameters"
        )
        for (coalition, expected) in zip(result.coalitions, reference.v) {
            close(coalition.value, expected.value, "v(\(coalition.members))")
            close(
                coalition.standardError,
                expected.standardError,
                "error of v(\(coalition.members))"
            )
        }
        for (one, expected) in zip(result.contributions, reference.shapley) {
            close(one.shapley.value, expected.value, one.agency)
            close(one.shapley.standardError, expected.standardError, "error of \(one.agency)")
        }
        #expect(result.curvatures.map(\.covariate) == reference.curvature.map(\.covariate))
        for (test, expected) in zip(result.curvatures, reference.curvature) {
            close(test.statistic, expected.statistic, "curvature of \(test.covariate)")
        }
    }

    /// As the scales grow the priors say nothing, and the fit is the plain one.
    @Test func widePriorsAreNone() throws {
        let agencies = ["got_housing", "got_health"]
        func problem(_ priors: PriorScales?) -> AttributionProblem {
            AttributionProblem(
                outcome: "outcome",
                agencies: agencies,
                covariates: ["need"],
                family: .binomial,
                agencyBy: ["need"],
                priors: priors
            )
        }
        let wide = PriorScales(interactions: 1e6, modifications: 1e6, covariates: 1e6)
        let path = try Fixture.path("cohort.csv")
        let penalised = try Fixture.run(problem(wide), path: path).result
        let plain = try Fixture.run(problem(nil), path: path).result
        for (one, other) in zip(penalised.coalitions, plain.coalitions) {
            #expect((one.value - other.value).magnitude < 1e-9)
        }
        #expect((penalised.strength.effectiveParameters - 7).magnitude < 1e-6)
    }

    /// Nobody has an event among those whom b served: the plain fit runs off, the prior keeps it.
    @Test func separationIsNoRefusal() throws {
        let rows = (0..<120).map { row in
            let (a, b) = (row % 2, row % 10 == 0 ? 1 : 0)
            return "\(b == 0 && row * 7 % 11 < 3 ? 1 : 0),\(a),\(b),\(row * 5 % 3)"
        }
        func run(_ priors: PriorScales?) throws -> AttributionResult {
            try Fixture.run(
                AttributionProblem(
                    outcome: "y",
                    agencies: ["a", "b"],
                    covariates: ["x"],
                    priors: priors
                ),
                header: "y,a,b,x",
                rows: rows
            ).result
        }
        #expect(throws: AttributionError.self) { try run(nil) }
        let result = try run(.standard)
        #expect(result.cautions.contains(.effectsHeld(scale: 2.5)))
        #expect(result.contributions[1].shapley.value < 0)
        #expect((result.contributions[1].shapley.standardError ?? 0) > 0)
    }

    @Test func whatPriorsCannotSettleIsRefused() {
        let rows = ["1,1,0", "0,0,1"]
        #expect(throws: AttributionError.self) {
            try Fixture.run(
                AttributionProblem(outcome: "y", agencies: ["a", "b"]),
                header: "y,a,b",
                rows: rows
            )
        }
        for scale in [0, -1, .nan, .infinity] {
            #expect(throws: AttributionError.badPriorScale) {
                try Fixture.run(
                    AttributionProblem(
                        outcome: "y",
                        agencies: ["a"],
                        priors: PriorScales(interactions: 1, modifications: scale, covariates: 1)
                    ),
                    header: "y,a",
                    rows: ["1,1", "0,0"]
                )
            }
        }
    }

    /// Harrell's knots are quantiles; equal values leave fewer, and too few leave a line.
    @Test func knotsOfNumbers() throws {
        let even = SortedValues((0...1_000).map { Double($0) })
        let spline = try #require(RestrictedCubicSpline(of: even))
        for (knot, expected) in zip(spline.knots, [50.0, 275, 500, 725, 950]) {
            #expect((knot - expected).magnitude < 1e-9)
        }
        let zeros = [Double](repeating: 0, count: 600) + (1...400).map { Double($0) }
        let fewer = try #require(RestrictedCubicSpline(of: SortedValues(zeros)))
        #expect(fewer.knots.count == 3 && fewer.knots[0] == 0)
        #expect(RestrictedCubicSpline(of: SortedValues([1, 1, 2, 2, 3, 4, 5])) == nil)
        #expect(RestrictedCubicSpline(knots: [2, 1, 3]) == nil)
    }
}
