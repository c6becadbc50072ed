import Foundation
import TopsliceAttribution
import TopsliceBenefits
import TopsliceCohortData
import TopsliceOptions
import TopsliceRandomness
import TopsliceRegression
import TopsliceSimulation
import TopsliceStudies

/// Cohorts of the simulator with two costs by a law that can be written down, and the matrix of who caused it by whom it benefits.
///
/// The council gains by each who settles, at a stated worth; justice by a cost of custody, none for most, that hangs on having settled; the
/// health service by a cost that hangs on need and on two of the agencies.
struct MoneyDesign {
    let name: String
    var scenario = SimulationScenario.targeted
    var people = 3_000
    var clusters: Int?

    static let all = [
        MoneyDesign(name: "money of three beneficiaries"),
        MoneyDesign(name: "money of three beneficiaries, 60 clusters", clusters: 60),
        MoneyDesign(name: "money of three beneficiaries, service by lot", scenario: .randomised),
    ]

    /// Pence.
    private static let worth = 260_000.0
    private static let custody = (mean: 1_400_000.0, chances: [0.5, 0.1])
    private static let takenOff = ["got_housing": 9_000.0, "got_health": 18_000]
    static let beneficiaries = ["council", "justice", "nhs"]

    /// The truth of one cohort in pence, by agency and beneficiary, and the matrix; nil where it was refused.
    struct Outcome: Sendable {
        let truth: [[Double]]
        let matrix: MoneyMatrix?
    }

    func attribute(seed: Int) throws -> Outcome {
        var design = TruthDesign(name: name, scenario: scenario)
        (design.people, design.clusters) = (people, clusters)
        let cohort = try SimulatedCohort(design.plan(seed: seed))
        var bytes: [UInt8] = []
        try cohort.write { bytes.append(contentsOf: $0) }
        let agencies = cohort.columns.filter { $0.hasPrefix("got_") }
        var analysis = StudyAnalysis()
        analysis.outcomes = ["outcome", "custody", "hospital"]
        analysis.families = [
            NamedFamily(outcome: "custody", family: .twoPart),
            NamedFamily(outcome: "hospital", family: .single(.gaussian)),
        ]
        analysis.agencies = agencies
        analysis.covariates = ["need", "prior", "age_band", "outcome_before"]
        analysis.cluster = clusters == nil ? nil : "area"
        let request = AttributionRequest(
            source: .memory(name: "cohort", bytes: withCosts(bytes, agencies, seed: seed)),
            study: study,
            analysis: analysis,
            threads: 1
        )
        let truth = try cohort.truth()
        return Outcome(
            truth: agencies.indices.map { agency in
                let caused = truth.shapley[agency] * Double(people)
                let custody =
                    Self.custody.mean * (Self.custody.chances[0] - Self.custody.chances[1])
                let off = Self.takenOff[agencies[agency]] ?? 0
                return [
                    Self.worth * caused, custody * caused,
                    off * truth.uptake[agency] * Double(people),
                ]
            },
            matrix: try matrix(request)
        )
    }

    private func matrix(_ request: AttributionRequest) throws -> MoneyMatrix? {
        do {
            guard let several = try request.run(hashing: false).several else {
                preconditionFailure("several outcomes were asked for, and one was answered")
            }
            return try BenefitPlan(request.allWorths).matrix(of: several.effects)
        } catch is RegressionError {
            return nil
        } catch is AttributionError {
            return nil
        } catch is AttributionRefusal {
            return nil
        }
    }

    private var study: Study {
        func column(_ name: String, _ beneficiary: String, falls: Bool) -> StudyColumn {
            var column = StudyColumn(name: name, type: falls ? .number : .binary)
            column.beneficiary = beneficiary
            column.benefitsByFalling = falls
            if falls {
                column.unit = Stated("GBP-pence", at: name)
            } else {
                column.worth = Stated("GBP 2600.00", at: name)
            }
            return column
        }
        var study = Study(refusesIdentifiers: false)
        study.columns = [
            column("outcome", Self.beneficiaries[0], falls: false),
            column("custody", Self.beneficiaries[1], falls: true),
            column("hospital", Self.beneficiaries[2], falls: true),
        ]
        return study
    }

    /// The cohort with its two costs behind.
    private func withCosts(_ bytes: [UInt8], _ agencies: [String], seed: Int) -> [UInt8] {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let names = lines[0].split(separator: ",").map(String.init)
        func place(_ name: String) -> Int {
            guard let place = names.firstIndex(of: name) else {
                preconditionFailure("a cohort without '\(name)': \(names)")
            }
            return place
        }
        let (outcome, need, services) = (place("outcome"), place("need"), agencies.map(place))
        var generator = Xoshiro256PlusPlus(seed: UInt64(seed), stream: 78)
        func exponential(_ mean: Double) -> Double { -mean * log(1 - generator.uniform()) }
        var text = lines[0] + ",custody,hospital\n"
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let chance = Self.custody.chances[fields[outcome] == "1" ? 1 : 0]
            let half = Self.custody.mean / 2
            let hasCost = generator.uniform() < chance
            let cost = exponential(half) + exponential(half)
            var hospital = 60_000 + 25_000 * (Double(fields[need]) ?? 0) + exponential(60_000)
            for (agency, place) in zip(agencies, services) where fields[place] == "1" {
                hospital -= Self.takenOff[agency] ?? 0
            }
            text += "\(line),\(hasCost ? max(1, cost.rounded()) : 0),\(hospital.rounded())\n"
        }
        return Array(text.utf8)
    }
}
