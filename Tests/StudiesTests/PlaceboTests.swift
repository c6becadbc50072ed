import TopsliceAttribution
import TopsliceCohortData
import TopsliceSimulation
import TopsliceStudies
import Testing

/// Where nothing is to be found: an outcome measured before, permuted labels, agencies that were made up.
@Suite struct PlaceboTests {
    private func request(
        _ scenario: SimulationScenario,
        seed: UInt64 = 1,
        people: Int = 1_500,
        threads: Int = 1,
        _ change: (inout StudyAnalysis) -> Void
    ) throws -> AttributionRequest {
        var plan = try SimulationPlan.standard(scenario, agencyCount: 3)
        plan.people = people
        plan.seed = seed
        plan.areas.outcomeSpread = 0
        plan.areas.uptakeSpread = 0
        let cohort = try SimulatedCohort(plan)
        var bytes: [UInt8] = []
        try cohort.write { bytes.append(contentsOf: $0) }
        var analysis = StudyAnalysis()
        analysis.outcome = "outcome"
        analysis.agencies = cohort.columns.filter { $0.hasPrefix("got_") }
        analysis.covariates =
            ["need", "prior", "age_band", "outcome_before"]
            + cohort.columns.filter { $0 == "risk" }
        change(&analysis)
        return AttributionRequest(
            source: .memory(name: "cohort", bytes: bytes),
            analysis: analysis,
            threads: threads
        )
    }

    private func placebos(_ request: AttributionRequest) throws -> (Placebos, Verdict) {
        let result = try request.run(hashing: false).result
        return (try #require(result.placebos), result.verdict)
    }

    // MARK: An outcome measured before

    /// People of whom a trait u that no column tells of moves service and both outcomes, or no outcome before.
    private func withTrait(actsBefore: Bool) throws -> AttributionRequest {
        var rows = ["y,y0,a,b,x"]
        for row in 0..<1_200 {
            let (u, x) = (row * 7 % 10, row * 3 % 4)
            let noise = row * 7_919 % 1_009
            let a = (row * 131 % 97) < 20 + 6 * u ? 1 : 0
            let b = row * 211 % 83 < 33 ? 1 : 0
            let before = (actsBefore ? 40 * u : 0) + 30 * x + row * 577 % 503
            rows.append("\(100 * a + 40 * u + 30 * x + noise),\(before),\(a),\(b),\(x)")
        }
        var analysis = StudyAnalysis()
        analysis.outcome = "y"
        analysis.agencies = ["a", "b"]
        analysis.covariates = ["x"]
        analysis.placeboOutcome = "y0"
        return AttributionRequest(
            source: .memory(
                name: "cohort",
                bytes: Array((rows.joined(separator: "\n") + "\n").utf8)
            ),
            analysis: analysis,
            threads: 1
        )
    }

    @Test func aReasonThatMovesTheOutcomeBeforeIsFoundOut() throws {
        let (placebos, verdict) = try placebos(withTrait(actsBefore: true))
        let outcome = try #require(placebos.outcome)
        #expect(try #require(outcome.holmPValues[0]) < 0.01)
        #expect(try #require(outcome.holmPValues[1]) > 0.01)
        let ground = try #require(verdict.grounds.first { $0.rule == .placeboOutcome })
        #expect(ground.value == outcome.smallestPValue)
        #expect(verdict.standing == .partlyIdentified)
    }

    @Test func oneThatDoesNotMoveItIsNot() throws {
        let (placebos, verdict) = try placebos(withTrait(actsBefore: false))
        #expect(try #require(placebos.outcome?.smallestPValue) > 0.01)
        #expect(!verdict.grounds.contains { $0.rule == .placeboOutcome })
    }

    /// The placebo is the attribution of that column, with the other covariates.
    @Test func thePlaceboIsTheSameDesign() throws {
        let tried = try placebos(
            request(.targeted) { $0.placeboOutcome = "outcome_before" }
        )
        let found = try #require(tried.0.outcome)
        let direct = try request(.targeted) {
            $0.outcome = "outcome_before"
            $0.covariates = ["need", "prior", "age_band"]
        }.run(hashing: false).result
        #expect(found.contributions == direct.contributions.map(\.shapley))
        #expect(found.together == direct.total.attributable)
        #expect(found.isCovariate && found.isProportion)
        // Those chosen for having failed before differ in it, which the answer compares.
        #expect(try #require(found.smallestPValue) < 0.01)
        #expect(!tried.1.grounds.contains { $0.rule == .placeboOutcome })
    }

    // MARK: Permuted labels and agencies made up

    private func trials(_ analysis: inout StudyAnalysis) {
        analysis.placeboPermutations = 100
        analysis.placeboAgencies = 60
    }

    @Test func whatIsSoundPassesAndWorksIsLargerThanByChance() throws {
        let (placebos, verdict) = try placebos(request(.targeted) { trials(&$0) })
        let permuted = try #require(placebos.permuted?.findings)
        #expect(permuted.foundPart < 0.15)
        #expect(permuted.pValue < 0.05)
        #expect(permuted.observedLargest > permuted.usualLargest)
        let none = try #require(placebos.nullAgencies)
        #expect(none.count == 60 && none.agencies.map(\.count) == [20, 20, 20])
        #expect(try #require(none.heldPart) >= 0.85)
        #expect(placebos.grounds.isEmpty)
        #expect(verdict.standing == .identified)
    }

    /// By labels that do nothing the largest contribution is one like those of permuted labels: p-values are spread over their range.
    @Test func whereNothingWorksTheLargestIsNoLargerThanByChance() throws {
        let values = try (UInt64(1)...6).map { seed in
            let run = try placebos(
                request(.null, seed: seed) { $0.placeboPermutations = 100 }
            )
            return try #require(run.0.permuted?.findings?.pValue)
        }
        // All of six below a half, or above, happens once in 32 times; below 0.05 twice once in 30.
        #expect(values.count { $0 < 0.05 } <= 1, "\(values)")
        #expect(values.contains { $0 > 0.3 }, "\(values)")
    }

    /// A plain model has no curve for the score by which people were chosen, and takes it for service.
    @Test func aModelThatDoesNotBendIsFoundOut() throws {
        let plain = try placebos(
            request(.curved, people: 5_000) {
                trials(&$0)
                $0.shrinkage = StudyAnalysis.Shrinkage.none
            }
        )
        #expect(plain.1.grounds.contains { $0.rule == .nullAgency })
        let bending = try placebos(request(.curved, people: 5_000) { trials(&$0) })
        #expect(bending.0.grounds.isEmpty)
        let held = (
            try #require(plain.0.nullAgencies?.heldPart),
            try #require(bending.0.nullAgencies?.heldPart)
        )
        #expect(held.0 < 0.8 && held.1 >= 0.85)
    }

    @Test func theNumberOfThreadsChangesNoByte() throws {
        func run(_ threads: Int, seed: UInt64 = 1) throws -> Placebos {
            try placebos(
                request(.targeted, threads: threads) {
                    trials(&$0)
                    $0.placeboSeed = seed
                }
            ).0
        }
        let one = try run(1)
        #expect(try run(3) == one)
        #expect(try run(1, seed: 2) != one)
    }

    // MARK: What cannot be asked

    @Test func rowsOfSeveralPeopleAreRefused() throws {
        var request = try request(.targeted) { $0.placeboAgencies = 20 }
        request.counts = "need"
        #expect(throws: EvaluationError.placebosOfCounts) { try request.run(hashing: false) }
    }

    @Test(arguments: [
        ("outcome", AttributionError.placeboIsOutcome("outcome")),
        (
            "got_health",
            AttributionError.repeatedColumn("got_health", role: "agency and outcome")
        ),
    ])
    func aPlaceboWithAnotherRoleIsRefused(column: String, error: AttributionError) throws {
        let request = try request(.targeted) { $0.placeboOutcome = column }
        #expect(throws: error) { try request.run(hashing: false) }
    }

    @Test func noRoomForOneMoreAgencyIsRefused() {
        let names = (0..<16).map { "a\($0)" }
        var problem = AttributionProblem(outcome: "y", agencies: names)
        problem.placebos = PlaceboPlan(nullAgencies: 20)
        #expect(throws: AttributionError.tooManyAgenciesForNullAgency(count: 16, limit: 16)) {
            try problem.validate()
        }
    }
}
