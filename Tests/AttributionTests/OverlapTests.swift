import Foundation
import TopsliceCohortData
import TopsliceRegression
import Testing

@testable import TopsliceAttribution

/// Overlap and balance against an independent implementation: `Tests/References/overlap_references.py`, with NumPy.
@Suite struct OverlapTests {
    struct Reference: Decodable {
        struct Apart: Decodable {
            let covariate: String?
            let level: String?
            let before: Double
            let after: Double
            let ratioBefore: Double?
            let ratioAfter: Double?
        }

        struct Agency: Decodable {
            let effective: Double
            let largestPart: Double
            let columns: [Apart]
            let joint: Apart
        }

        struct Coalition: Decodable {
            let people: Int
            let effective: Double
            let largest: Double
        }

        let agencies: [Agency]
        let coalitions: [Coalition]

        static func read() throws -> Reference {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let url = URL(fileURLWithPath: try Fixture.path("overlap.json"))
            return try decoder.decode(Reference.self, from: Data(contentsOf: url))
        }
    }

    private static let problem = AttributionProblem(
        outcome: "outcome",
        agencies: ["got_housing", "got_health", "got_probation", "got_jobs"],
        covariates: ["need", "prior", "age_band", "score"],
        categorical: ["prior"],
        family: .binomial
    )

    private func overlap(threads: Int = 2, priors: PriorScales? = .standard) throws -> Overlap {
        var problem = Self.problem
        problem.priors = priors
        // A plain fit has splines where they are asked for.
        if priors == nil { problem.splines = ["score"] }
        let outcome = try Fixture.run(
            problem,
            path: Fixture.path("cohort.csv"),
            threads: threads
        )
        return try #require(outcome.result.overlap)
    }

    private func check(_ found: GroupDifference, _ before: Double, _ ratio: Double?) {
        #expect(((found.standardised ?? .nan) - before).magnitude < 1e-7)
        #expect((found.varianceRatio == nil) == (ratio == nil))
        if let ratio { #expect(((found.varianceRatio ?? .nan) - ratio).magnitude < 1e-7 * ratio) }
    }

    @Test(arguments: [1, 3], [PriorScales.standard, nil])
    func agreesWithAnIndependentImplementation(_ threads: Int, _ priors: PriorScales?) throws {
        let reference = try Reference.read()
        let overlap = try overlap(threads: threads, priors: priors)
        #expect(overlap.people == 800)
        #expect(overlap.agencies.count == 4 && overlap.coalitions.count == 16)
        for (found, expected) in zip(overlap.agencies, reference.agencies) {
            let found = try #require(found)
            #expect((found.weight.effective - expected.effective).magnitude < 1e-5)
            #expect((found.largestPart - expected.largestPart).magnitude < 1e-8)
            #expect(found.columns.count == expected.columns.count)
            for (column, own) in zip(found.columns, expected.columns) {
                #expect(column.covariate == own.covariate && column.level == own.level)
                check(column.before, own.before, own.ratioBefore)
                check(column.after, own.after, own.ratioAfter)
            }
            check(found.joint.before, expected.joint.before, expected.joint.ratioBefore)
            check(found.joint.after, expected.joint.after, expected.joint.ratioAfter)
        }
        for (found, expected) in zip(overlap.coalitions, reference.coalitions) {
            #expect(found.people == expected.people)
            #expect((found.effective - expected.effective).magnitude < 1e-5)
            #expect((found.largest - expected.largest).magnitude < 1e-6)
        }
    }

    @Test func partsOfEachGroupAddUpToOne() throws {
        for agency in try overlap().agencies {
            let chances = try #require(agency).chances
            for parts in [chances.served, chances.others, chances.weighted] {
                #expect((parts.reduce(0, +) - 1).magnitude < 1e-12)
                #expect(parts.count == AgencyOverlap.ChanceParts.classCount)
            }
        }
    }

    /// Three in four of those at x = 1 are served and one in four of the others: weights of 3 and 1/3 make them exactly alike.
    @Test func weightsMakeThoseNotServedLikeTheServed() throws {
        var problem = AttributionProblem(
            outcome: "y",
            agencies: ["a"],
            covariates: ["x"],
            family: .gaussian
        )
        problem.categorical = ["x"]
        let rows = (0..<800).map { row in
            let x = row / 400
            let a = (row % 4 == 0) == (x == 0) ? 1 : 0
            return "\(row * 7919 % 101),\(a),\(x)"
        }
        let result = try Fixture.run(problem, header: "y,a,x", rows: rows).result
        let overlap = try #require(result.overlap?.agencies[0])
        // (300 · 1/3 + 100 · 3)² / (300 / 9 + 100 · 9)
        #expect((overlap.weight.effective - 160_000 / (300 / 9 + 900.0)).magnitude < 2)
        #expect(overlap.columns.map(\.level) == ["0", "1"])
        #expect(overlap.apart.before == 2 && overlap.apart.after == 0)
        #expect(overlap.joint.after.isAlikeJointly && !overlap.joint.before.isAlikeJointly)
        // Served by nobody: 400 people who stand for 800.
        let none = try #require(result.overlap?.coalitions[0])
        #expect(none.people == 400 && (none.largest - 4).magnitude < 0.1)
    }

    /// A level that three people have is not named.
    @Test func rareLevelsAreNotNamed() throws {
        var problem = AttributionProblem(
            outcome: "y",
            agencies: ["a"],
            covariates: ["x"],
            family: .gaussian
        )
        problem.categorical = ["x"]
        let rows = (0..<400).map { row in
            "\(row * 7919 % 101),\(row % 2),\(row < 3 ? "rare" : row % 3 == 0 ? "p" : "q")"
        }
        let result = try Fixture.run(problem, header: "y,a,x", rows: rows).result
        #expect(result.overlap?.agencies[0]?.columns.map(\.level) == ["p", "q"])
    }

    @Test func withNothingToCompareOnThereIsNone() throws {
        let result = try Fixture.run(
            AttributionProblem(outcome: "y", agencies: ["a"], family: .gaussian),
            header: "y,a",
            rows: (0..<60).map { "\($0 * 13 % 7),\($0 % 2)" }
        ).result
        #expect(result.overlap == nil)
    }
}
