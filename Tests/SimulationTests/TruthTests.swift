import TopsliceSimulation
import Testing

/// The exact truth, against another program's enumeration and against identities.
struct TruthTests {
    /// Two programs add the same terms in different orders: about 10⁵ roundings of numbers near 1.
    static let orderOfSummation = 1e-12

    @Test(arguments: TruthReference.all)
    func truthIsWhatAnotherProgramEnumerates(reference: TruthReference) throws {
        let plan = try SimulationPlan.standard(reference.scenario, family: reference.family)
        let truth = try SimulatedCohort(plan).truth()
        let pairs = [
            (truth.values, reference.values), (truth.shapley, reference.shapley),
            (truth.unsupportedShare, reference.unsupported),
        ]
        for (ours, theirs) in pairs {
            #expect(ours.count == theirs.count)
            for (value, expected) in zip(ours, theirs) {
                #expect(abs(value - expected) < Self.orderOfSummation)
            }
        }
    }

    @Test func areaEffectsComeFromTheDocumentedStream() throws {
        let truth = try SimulatedCohort(.standard()).truth()
        for (effect, expected) in zip(truth.areaEffects, TruthReference.firstAreaEffects) {
            #expect(abs(effect - expected) < 1e-14)
        }
    }

    @Test(arguments: SimulationScenario.allCases, [1, 2, 3, 6])
    func contributionsAddUpToWhatTheAgenciesCaused(
        scenario: SimulationScenario,
        agencyCount: Int
    ) throws {
        var plan = try SimulationPlan.standard(scenario, agencyCount: agencyCount)
        plan.areas.count = 3
        let truth = try SimulatedCohort(plan).truth()
        #expect(truth.values.count == 1 << agencyCount)
        #expect(abs(truth.shapley.reduce(0, +) - truth.attributable) < Self.orderOfSummation)
        #expect(truth.firstIn[0] == truth.values[1] - truth.deadweight)
        #expect(truth.values.allSatisfy { $0 > 0 && $0 < 1 })
    }

    @Test func withoutEffectsNobodyCausesAnything() throws {
        var plan = try SimulationPlan.standard()
        plan.synergies = []
        for index in plan.agencies.indices {
            plan.agencies[index].effect = 0
            plan.agencies[index].needModification = 0
        }
        let truth = try SimulatedCohort(plan).truth()
        #expect(truth.shapley.allSatisfy { abs($0) < Self.orderOfSummation })
        // Yet the targeted agencies look harmful to whoever subtracts untreated from treated.
        #expect(truth.rawDifferenceClaims.allSatisfy { $0 < -0.01 })
    }

    @Test func effectsThatAddUpGiveEachAgencyItsOwn() throws {
        var plan = try SimulationPlan.standard(.randomised, family: .gaussian)
        plan.synergies = []
        for index in plan.agencies.indices { plan.agencies[index].needModification = 0 }
        let truth = try SimulatedCohort(plan).truth()
        for (index, agency) in plan.agencies.enumerated() {
            let expected = agency.baseUptake * agency.effect
            #expect(abs(truth.shapley[index] - expected) < Self.orderOfSummation)
            #expect(abs(truth.lastIn[index] - expected) < Self.orderOfSummation)
            #expect(abs(truth.rawDifferenceClaims[index] - expected) < Self.orderOfSummation)
            #expect(abs(truth.uptake[index] - agency.baseUptake) < Self.orderOfSummation)
        }
    }

    @Test func groupingAreasChangesNothing() throws {
        var plan = try SimulationPlan.standard()
        plan.areas.uptakeSpread = 0
        let grouped = try SimulatedCohort(plan).truth()
        // So small a spread leaves the law as it is, but has every area enumerated by itself.
        plan.areas.uptakeSpread = 1e-16
        let apart = try SimulatedCohort(plan).truth()
        for (left, right) in zip(grouped.values, apart.values) {
            #expect(abs(left - right) < Self.orderOfSummation)
        }
    }

    @Test func permissionGameLeavesOutWhomNobodyRefers() throws {
        let truth = try SimulatedCohort(.standard(.referral)).truth()
        let permission = try #require(truth.permissionShapley)
        #expect(abs(permission.reduce(0, +) - truth.attributable) < Self.orderOfSummation)
        // PROBATION, reached through HOUSING, can add nothing before it.
        #expect(permission[2] < truth.shapley[2])
        #expect(permission[0] > truth.shapley[0])
    }

    @Test func jsonHoldsTheTruthByName() throws {
        let truth = try SimulatedCohort(.standard(.referral)).truth()
        let text = truth.json()
        #expect(text.contains("\"HOUSING+HEALTH\": \(truth.values[3])"))
        #expect(text.contains("\"none\": \(truth.deadweight)"))
        #expect(text.contains("\"unsupported_share\": {\n   \"none\": "))
        #expect(text.contains("\"shapley_permission\""))
        #expect(!text.contains("nan") && !text.contains("inf"))
    }
}
