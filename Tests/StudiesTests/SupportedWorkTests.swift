import Foundation
import TopsliceAttribution
import TopsliceCohortData
import TopsliceStudies
import Testing

/// `datasets/evaluations/supported-work` beside what Dehejia and Wahba (1999, table 3) published of the same people.
@Suite struct SupportedWorkTests {
    private static func result(_ name: String) throws -> AttributionResult {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("datasets/evaluations/supported-work").path
        var analysis = StudyAnalysis()
        analysis.crossCheck = .aipw
        return try AttributionRequest(
            source: .files(["\(folder)/\(name).csv"]),
            study: try Study.read("\(folder)/study.yaml"),
            analysis: analysis
        ).run(hashing: false).result
    }

    @Test func theExperimentIsIdentified() throws {
        let result = try Self.result("experiment")
        let trained = result.contributions[0]
        #expect((trained.claimedRawDifference / trained.servedShare).rounded() == 1_794)
        // Regression: 1,672 (638).
        #expect(abs(trained.perServed.value - 1_672) < 0.2 * 638)
        let error = try #require(trained.perServed.standardError)
        #expect(abs(error - 638) < 0.15 * 638)
        #expect(result.verdict.standing == .identified)
    }

    @Test func theSurveyIsNot() throws {
        let result = try Self.result("survey")
        let trained = result.contributions[0]
        #expect((trained.claimedRawDifference / trained.servedShare).rounded() == -15_205)
        // Regression: 731 (886).
        #expect(abs(trained.perServed.value - 731) < 0.2 * 886)
        #expect(result.verdict.standing == .notIdentified)
        #expect(result.verdict.grounds.contains { $0.rule == .fewEffective })
        // Chances of service so near 0 and 1 that an unpenalised model of them has no finite estimate.
        #expect(result.crossCheck != nil)
    }
}
