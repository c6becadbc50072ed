import TopsliceAttribution
import TopsliceCohortData
import Foundation
import TopsliceRegression
import Testing

/// The cohort of the fixtures, and small cohorts written for one test.
enum Fixture {
    static func path(_ name: String) throws -> String {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        return folder.appendingPathComponent(name).path
    }

    static func attribution(
        _ reference: ReferenceCase,
        threads: Int = 2
    ) throws -> CohortAttribution.Outcome {
        let problem = AttributionProblem(
            outcome: reference.outcome,
            before: reference.before,
            agencies: reference.agencies,
            covariates: reference.covariates,
            categorical: Set(reference.categorical),
            cluster: reference.cluster,
            weights: reference.weights,
            family: OutcomeModel(rawValue: reference.family),
            interactions: .init(rawValue: reference.interactions) ?? .pairwise,
            agencyBy: reference.agencyBy.map { [$0] } ?? [],
            priors: nil
        )
        return try run(problem, path: path("cohort.csv"), threads: threads)
    }

    static func run(
        _ problem: AttributionProblem,
        path: String,
        threads: Int = 2
    ) throws -> CohortAttribution.Outcome {
        let attribution = try CohortAttribution(problem, textCovariates: ["age_band"])
        let file = try CohortFile(path, study: Study(refusesIdentifiers: false))
        return try attribution.run(file.reader(attribution.requests), threads: threads)
    }

    /// Runs on rows of text written to a temporary file.
    static func run(
        _ problem: AttributionProblem,
        header: String,
        rows: [String],
        threads: Int = 2
    ) throws -> CohortAttribution.Outcome {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("attribution-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try (([header] + rows).joined(separator: "\n") + "\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        return try run(problem, path: path, threads: threads)
    }
}
