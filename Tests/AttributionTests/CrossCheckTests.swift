import Foundation
import TopsliceCohortData
import Testing

@testable import TopsliceAttribution

/// Weighting held against statsmodels: two simulated cohorts, uncapped, all people in one fold.
@Suite struct CrossCheckTests {
    struct Reference: Decodable {
        let v: [String: Double]
        let shapley: [String: Double]
        let se: [String: Double]
    }

    private func result(_ name: String, _ plan: CrossCheckPlan?, threads: Int = 2) throws
        -> AttributionResult
    {
        var problem = AttributionProblem(
            outcome: "outcome",
            agencies: ["got_housing", "got_health", "got_probation", "got_jobs"],
            covariates: ["need", "prior", "age_band", "area", "outcome_before"],
            categorical: ["need", "prior", "area"],
            family: .binomial,
            interactions: .pairwise,
            agencyBy: ["need"],
            priors: nil
        )
        problem.crossCheck = plan
        return try Fixture.run(
            problem,
            path: Fixture.path("truth_\(name).csv"),
            threads: threads
        ).result
    }

    @Test(arguments: ["F1a", "F2a"])
    func agreesWithAnIndependentImplementation(_ name: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("aipw.json")))
        let all = try JSONDecoder().decode([String: Reference].self, from: data)
        let reference = try #require(all[name])
        let check = try #require(result(name, CrossCheckPlan(folds: 1, cap: nil)).crossCheck)
        let agencies = ["HOUSING", "HEALTH", "PROBATION", "JOBS"]
        for (coalition, value) in check.values.enumerated() {
            let members = agencies.indices.filter { coalition >> $0 & 1 == 1 }.map { agencies[$0] }
            let key = members.isEmpty ? "none" : members.joined(separator: "+")
            #expect((value - (try #require(reference.v[key]))).magnitude < 1e-6, "\(key)")
        }
        for (agency, line) in zip(agencies, check.agencies) {
            let value = try #require(reference.shapley[agency])
            #expect((line.estimate.value - value).magnitude < 1e-6)
            let error = try #require(line.estimate.standardError)
            #expect((error - (try #require(reference.se[agency]))).magnitude < 1e-6)
        }
        #expect(check.capped == 0)
    }

    /// The difference is that from the model; weights are cut at the cap and counted.
    @Test func differencesAreThoseFromTheModel() throws {
        let result = try result("F2a", CrossCheckPlan(folds: 5, cap: 4))
        let check = try #require(result.crossCheck)
        for (one, line) in zip(result.contributions, check.agencies) {
            #expect(
                (line.difference - (line.estimate.value - one.shapley.value)).magnitude < 1e-9
            )
            #expect(line.differenceError > 0 && !line.disagrees)
        }
        #expect(check.capped > 0 && check.capped < 3_000 && check.largestWeight > 4)
    }

    /// Where every cell has five times as many people, each fold holds the same people out as any other and is fitted to those of the whole:
    /// held out or not, the answer is one.
    @Test func peopleOfOneCellAreDealtOutOverTheFolds() throws {
        var lines = ["y,a,b,x,n"]
        for cell in 0..<24 {
            let (y, a, b, x) = (cell % 2, cell / 2 % 2, cell / 4 % 2, cell / 8)
            lines.append("\(y),\(a),\(b),\(x),\(5 * (4 + cell * 7 % 11 + 3 * x * a + 6 * y * b))")
        }
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("folds-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let checks = try [1, 5].map { folds in
            var problem = AttributionProblem(
                outcome: "y",
                agencies: ["a", "b"],
                covariates: ["x"],
                family: .binomial,
                interactions: .pairwise,
                priors: nil
            )
            problem.crossCheck = CrossCheckPlan(folds: folds, cap: nil)
            let attribution = try CohortAttribution(problem, textCovariates: [])
            var study = Study(refusesIdentifiers: false)
            study.counts = "n"
            let reader = try CohortFile(path, study: study).reader(attribution.requests)
            return try #require(try attribution.run(reader, threads: 2).result.crossCheck)
        }
        for (one, other) in zip(checks[0].values, checks[1].values) {
            #expect((one - other).magnitude < 1e-9)
        }
        for (one, other) in zip(checks[0].agencies, checks[1].agencies) {
            #expect((one.estimate.value - other.estimate.value).magnitude < 1e-9)
            let errors = try [one, other].map { try #require($0.estimate.standardError) }
            #expect((errors[0] - errors[1]).magnitude < 1e-9 && errors[0] > 1e-4)
            #expect((one.differenceError - other.differenceError).magnitude < 1e-9)
        }
    }

    /// A cell is no fold: people who are alike are dealt to all of them. Of kinds whose numbers are multiples of five, row after row, each
    /// fold has a fifth, as rows and as cells.
    @Test func cellsAreFoldedAsTheirPeopleAre() throws {
        var (rows, cells): ([String], [String]) = ([], [])
        for kind in 0..<72 {
            let (a, b, x, y) = (kind % 2, kind / 2 % 2, kind / 4 % 9, kind / 36)
            let count = 5 * (1 + (kind * 7 + 3 * x * (a + y)) % 11)
            let line = "\(y),\(a),\(b),\(x)"
            rows += [String](repeating: line, count: count)
            cells.append("\(line),\(count)")
        }
        var problem = AttributionProblem(
            outcome: "y",
            agencies: ["a", "b"],
            covariates: ["x"],
            family: .binomial
        )
        problem.crossCheck = CrossCheckPlan(folds: 5, cap: 3)
        func check(_ header: String, _ lines: [String], counts: String?) throws -> CrossCheck {
            let path = FileManager.default.temporaryDirectory
                .appendingPathComponent("folds-\(UUID().uuidString).csv").path
            defer { try? FileManager.default.removeItem(atPath: path) }
            try Data((([header] + lines).joined(separator: "\n") + "\n").utf8)
                .write(to: URL(fileURLWithPath: path))
            let attribution = try CohortAttribution(problem)
            var study = Study(refusesIdentifiers: false)
            study.counts = counts
            var reader = try CohortFile(path, study: study).reader(attribution.requests)
            reader.findsCells = counts != nil
            return try #require(attribution.run(reader, threads: 1).result.crossCheck)
        }
        let (people, alike) = (
            try check("y,a,b,x", rows, counts: nil), try check("y,a,b,x,n", cells, counts: "n")
        )
        #expect(people.capped == alike.capped && people.capped > 0)
        for (one, other) in zip(people.values, alike.values) {
            #expect((one - other).magnitude < 1e-9, "\(one) and \(other)")
        }
        for (one, other) in zip(
            people.agencies + [people.together],
            alike.agencies + [alike.together]
        ) {
            #expect((one.estimate.value - other.estimate.value).magnitude < 1e-9)
            let errors = (
                try #require(one.estimate.standardError), try #require(other.estimate.standardError)
            )
            #expect((errors.0 - errors.1).magnitude < 1e-9)
            #expect((one.differenceError - other.differenceError).magnitude < 1e-9)
        }
    }
}
