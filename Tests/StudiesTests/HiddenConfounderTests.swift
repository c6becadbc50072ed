import TopsliceAttribution
import TopsliceCohortData
import TopsliceSimulation
import TopsliceStudies
import Testing

/// Cohorts of which a reason for being served is no column, beside those where all are; `TruthBenchmarks` has the figures of 400 of each.
@Suite struct HiddenConfounderTests {
    private func run(
        _ scenario: SimulationScenario,
        seed: UInt64
    ) throws -> (result: AttributionResult, truth: Double) {
        var plan = try SimulationPlan.standard(scenario, agencyCount: 4)
        plan.people = 3_000
        plan.seed = seed
        plan.areas.outcomeSpread = 0
        plan.areas.uptakeSpread = 0
        let cohort = try SimulatedCohort(plan)
        #expect(!cohort.columns.contains("risk"))
        var bytes: [UInt8] = []
        try cohort.write { bytes.append(contentsOf: $0) }
        var analysis = StudyAnalysis()
        analysis.outcome = "outcome"
        analysis.agencies = cohort.columns.filter { $0.hasPrefix("got_") }
        analysis.covariates = ["need", "prior", "age_band", "outcome_before"]
        let result = try AttributionRequest(
            source: .memory(name: "cohort", bytes: bytes),
            analysis: analysis,
            threads: 1
        ).run(hashing: false).result
        return (result, try cohort.truth().attributable)
    }

    /// Nine in ten of the intervals that allow for one as strong as the strongest observed hold the whole effect, and few of the plain
    /// ones; the verdict is at most once in ten that these data identify it.
    @Test func aHiddenReasonIsAllowedForAndNotCalledIdentified() throws {
        let runs = try (UInt64(1)...20).map { try run(.hidden, seed: $0) }
        let allowing = runs.count { result, truth in
            result.sensitivity.together.allowance.map { $0.low <= truth && truth <= $0.high }
                ?? false
        }
        let plain = runs.count { result, truth in
            result.total.attributable.uncertainty.map {
                $0.confidenceLow <= truth && truth <= $0.confidenceHigh
            } ?? false
        }
        #expect(allowing >= 18)
        #expect(plain <= 14)
        #expect(runs.count { $0.result.verdict.standing == .identified } <= 2)
    }

    @Test func whereAllReasonsAreColumnsItIsIdentified() throws {
        let runs = try (UInt64(1)...20).map { try run(.targeted, seed: $0).result }
        #expect(runs.count { $0.verdict.standing == .identified } >= 18)
        #expect(runs.count { $0.verdict.grounds.contains { $0.rule == .sharedReasons } } <= 2)
    }
}
