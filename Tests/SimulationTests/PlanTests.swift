import TopsliceSimulation
import Testing

/// Plans that cannot be carried out are refused in words.
struct PlanTests {
    struct Refusal: Sendable {
        var message: String
        var change: @Sendable (inout SimulationPlan) -> Void
    }

    static let refusals = [
        Refusal(message: "a simulated cohort has 1 to 16 agencies, not 0") { $0.agencies = [] },
        Refusal(
            message:
                "agency name 'a,b' must be letters, digits and underscores, beginning with a letter"
        ) { $0.agencies[0].name = "a,b" },
        Refusal(
            message:
                "agency 'housing' is named twice (capitals do not count, since columns are in lower case)"
        ) { $0.agencies[1].name = "housing" },
        Refusal(message: "agency 'JOBS' names agency 'GP', which the plan does not have") {
            $0.agencies[3].referredBy = "GP"
        },
        Refusal(
            message: "agency 'HOUSING' is reached through 'JOBS', which must be named before it"
        ) { $0.agencies[0].referredBy = "JOBS" },
        Refusal(
            message: "agency 'HEALTH' is reached through 'HEALTH', which must be named before it"
        ) { $0.agencies[1].referredBy = "HEALTH" },
        Refusal(message: "a synergy needs two agencies, and names 'JOBS' twice") {
            $0.synergies = [Synergy(first: "JOBS", second: "JOBS", effect: 1)]
        },
        Refusal(message: "the synergy of 'HEALTH' and 'HOUSING' is given twice") {
            $0.synergies.append(Synergy(first: "HEALTH", second: "HOUSING", effect: 1))
        },
        Refusal(message: "the base uptake of 'HOUSING' is 1, and must be from 1e-06 to 0.999999") {
            $0.agencies[0].baseUptake = 1
        },
        Refusal(message: "the effect of 'HEALTH' is nan, and must be from -100 to 100") {
            $0.agencies[1].effect = .nan
        },
        Refusal(
            message:
                "the shares of need must be 5 shares from 0 to 1 that add up to 1, and are [0.5, 0.4]"
        ) { $0.covariates.needShares = [0.5, 0.4] },
        Refusal(message: "the number of areas is 0, and must be from 1 to 10000") {
            $0.areas.count = 0
        },
        Refusal(message: "there are 2 effects for 1 noise columns") {
            $0.noise.count = 1
            $0.noise.effects = [1, 2]
        },
        Refusal(
            message:
                "noise columns may have effects only on a gaussian outcome, not on a binomial one, "
                + "for the truth to stay exact"
        ) {
            $0.noise.count = 1
            $0.noise.effects = [1]
        },
        Refusal(
            message:
                "the targeting of failure of 'HOUSING' must be 0 for a poisson outcome: only a 0/1 "
                + "value before keeps the truth exact"
        ) { $0.family = .poisson },
        Refusal(message: "people is -1, and must be from 0 to 1000000000000") {
            $0.people = -1
        },
    ]

    @Test(arguments: refusals)
    func planIsRefusedInWords(refusal: Refusal) throws {
        var plan = try SimulationPlan.standard()
        refusal.change(&plan)
        let error = #expect(throws: SimulationError.self) { try SimulatedCohort(plan) }
        #expect(error?.description == refusal.message)
    }

    @Test func countsThatCouldGrowWithoutBoundAreRefused() throws {
        var plan = try SimulationPlan.standard(family: .poisson)
        plan.outcome.intercept = 6
        let error = #expect(throws: SimulationError.self) { try SimulatedCohort(plan) }
        #expect(error?.description.hasPrefix("the mean count could reach ") == true)
    }

    @Test func aTruthThatWouldTakeTooLongIsRefused() throws {
        var plan = try SimulationPlan.standard(agencyCount: 16)
        plan.areas.count = 150
        let error = #expect(throws: SimulationError.self) { try SimulatedCohort(plan) }
        #expect(error == .truthTooLarge(agencies: 16, areas: 150))
    }

    @Test func standardPlansAreValid() throws {
        for scenario in SimulationScenario.allCases {
            for family in OutcomeFamily.allCases {
                for agencyCount in 1...12 {
                    let plan = try SimulationPlan.standard(
                        scenario,
                        agencyCount: agencyCount,
                        family: family
                    )
                    try plan.validate()
                }
            }
        }
    }
}
