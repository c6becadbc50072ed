import Foundation
import Testing
import TopsliceAttribution
import TopsliceCohortData
import TopsliceTestSupport

/// A cohort too large for memory is attributed alike in whatever order its people stand, as rows and as cells, on any number of threads.
@Suite struct RowOrderTests {
    /// 2,400 people, many of them twice, with a score of hardly repeated values, the same counted beforehand, and in other orders.
    struct People {
        var rows: [String] = []
        var cells: [String] = []
        static let header = "y,q,a,b,x,s,c,w"

        /// - `scores`: how many values the score has.
        init(scores: Int) {
            var generator = SeededGenerator(seed: 29)
            func draw(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
            var kinds: [String: Int] = [:]
            for _ in 0..<1_500 {
                let (score, cluster, noise) = (draw(scores), draw(8), draw(7))
                let x = Double(score) / Double(scores)
                let (a, b) = (x * 7 + Double(noise) > 6 ? 1 : 0, draw(3) == 0 ? 1 : 0)
                let y = draw(7) + a - b + Int(3 * x) + cluster % 2 > 5 ? 1 : 0
                let q = draw(4) + a + Int(5 * x)
                let kind = "\(y),\(q),\(a),\(b),\(x),s\(score % 2),c\(cluster),\(1 + noise % 3).5"
                let count = 1 + draw(3) / 2 * (1 + draw(2))
                kinds[kind, default: 0] += count
                rows += [String](repeating: kind, count: count)
            }
            cells = kinds.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
        }

        /// Each kind of people once, and then the others: what comes first never repeats.
        var distinctFirst: [String] {
            var seen: Set<String> = []
            let first = rows.filter { seen.insert($0).inserted }
            var left: [String: Int] = [:]
            for row in rows { left[row, default: -1] += 1 }
            return first + first.flatMap { [String](repeating: $0, count: left[$0] ?? 0) }
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let outcome: String
        let family: OutcomeModel
        let weights: String?
        let scores: Int
        /// Numbers kept in memory, and rows that stand for all.
        let kept: Int
        let chosen: Int
        var testDescription: String {
            "\(outcome) \(family) \(weights ?? "") \(scores) scores, \(kept) kept, \(chosen) chosen"
        }
    }

    static let cases: [Case] = [("y", OutcomeModel.binomial), ("q", .gaussian), ("q", .poisson)]
        .flatMap { outcome, family in
            [
                // Cells that fit where rows do not, all of them looked at or some; rows that do not fit, all looked at or some.
                (12, 8_000, 64), (12, 8_000, 4_000), (100_000, 4_000, 300), (100_000, 4_000, 4_000),
            ].map { scores, kept, chosen in
                Case(
                    outcome: outcome,
                    family: family,
                    weights: chosen == 300 ? "w" : nil,
                    scores: scores,
                    kept: kept,
                    chosen: chosen
                )
            }
        }

    private static func run(
        _ model: Case,
        _ lines: [String],
        isCounted: Bool = false,
        threads: Int = 2
    ) throws -> CohortAttribution.Outcome {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("order-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = ([People.header + (isCounted ? ",n" : "")] + lines).joined(separator: "\n")
        try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let problem = AttributionProblem(
            outcome: model.outcome,
            agencies: ["a", "b"],
            covariates: ["x", "s"],
            cluster: "c",
            weights: model.weights,
            family: model.family
        )
        let attribution = try CohortAttribution(problem, textCovariates: ["s"])
        var study = Study(refusesIdentifiers: false)
        study.counts = isCounted ? "n" : nil
        var reader = try CohortFile(path, study: study).reader(attribution.requests)
        reader.cellTrial = 64
        reader.mostKeptValues = model.kept
        reader.mostChosenRows = model.chosen
        return try attribution.run(reader, threads: threads)
    }

    @Test(arguments: cases)
    func movesNothing(_ model: Case) throws {
        let people = People(scores: model.scores)
        let expected = try Self.run(model, people.distinctFirst)
        #expect(expected.result.people == people.rows.count)
        #expect(expected.result.overlap != nil)
        for found in [
            try Self.run(model, people.rows), try Self.run(model, people.rows.reversed()),
            try Self.run(model, people.rows.sorted(), threads: 3),
            try Self.run(model, people.cells, isCounted: true),
            try Self.run(model, people.cells.reversed(), isCounted: true, threads: 1),
        ] {
            #expect(differences(expected.result, found.result, share: 1e-9) == [])
        }
    }

    /// What is chosen to stand for all is like all.
    @Test func whatIsChosenIsLikeTheRest() throws {
        let people = People(scores: 100_000)
        var overlaps: [Double] = []
        for chosen in [400, 4_000] {
            let model = Case(
                outcome: "y",
                family: .binomial,
                weights: nil,
                scores: 100_000,
                kept: 4_000,
                chosen: chosen
            )
            let overlap = try #require(try Self.run(model, people.rows).result.overlap)
            #expect(
                chosen == 400
                    ? (200...1_200).contains(overlap.people) : overlap.people == people.rows.count
            )
            overlaps.append(try #require(overlap.agencies.first??.joint.before.standardised))
        }
        // A standardised difference of 200 to 400 distinct people has an error of about 0.1.
        #expect(abs(overlaps[0] - overlaps[1]) < 0.4, "\(overlaps)")
        #expect(overlaps[1] > 0.5)
    }
}
