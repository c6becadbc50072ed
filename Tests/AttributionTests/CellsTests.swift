import TopsliceAttribution
import TopsliceCohortData
import Foundation
import TopsliceRegression
import TopsliceTestSupport
import Testing

/// What cells are attributed, found or counted beforehand, is what the rows are attributed one by one.
@Suite struct CellsTests {
    /// People of a few kinds, 1,500 of them, and the same as a row a kind with a count.
    struct People {
        var rows = ["y,q,a,b,k,x,s,c,w"]
        var cells = ["y,q,a,b,k,x,s,c,w,n"]

        init() {
            var generator = SeededGenerator(seed: 11)
            var kinds: [String: Int] = [:]
            func draw(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
            for _ in 0..<1_500 {
                // Nobody of the oldest has the third agency without the first: a gap.
                let (x, cluster) = (draw(12), draw(8))
                let a = draw(2)
                let (b, k) = (draw(3) == 0 ? 1 : 0, x > 8 && a == 0 ? 0 : draw(2))
                let noise = draw(7)
                let y = noise + a - b + x / 4 + cluster % 2 > 5 ? 1 : 0
                // Nothing for most, so that there are two parts.
                let q = noise + a + x / 6 > 4 ? 1 + noise + 2 * a + b : 0
                let kind =
                    "\(y),\(q),\(a),\(b),\(k),\(x),s\(x % 2),c\(cluster),\(1 + x % 3).5"
                rows.append(kind)
                kinds[kind, default: 0] += 1
            }
            cells += kinds.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
        }
    }

    static let people = People()

    struct Model: CustomTestStringConvertible, Sendable {
        let outcome: String
        let family: OutcomeModel
        let cluster: String?
        let weights: String?
        let priors: PriorScales?
        var testDescription: String {
            "\(outcome) \(family) \(cluster ?? "") \(weights ?? "") \(priors == nil ? "plain" : "priors")"
        }
    }

    static let models: [Model] = {
        var result: [Model] = []
        for cluster in [nil, "c"] {
            for weights in [nil, "w"] {
                for priors in [nil, PriorScales.standard] {
                    for (outcome, family) in [
                        ("y", OutcomeModel.binomial), ("q", .gaussian), ("q", .poisson),
                        ("q", .twoPart),
                    ] {
                        result.append(
                            Model(
                                outcome: outcome,
                                family: family,
                                cluster: cluster,
                                weights: weights,
                                priors: priors
                            )
                        )
                    }
                }
            }
        }
        return result
    }()

    private static func run(
        _ model: Model,
        _ lines: [String],
        counts: String?,
        findsCells: Bool
    ) throws -> CohortAttribution.Outcome {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("cells-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let problem = AttributionProblem(
            outcome: model.outcome,
            agencies: ["a", "b", "k"],
            covariates: ["x", "s"],
            cluster: model.cluster,
            weights: model.weights,
            family: model.family,
            priors: model.priors
        )
        let attribution = try CohortAttribution(problem, textCovariates: ["s"])
        var study = Study(refusesIdentifiers: false)
        study.counts = counts
        var reader = try CohortFile(path, study: study).reader(attribution.requests)
        reader.findsCells = findsCells
        reader.cellTrial = 64
        return try attribution.run(reader, threads: 2)
    }

    @Test(arguments: models)
    func areAttributedAsRowsAre(_ model: Model) throws {
        let expected = try Self.run(model, Self.people.rows, counts: nil, findsCells: false)
        #expect(expected.result.people == 1_500)
        let ways: [(lines: [String], counts: String?, findsCells: Bool)] = [
            (Self.people.rows, nil, true), (Self.people.cells, "n", false),
            (Self.people.cells, "n", true),
        ]
        for way in ways {
            let found = try Self.run(
                model,
                way.lines,
                counts: way.counts,
                findsCells: way.findsCells
            )
            // The tests of curves in two parts take the last digits of both fits off each other.
            let share = model.family == .twoPart ? 1e-8 : 1e-9
            #expect(differences(expected.result, found.result, share: share) == [])
            #expect(found.summary.rowsComplete == 1_500)
            #expect(found.summary.rowsRead == 1_500)
        }
    }
}
