import TopsliceAttribution
import TopsliceCohortData
import TopsliceSimulation
import TopsliceStudies

/// A law that cohorts are drawn from, and how each is attributed.
struct Design: Sendable {
    let name: String
    let family: OutcomeFamily
    /// Areas that errors are clustered by; nil for people who are independent.
    let clusters: Int?
    let people: Int

    static func all(people: Int) -> [Design] {
        [OutcomeFamily.binomial, .gaussian].flatMap { family in
            [nil, 24, 60].map { clusters in
                let errors = clusters.map { "\($0) clusters" } ?? "independent"
                return Design(
                    name: "\(family.rawValue), \(errors)",
                    family: family,
                    clusters: clusters,
                    people: people
                )
            }
        }
    }

    /// The plan of one cohort: four agencies that serve the neediest most; areas are drawn anew with every seed.
    func plan(seed: Int) throws -> SimulationPlan {
        var plan = try SimulationPlan.standard(.targeted, agencyCount: 4, family: family)
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

    /// One estimate and its interval for every agency.
    struct Outcome: Sendable {
        let truth: [Double]
        let values: [Double]
        let low: [Double]
        let high: [Double]
    }

    func attribute(seed: Int) throws -> Outcome {
        let cohort = try SimulatedCohort(plan(seed: seed))
        var bytes: [UInt8] = []
        try cohort.write { bytes.append(contentsOf: $0) }
        var analysis = StudyAnalysis()
        analysis.outcome = "outcome"
        analysis.agencies = cohort.columns.filter { $0.hasPrefix("got_") }
        analysis.covariates =
            ["need", "prior", "age_band"] + (family == .binomial ? ["outcome_before"] : [])
        analysis.agencyBy = ["need"]
        analysis.cluster = clusters == nil ? nil : "area"
        let request = AttributionRequest(
            source: .memory(name: "cohort", bytes: bytes),
            analysis: analysis,
            threads: 1
        )
        let shares = try request.run(hashing: false).result.contributions.map(\.shapley)
        return Outcome(
            truth: try cohort.truth().shapley,
            values: shares.map(\.value),
            low: shares.map { $0.confidenceLow ?? $0.value },
            high: shares.map { $0.confidenceHigh ?? $0.value }
        )
    }
}
