import Foundation
import Testing
import TopsliceAttribution
import TopsliceCohortData
import TopsliceRegression

/// The default model of costs in two parts, amounts, parts of one and counts with an exposure, against an independent implementation:
/// `Tests/References/penalised_outcome_references.py`, with NumPy, every coalition by brute force.
@Suite struct PenalisedOutcomeTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        struct Quantity: Decodable, Sendable {
            let value: Double
            let standardError: Double
        }

        let family: String
        let outcome: String
        let exposure: String?
        let weights: String?
        let cluster: String?
        let effectiveParameters: Double
        let v: [Quantity]
        let shapley: [Quantity]

        var testDescription: String { "\(family) \(cluster ?? "-") \(weights ?? "-")" }

        static let all: [Case] = {
            struct File: Decodable {
                let cases: [Case]
            }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            guard let path = try? Fixture.path("penalised_outcomes.json"),
                let data = FileManager.default.contents(atPath: path),
                let file = try? decoder.decode(File.self, from: data)
            else { return [] }
            return file.cases
        }()
    }

    @Test func thereAreReferences() {
        #expect(Case.all.count == 16)
        #expect(Set(Case.all.map(\.family)).count == 4)
    }

    @Test(arguments: Case.all)
    func agreesWithAnIndependentImplementation(_ reference: Case) throws {
        let result = try Fixture.run(
            AttributionProblem(
                outcome: reference.outcome,
                agencies: ["got_a", "got_b", "got_c"],
                covariates: ["need", "age"],
                cluster: reference.cluster,
                weights: reference.weights,
                family: OutcomeModel(rawValue: reference.family),
                exposure: reference.exposure
            ),
            path: Fixture.path("costs.csv")
        ).result
        func close(_ value: Double?, _ expected: Double, _ what: String) {
            let distance = ((value ?? .nan) - expected).magnitude
            #expect(distance <= 1e-8 * expected.magnitude, "\(what): \(value ?? .nan)")
        }
        close(result.strength.effectiveParameters, reference.effectiveParameters, "parameters")
        #expect(result.coalitions.count == reference.v.count)
        for (coalition, expected) in zip(result.coalitions, reference.v) {
            close(coalition.value, expected.value, "v(\(coalition.members))")
            close(coalition.standardError, expected.standardError, "error of \(coalition.members)")
        }
        for (one, expected) in zip(result.contributions, reference.shapley) {
            close(one.shapley.standardError, expected.standardError, "error of \(one.agency)")
            let distance = (one.shapley.value - expected.value).magnitude
            #expect(distance <= 1e-8 * expected.standardError, "\(one.agency)")
        }
    }
}
