import Foundation
import TopsliceAttribution
import TopsliceCohortData
import TopsliceRandomness
import TopsliceSimulation
import TopsliceStudies

/// Cohorts in which nobody was referred by a value of a score, though service may hang on it as steeply as one likes, and one in which people were:
/// how often a cut-off is noticed.
struct CutOffDesign: Sendable {
    /// How the first agency's service follows the score.
    enum Service: Sendable {
        /// As the simulator has it.
        case simulated
        /// By a logistic curve about 60, so steep for each point.
        case curve(Double)
        /// By other chances below 60 than from 60 on.
        case cutOff(below: Double, above: Double)
    }

    let name: String
    let scenario: SimulationScenario
    var people = 3_000
    var service = Service.simulated

    static let all = [
        CutOffDesign(name: "notices: curved confounder", scenario: .curved),
        CutOffDesign(name: "notices: curved, effects differ", scenario: .varied),
        CutOffDesign(name: "notices: targeted", scenario: .targeted),
        CutOffDesign(name: "notices: rare outcome", scenario: .rare),
        CutOffDesign(name: "notices: lopsided agencies", scenario: .lopsided),
        CutOffDesign(name: "notices: curved, n = 800", scenario: .curved, people: 800),
        CutOffDesign(name: "notices: curved, n = 20,000", scenario: .curved, people: 20_000),
        CutOffDesign(
            name: "notices: service by a curve, 0.05 a point",
            scenario: .curved,
            service: .curve(0.05)
        ),
        CutOffDesign(
            name: "notices: service by a curve, 0.1 a point",
            scenario: .curved,
            service: .curve(0.1)
        ),
        CutOffDesign(
            name: "notices: service by a curve, 0.2 a point",
            scenario: .curved,
            service: .curve(0.2)
        ),
        CutOffDesign(
            name: "notices: a cut-off, 20% to 60%",
            scenario: .curved,
            service: .cutOff(below: 0.2, above: 0.6)
        ),
        CutOffDesign(
            name: "notices: a cut-off, 10% to 90%",
            scenario: .curved,
            service: .cutOff(below: 0.1, above: 0.9)
        ),
    ]

    /// Whether a cut-off is noticed in one cohort; nil where it was refused.
    func isNoticed(seed: Int) throws -> Bool? {
        var plan = try SimulationPlan.standard(scenario, agencyCount: 4)
        (plan.people, plan.seed, plan.noise.count) = (people, UInt64(seed), 2)
        (plan.areas.outcomeSpread, plan.areas.uptakeSpread) = (0, 0)
        let cohort = try SimulatedCohort(plan)
        var bytes: [UInt8] = []
        try cohort.write { bytes.append(contentsOf: $0) }
        var analysis = StudyAnalysis()
        analysis.outcome = "outcome"
        analysis.agencies = cohort.columns.filter { $0.hasPrefix("got_") }
        analysis.covariates =
            ["need", "prior", "age_band", "outcome_before"]
            + cohort.columns.filter { ["risk", "x1", "x2"].contains($0) }
        let request = AttributionRequest(
            source: .memory(name: "cohort", bytes: served(bytes, seed: seed)),
            analysis: analysis,
            threads: 1
        )
        do {
            return try request.run(hashing: false).result.cautions.contains {
                if case .cutOff = $0 { true } else { false }
            }
        } catch is AttributionError {
            return nil
        } catch is AttributionRefusal {
            return nil
        }
    }

    /// The cohort with the service of its first agency as this design has it.
    private func served(_ bytes: [UInt8], seed: Int) -> [UInt8] {
        let chance: (Double) -> Double
        switch service {
        case .simulated: return bytes
        case .curve(let steepness): chance = { 1 / (1 + exp(-steepness * ($0 - 60))) }
        case .cutOff(let below, let above): chance = { $0 < 60 ? below : above }
        }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let risk = lines[0].firstIndex(of: "risk"),
            let place = lines[0].firstIndex(where: { $0.hasPrefix("got_") })
        else { preconditionFailure("a cohort without a score or an agency: \(lines[0])") }
        var generator = Xoshiro256PlusPlus(seed: UInt64(seed), stream: 5)
        for row in 1..<lines.count {
            guard let score = Double(lines[row][risk]) else {
                preconditionFailure("a score that is no number")
            }
            lines[row][place] = generator.uniform() < chance(score) ? "1" : "0"
        }
        return Array(lines.map { $0.joined(separator: ",") + "\n" }.joined().utf8)
    }
}
