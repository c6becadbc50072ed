import TopsliceAttribution
import TopsliceCohortData
import TopsliceRandomness
import TopsliceSimulation
import TopsliceStudies
import Testing

/// Attributions of cohorts some of whose covariates lack values.
@Suite struct ImputedAttributionTests {
    private let header: [String]
    private let rows: [[String]]
    private let agencies: [String]

    init() throws {
        var plan = try SimulationPlan.standard(.targeted, agencyCount: 3)
        plan.people = 6_000
        plan.seed = 12
        let cohort = try SimulatedCohort(plan)
        var bytes: [UInt8] = []
        try cohort.write { bytes.append(contentsOf: $0) }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        header = lines[0]
        rows = Array(lines.dropFirst())
        agencies = cohort.columns.filter { $0.hasPrefix("got_") }
    }

    /// Cells of some columns emptied, far more often of those with the outcome whom the first agency served.
    private func hiding(_ columns: [String]) throws -> [[String]] {
        var generator = Xoshiro256PlusPlus(seed: 3, stream: 0)
        let outcome = try #require(header.firstIndex(of: "outcome"))
        let service = try #require(header.firstIndex(of: agencies[0]))
        let hidden = try columns.map { try #require(header.firstIndex(of: $0)) }
        return rows.map { row in
            var row = row
            for column in hidden {
                let chance = row[outcome] == "0" ? 0.05 : row[service] == "1" ? 0.6 : 0.3
                if generator.uniform() < chance { row[column] = "" }
            }
            return row
        }
    }

    private func run(
        _ rows: [[String]],
        impute: Int? = nil,
        covariates: [String] = ["need", "prior", "age_band"],
        cluster: String? = nil,
        seed: UInt64 = 1,
        threads: Int = 2
    ) throws -> AttributionRequest.Run {
        var analysis = StudyAnalysis()
        analysis.outcome = "outcome"
        analysis.agencies = agencies
        analysis.covariates = covariates
        analysis.cluster = cluster
        analysis.impute = impute
        analysis.imputeSeed = seed
        let text = ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
        return try AttributionRequest(
            source: .memory(name: "cohort.csv", bytes: Array(text.utf8)),
            analysis: analysis,
            threads: threads
        ).run(hashing: false)
    }

    private func close(_ left: AttributionResult, _ right: AttributionResult, _ tolerance: Double) {
        #expect(left.people == right.people)
        for (one, other) in zip(left.contributions, right.contributions) {
            #expect(abs(one.shapley.value - other.shapley.value) < tolerance)
            #expect(
                abs((one.shapley.standardError ?? -1) - (other.shapley.standardError ?? -2))
                    < tolerance
            )
        }
    }

    @Test func whereNothingIsMissingTheAnswerIsThatOfTheFile() throws {
        for cluster in [nil, "area"] {
            let plain = try run(rows, cluster: cluster).result
            let imputed = try run(rows, impute: 5, cluster: cluster).result
            close(plain, imputed, 1e-12)
            #expect(imputed.imputation?.columns == [])
            #expect(plain.imputation == nil)
        }
    }

    /// Against the estimates from the same people before anything was hidden.
    @Test(arguments: [["prior"], ["age_band"], ["need", "prior", "age_band"]])
    func whatWasHiddenIsMadeGood(_ columns: [String]) throws {
        let full = try run(rows).result
        let hidden = try hiding(columns)
        let complete = try run(hidden).result
        let imputed = try run(hidden, impute: 8).result
        #expect(imputed.people == full.people && complete.people < 5_200)
        let lost = abs(
            complete.total.attributable.value - full.total.attributable.value
        )
        let left = abs(imputed.total.attributable.value - full.total.attributable.value)
        #expect(lost > 0.01)
        #expect(left < 0.25 * lost)
    }

    @Test func partsAddUpAndSharesAgreeWithContributions() throws {
        let result = try run(hiding(["need", "age_band"]), impute: 6, cluster: "area").result
        let whole = result.total.attributable
        let sum = result.contributions.reduce(0) { $0 + $1.shapley.value }
        #expect(abs(sum - whole.value) < 1e-12)
        let variance = result.covariance.reduce(0) { $0 + $1.reduce(0, +) }
        let error = try #require(whole.standardError)
        #expect(abs(variance - error * error) < 1e-10 * variance)
        for (agency, one) in result.contributions.enumerated() {
            let error = try #require(one.shapley.standardError)
            #expect(abs(result.covariance[agency][agency] - error * error) < 1e-10 * variance)
            let known = try #require(one.shapley.uncertainty)
            let holdsZero = known.confidenceLow <= 0 && known.confidenceHigh >= 0
            #expect(one.share?.interval?.contains(0) == holdsZero)
        }
        let summary = try #require(result.imputation)
        #expect(summary.missingShares.allSatisfy { $0.map { 0 < $0 && $0 < 1 } ?? false })
    }

    /// Values are counted by arm as they are in the file.
    @Test func whatIsImputedIsCountedAndSaidFirst() throws {
        let hidden = try hiding(["prior"])
        let prior = try #require(header.firstIndex(of: "prior"))
        let service = try #require(header.firstIndex(of: agencies[1]))
        let run = try run(hidden, impute: 2)
        let column = try #require(run.result.imputation?.columns.first)
        #expect(run.result.imputation?.columns.count == 1 && column.name == "prior")
        #expect(column.people == hidden.count { $0[prior].isEmpty })
        #expect(column.arms[1].ones == hidden.count { $0[prior].isEmpty && $0[service] == "1" })
        guard case .imputed(let summary) = run.warnings.first else {
            Issue.record("the first warning is \(String(describing: run.warnings.first))")
            return
        }
        #expect(summary.columns == [column])
        #expect(run.options.contains { $0 == ("impute", "2") })
        #expect(run.outcome.summary.rowsExcluded == 0)
    }

    /// Of the pooled estimates, and within a third of a standard error of what it is before anything was hidden.
    @Test func aHiddenConfounderIsAllowedForAllTheSame() throws {
        let full = try run(rows).result.sensitivity
        let result = try run(hiding(["prior"]), impute: 4).result
        let found = result.sensitivity
        let error = try #require(result.total.attributable.standardError)
        #expect(found.leftOut.map(\.covariate) == full.leftOut.map(\.covariate))
        for (one, other) in zip(found.leftOut, full.leftOut) {
            #expect(abs(one.contributions.reduce(0, +) - one.together) < 1e-12)
            #expect(abs(one.together - other.together) < 0.3 * error)
        }
        let allowance = try #require(found.together.allowance)
        let known = try #require(result.total.attributable.uncertainty)
        #expect(allowance.low == known.confidenceLow - abs(allowance.shift))
        #expect(allowance.high == known.confidenceHigh + abs(allowance.shift))
        #expect(found.sharedReasons != nil)
    }

    @Test func rowsWithoutAnOutcomeAreLeftOutAllTheSame() throws {
        var hidden = try hiding(["prior"])
        let outcome = try #require(header.firstIndex(of: "outcome"))
        for row in 0..<40 { hidden[row][outcome] = "" }
        let result = try run(hidden, impute: 2)
        #expect(result.result.people == rows.count - 40)
        #expect(result.outcome.summary.rowsExcluded == 40)
    }

    @Test func theAnswerHangsOnTheSeedAndNotOnThreads() throws {
        let hidden = try hiding(["need", "age_band"])
        let one = try run(hidden, impute: 3, threads: 1).result
        #expect(try run(hidden, impute: 3, threads: 3).result == one)
        #expect(try run(hidden, impute: 3, seed: 2).result != one)
    }

    @Test func whatCannotBeImputedIsRefused() throws {
        var empty = rows
        let prior = try #require(header.firstIndex(of: "prior"))
        for row in empty.indices { empty[row][prior] = "" }
        let message = try #require(
            #expect(throws: AttributionRefusal.self) { try run(empty, impute: 5) }
        )
        #expect(
            "\(message)".hasPrefix("cohort.csv:1: column 'prior' has 0 values to learn from")
        )
        #expect(throws: AttributionError.imputationWithoutCovariates) {
            try run(rows, impute: 5, covariates: [])
        }
        #expect(throws: AttributionError.badImputationCount(1)) { try run(rows, impute: 1) }
    }
}
