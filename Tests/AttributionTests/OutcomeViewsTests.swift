import Foundation
import TopsliceAttribution
import TopsliceCohortData
import TopsliceRegression
import TopsliceTestSupport
import Testing

/// Several outcomes of more people than are kept as rows, so that each outcome is worked out on the rows it sees, and their covariance on designs.
@Suite struct OutcomeViewsTests {
    private static let outcomes = ["y", "z", "n", "p"]
    private static let agencies = ["a", "b", "c"]

    /// 40,000 people, each with a weight of her own that hardly differs from one: by it no two rows are alike, and every outcome and the
    /// covariance are worked out row by row.
    private static func file(_ folder: URL) throws -> String {
        var generator = SeededGenerator(seed: 9)
        func draw(_ part: Double) -> Int {
            Double.random(in: 0..<1, using: &generator) < part ? 1 : 0
        }
        var text = "a,b,c,x,area,y,z,n,p,w\n"
        for row in 0..<40_000 {
            let x = Int.random(in: 0..<4, using: &generator)
            let a = draw(0.2 + 0.1 * Double(x))
            let b = draw(0.4)
            // Nobody at the top has the third alone: those who have it with others lack support there.
            let c = x == 3 && a == 0 ? 0 : draw(0.3)
            let rate = 0.2 + 0.1 * Double(x) - 0.05 * Double(a) + 0.08 * Double(b * c)
            let (y, z) = (draw(rate), draw(0.7 - rate / 2))
            let n = y + draw(rate) + 2 * draw(0.1)
            let p = [0, 0.25, 0.5, 1][Int.random(in: 0..<4, using: &generator)]
            let w = 1 + 1e-13 * Double(row)
            text += "\(a),\(b),\(c),\(x),k\(row % 37),\(y),\(z),\(n),\(p),\(w)\n"
        }
        let path = folder.appendingPathComponent("people.csv").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private static func problems(cluster: String?, weights: String?) -> [AttributionProblem] {
        let families: [OutcomeModel?] = [nil, .binomial, .poisson, .fractional]
        return zip(outcomes, families).map { outcome, family in
            var problem = AttributionProblem(
                outcome: outcome,
                agencies: agencies,
                covariates: ["x"],
                cluster: cluster,
                weights: weights,
                family: family
            )
            problem.categorical = ["x"]
            return problem
        }
    }

    private static func run(
        _ problems: [AttributionProblem],
        _ path: String
    ) throws -> OutcomesAttribution.Outcomes {
        let attribution = try OutcomesAttribution(problems)
        let reader = try CohortFile(path, study: Study(refusesIdentifiers: false))
            .reader(attribution.requests)
        return try attribution.run(reader, threads: 2)
    }

    private func close(_ value: Double?, _ expected: Double?, scale: Double, _ what: String) {
        let difference = ((value ?? .nan) - (expected ?? .nan)).magnitude
        #expect(difference <= 1e-6 * scale, "\(what): \(value ?? .nan), \(expected ?? .nan)")
    }

    @Test(arguments: [nil, "area"]) func whatIsSeenIsWhatThereIs(cluster: String?) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("views-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = try Self.file(folder)
        let seen = try Self.run(Self.problems(cluster: cluster, weights: nil), path)
        let rows = try Self.run(Self.problems(cluster: cluster, weights: "w"), path)
        for (one, other) in zip(seen.outcomes, rows.outcomes) {
            let (own, theirs) = (one.result, other.result)
            #expect(
                own.people == 40_000
                    && own.support.patterns.map(\.people) == theirs.support.patterns.map(\.people)
            )
            for (mine, its) in zip(own.contributions, theirs.contributions) {
                let error = its.shapley.standardError ?? .nan
                close(mine.shapley.value, its.shapley.value, scale: error, "\(mine.agency)")
                close(mine.shapley.standardError, error, scale: error, "error of \(mine.agency)")
                #expect(mine.served == its.served)
            }
            let (left, its) = try (
                #require(own.restricted), #require(theirs.restricted)
            )
            #expect(left.people == its.people && left.dropped == its.dropped)
            for (mine, their) in zip(left.contributions, its.contributions) {
                close(
                    mine?.shapley.value,
                    their?.shapley.value,
                    scale: their?.shapley.standardError ?? .nan,
                    "restricted"
                )
            }
        }
        for (row, values) in rows.effects.covariance.enumerated() {
            for (column, value) in values.enumerated() {
                let scale =
                    (rows.effects.covariance[row][row] * rows.effects.covariance[column][column])
                    .squareRoot()
                close(seen.effects.covariance[row][column], value, scale: scale, "\(row) \(column)")
            }
        }
    }
}
