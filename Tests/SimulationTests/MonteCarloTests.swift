import Glibc
import TopsliceSimulation
import Testing

/// The file against the truth: people counted in bytes that were written, outcomes worked out here from the plan's
/// published equations.
struct MonteCarloTests {
    static let people = 2_000_000

    /// Five standard errors of a mean of 0/1 outcomes over `people`: 0.5 · 5 / √people.
    static let fiveErrors = 2.5 / Double(people).squareRoot()

    @Test func meansOverAFileApproachTheTruth() throws {
        var plan = try SimulationPlan.standard(.referral, agencyCount: 3)
        plan.people = Self.people
        plan.areas.count = 5
        plan.seed = 20
        let rows = try DistinctRows(plan).rows
        let truth = try SimulatedCohort(plan).truth()
        let count = Double(Self.people)
        func mean(_ value: (DistinctRows.Row) -> Double) -> Double {
            rows.reduce(0) { $0 + Double($1.count) * value($1) } / count
        }
        #expect(rows.reduce(0) { $0 + $1.count } == Self.people)
        let outcome = mean { $0.number("outcome") }
        #expect(abs(outcome - truth.observed) < Self.fiveErrors)
        for (agency, column) in plan.agencies.map(\.column).enumerated() {
            let share = mean { $0.number(column) }
            #expect(abs(share - truth.uptake[agency]) < Self.fiveErrors)
            let product = mean { $0.number(column) * $0.number("outcome") }
            let claim = (product / share - (outcome - product) / (1 - share)) * share
            // A difference of two means, each over a fifth of the people at least.
            #expect(abs(claim - truth.rawDifferenceClaims[agency]) < 3 * Self.fiveErrors)
        }
        for coalition in truth.values.indices {
            let value = mean { Self.outcome($0, coalition, truth.areaEffects) }
            #expect(abs(value - truth.values[coalition]) < Self.fiveErrors)
        }
    }

    /// The probability of success of the people of a row had only the agencies of `coalition` acted.
    static func outcome(
        _ row: DistinctRows.Row,
        _ coalition: Int,
        _ areaEffects: [Double]
    ) -> Double {
        let columns = ["got_housing", "got_health", "got_probation"]
        let served = columns.enumerated().map { row.number($1) == 1 && coalition >> $0 & 1 == 1 }
        let need = row.number("need")
        var eta =
            0.7 - 0.35 * need - 0.25 * row.number("prior") + 0.5 * row.number("outcome_before")
        eta += ["18-24": -0.2, "25-39": 0, "40+": 0.2][row.fields["age_band"] ?? ""] ?? .nan
        eta += areaEffects[Int(row.number("area")) - 1]
        if served[0] { eta += 0.5 + 0.1 * (need - 2) }
        if served[1] { eta += 0.3 }
        if served[2] { eta += 0.25 }
        if served[0] && served[1] { eta += 0.5 }
        return 1 / (1 + exp(-eta))
    }

    /// Curves, effects that differ with them, whole areas of unequal size, and a synergy of three.
    @Test(arguments: [SimulationScenario.varied, .sites, .threefold])
    func meansOfHarderLawsApproachTheTruth(scenario: SimulationScenario) throws {
        var plan = try SimulationPlan.standard(scenario, agencyCount: 3)
        plan.people = 300_000
        plan.areas.count = 5
        plan.risk?.levels = 9
        let rows = try DistinctRows(plan).rows
        let truth = try SimulatedCohort(plan).truth()
        let count = Double(plan.people)
        let fiveErrors = 2.5 / count.squareRoot()
        for coalition in truth.values.indices {
            let value = rows.reduce(0) { sum, row in
                sum + Double(row.count) * Self.outcome(row, coalition, plan, truth.areaEffects)
            }
            #expect(abs(value / count - truth.values[coalition]) < fiveErrors)
        }
        if scenario == .sites {
            let served = Dictionary(grouping: rows, by: { $0.number("area") })
                .mapValues { Set($0.map { $0.number("got_housing") }) }
            #expect(served.values.allSatisfy { $0.count == 1 })
            #expect(Set(served.values) == [[0], [1]])
            let sizes = (1...5).map { area in
                rows.reduce(0) { $0 + ($1.number("area") == Double(area) ? $1.count : 0) }
            }
            // The largest is made twenty times as likely as the smallest.
            #expect(abs(Double(sizes[4]) / Double(sizes[0]) - 20) < 1.5)
        }
    }

    /// The probability of success had only `coalition` acted, from the published equations of a plan.
    private static func outcome(
        _ row: DistinctRows.Row,
        _ coalition: Int,
        _ plan: SimulationPlan,
        _ areaEffects: [Double]
    ) -> Double {
        let need = row.number("need")
        var eta =
            plan.outcome.intercept + plan.outcome.needEffect * need
            + plan.outcome.priorEffect * row.number("prior")
            + plan.outcome.beforeEffect * row.number("outcome_before")
        eta += ["18-24": -0.2, "25-39": 0, "40+": 0.2][row.fields["age_band"] ?? ""] ?? .nan
        eta += areaEffects[Int(row.number("area")) - 1]
        var u = 0.0
        if let risk = plan.risk {
            // Nine equal steps: standard deviation √(80 / 12) of them, each 100 / 9.
            u = (row.number("risk") - 50) / (100.0 / 9 * (80.0 / 12).squareRoot())
            eta += risk.effect * u + risk.curvature * (u * u - 1)
        }
        let active = plan.agencies.enumerated().filter {
            coalition >> $0.offset & 1 == 1 && row.number($0.element.column) == 1
        }.map(\.element)
        for agency in active {
            eta +=
                agency.effect + agency.needModification * (need - 2) + agency.riskModification * u
        }
        let names = Set(active.map(\.name))
        for synergy in plan.synergies where names.isSuperset(of: synergy.members) {
            eta += synergy.effect
        }
        return 1 / (1 + exp(-eta))
    }

    @Test(arguments: [OutcomeFamily.gaussian, .poisson])
    func meansOfNumbersAndCountsApproachTheTruth(family: OutcomeFamily) throws {
        var plan = try SimulationPlan.standard(.targeted, family: family)
        plan.people = 40_000
        if family == .gaussian {
            plan.noise.count = 2
            plan.noise.effects = [0.5]
        }
        let rows = try DistinctRows(plan).rows
        let truth = try SimulatedCohort(plan).truth()
        let count = Double(plan.people)
        let mean = rows.reduce(0) { $0 + Double($1.count) * $1.number("outcome") } / count
        let variance = rows.reduce(0) { sum, row in
            let difference = row.number("outcome") - mean
            return sum + Double(row.count) * difference * difference / count
        }
        // Five standard errors of the mean.
        #expect(abs(mean - truth.observed) < 5 * (variance / count).squareRoot())
    }
}
