import Foundation
import Testing
import TopsliceCohortData
import TopsliceRegression

@testable import TopsliceAttribution

/// How strong a hidden confounder must be, against the errors that statsmodels gives the coefficients of the same models
/// (`Tests/References/robustness_references.py`): no matter of clusters.
@Suite struct RobustnessReferenceTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let family: String
        let outcome: String
        let agencies: [String]
        let weights: String?
        let cluster: String?
        let robustness: [Double]

        var testDescription: String {
            "\(family) \(agencies.count) \(cluster ?? "-") \(weights ?? "-")"
        }

        static let all: [Case] = {
            struct File: Decodable {
                let cases: [Case]
            }
            guard let path = try? Fixture.path("robustness.json"),
                let data = FileManager.default.contents(atPath: path),
                let file = try? JSONDecoder().decode(File.self, from: data)
            else { return [] }
            return file.cases
        }()
    }

    @Test func thereAreReferences() {
        #expect(Case.all.count == 10)
        #expect(Case.all.count { $0.cluster != nil } == 5)
    }

    @Test(arguments: Case.all)
    func isThatOfTheModelsOwnErrors(_ reference: Case) throws {
        let found = try Fixture.run(
            AttributionProblem(
                outcome: reference.outcome,
                agencies: reference.agencies,
                covariates: ["need", "prior", "age_band"],
                cluster: reference.cluster,
                weights: reference.weights,
                family: OutcomeModel(rawValue: reference.family),
                priors: nil
            ),
            path: Fixture.path("cohort.csv")
        ).result.sensitivity
        let values = (found.agencies + [found.together]).map { $0.toCancel?.ofEstimate }
        #expect(values.count == reference.robustness.count)
        for (value, expected) in zip(values, reference.robustness) {
            let value = try #require(value)
            // The reference differentiates by differences.
            #expect((value - expected).magnitude < 1e-7 * expected, "\(value), not \(expected)")
        }
    }
}
