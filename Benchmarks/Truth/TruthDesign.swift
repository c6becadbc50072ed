import TopsliceAttribution
import TopsliceCohortData
import TopsliceRegression
import TopsliceSimulation
import TopsliceStudies

/// A law that cohorts are drawn from, and how each is attributed.
struct TruthDesign: Sendable {
    let name: String
    let scenario: SimulationScenario
    var family = OutcomeFamily.binomial
    var people = 3_000
    /// Areas that errors are clustered by; nil for people who are independent.
    var clusters: Int?
    var needIsCategory = false
    /// A covariate of which cells are empty, in relation to the outcome.
    var hidden: HiddenCovariate?
    /// Completed tables; nil: rows with an empty cell are left out.
    var imputations: Int?

    static let all = [
        TruthDesign(name: "targeted", scenario: .targeted),
        TruthDesign(name: "targeted, a number", scenario: .targeted, family: .gaussian),
        TruthDesign(name: "targeted, counts", scenario: .targeted, family: .poisson),
        TruthDesign(name: "targeted, n = 800", scenario: .targeted, people: 800),
        TruthDesign(name: "curved confounder", scenario: .curved),
        TruthDesign(name: "curved, effects differ", scenario: .varied),
        TruthDesign(name: "synergy of three", scenario: .threefold),
        TruthDesign(name: "n = 100", scenario: .targeted, people: 100),
        TruthDesign(
            name: "n = 100, need as levels",
            scenario: .targeted,
            people: 100,
            needIsCategory: true
        ),
        TruthDesign(name: "rare outcome", scenario: .rare),
        TruthDesign(name: "lopsided agencies", scenario: .lopsided),
        TruthDesign(name: "60 equal clusters", scenario: .targeted, clusters: 60),
        TruthDesign(name: "10 unequal clusters", scenario: .unequal, clusters: 10),
        TruthDesign(name: "20 unequal, whole sites", scenario: .sites, clusters: 20),
        TruthDesign(name: "nothing works", scenario: .null),
        TruthDesign(name: "hidden confounder", scenario: .hidden),
        TruthDesign(name: "referred, and all served", scenario: .referral),
        TruthDesign(name: "referred, n = 800", scenario: .referral, people: 800),
        TruthDesign(
            name: "covariate missing with the outcome, left out",
            scenario: .targeted,
            hidden: HiddenCovariate(column: "prior")
        ),
        TruthDesign(
            name: "covariate missing with the outcome, imputed",
            scenario: .targeted,
            hidden: HiddenCovariate(column: "prior"),
            imputations: 10
        ),
        TruthDesign(
            name: "need missing with the outcome, left out",
            scenario: .targeted,
            hidden: HiddenCovariate(column: "need")
        ),
        TruthDesign(
            name: "need missing with the outcome, imputed",
            scenario: .targeted,
            hidden: HiddenCovariate(column: "need"),
            imputations: 10
        ),
    ]

    /// The plan of one cohort: four agencies; areas are drawn anew with every seed.
    func plan(seed: Int) throws -> SimulationPlan {
        var plan = try SimulationPlan.standard(scenario, agencyCount: 4, family: family)
        plan.people = people
        plan.seed = UInt64(seed)
        if let clusters {
            plan.areas.count = clusters
        } else {
            plan.areas.outcomeSpread = 0
            plan.areas.uptakeSpread = 0
        }
        return plan
    }

    /// What came of one cohort.
    struct Outcome: Sendable {
        let truth: [Double]
        /// Share of people for whom the law gives a coalition no support, by number.
        let unsupportedShare: [Double]
        /// Nil where the attribution was refused.
        let result: AttributionResult?
    }

    /// - `isPlain`: without priors, splines and agency × covariate, pairs of agencies only.
    func attribute(seed: Int, isPlain: Bool) throws -> Outcome {
        let cohort = try SimulatedCohort(plan(seed: seed))
        var bytes: [UInt8] = []
        try cohort.write { bytes.append(contentsOf: $0) }
        let columns = Set(cohort.columns)
        let agencies = cohort.columns.filter { $0.hasPrefix("got_") }
        if let hidden { bytes = hidden.applied(to: bytes, agency: agencies[0], seed: seed) }
        var analysis = StudyAnalysis()
        analysis.outcome = "outcome"
        analysis.agencies = agencies
        analysis.impute = imputations
        analysis.covariates =
            ["need", "prior", "age_band"] + (family == .binomial ? ["outcome_before"] : [])
            + ["risk"].filter(columns.contains)
        analysis.categorical = needIsCategory ? ["need"] : []
        analysis.cluster = clusters == nil ? nil : "area"
        analysis.family = OutcomeModel(rawValue: family.rawValue)
        if isPlain { analysis.shrinkage = StudyAnalysis.Shrinkage.none }
        let request = AttributionRequest(
            source: .memory(name: "cohort", bytes: bytes),
            analysis: analysis,
            threads: 1
        )
        let truth = try cohort.truth()
        func outcome(_ result: AttributionResult?) -> Outcome {
            Outcome(
                truth: truth.shapley,
                // Where whole areas are served nobody of an area is without; but areas are no covariate, people of others stand for them.
                unsupportedShare: scenario == .sites
                    ? truth.unsupportedShare.map { _ in 0 } : truth.unsupportedShare,
                result: result
            )
        }
        do {
            return outcome(try request.run(hashing: false).result)
        } catch is RegressionError {
            return outcome(nil)
        } catch is AttributionError {
            return outcome(nil)
        } catch is AttributionRefusal {
            return outcome(nil)
        }
    }
}
