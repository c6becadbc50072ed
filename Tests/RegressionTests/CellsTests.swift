import Foundation
import TopsliceCohortData
import TopsliceRegression
import TopsliceTestSupport
import Testing

/// What is fitted to cells, found or counted beforehand, is what is fitted to the rows one by one.
@Suite struct CellsTests {
    /// People of a few kinds, 1,200 of them, and the same as a row a kind with a count.
    struct People {
        var rows = ["y,q,x,f,g,c,w"]
        var cells = ["y,q,x,f,g,c,w,n"]

        init() {
            var generator = SeededGenerator(seed: 5)
            var kinds: [String: Int] = [:]
            for _ in 0..<1_200 {
                let (x, f) = (
                    Int.random(in: 0..<4, using: &generator),
                    Int.random(in: 0..<3, using: &generator)
                )
                let cluster = Int.random(in: 0..<6, using: &generator)
                let noise = Int.random(in: 0..<5, using: &generator)
                let y = noise + x + (cluster % 2) > 4 ? 1 : 0
                let kind =
                    "\(y),\(noise + 2 * x + f),\(x),f\(f),g\(f + cluster % 2),c\(cluster),\(1 + (x + f) % 3).5"
                rows.append(kind)
                kinds[kind, default: 0] += 1
            }
            cells += kinds.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
        }
    }

    static let people = People()

    enum Way: String, CaseIterable {
        case found
        case counted
        case countedAndFound
    }

    struct Model: CustomTestStringConvertible, Sendable {
        let formula: String
        let family: Family
        let covariance: String
        let weights: String?
        var testDescription: String {
            "\(formula), \(family), \(covariance), \(weights ?? "unweighted")"
        }
    }

    static let models: [Model] = {
        var result: [Model] = []
        for covariance in ["iid", "hc0", "hc1", "hc2", "hc3", "cluster:c"] {
            for weights in [nil, "w"] {
                for (formula, family) in [
                    ("q ~ x + I(x^2)", Family.gaussian), ("q ~ x + f", .gaussian),
                    ("q ~ x | g", .gaussian), ("y ~ x + f", .binomial), ("q ~ x + f", .poisson),
                ] {
                    result.append(
                        Model(
                            formula: formula,
                            family: family,
                            covariance: covariance,
                            weights: weights
                        )
                    )
                }
            }
        }
        return result
    }()

    private static func fit(
        _ model: Model,
        _ lines: [String],
        counts: String?,
        findsCells: Bool
    ) throws -> RegressionResult {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("cells-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let problem = RegressionProblem(
            formula: try Formula(parsing: model.formula),
            family: model.family,
            covariance: try #require(CovarianceKind(model.covariance)),
            weights: model.weights,
            textColumns: ["f", "g"]
        )
        var study = Study(refusesIdentifiers: false)
        study.counts = counts
        var reader = try CohortFile(path, study: study).reader(problem.requests)
        reader.findsCells = findsCells
        reader.cellTrial = 64
        return try problem.fit(reader, threads: 2)
    }

    @Test(arguments: models)
    func fitAsRowsDo(_ model: Model) throws {
        let expected = try Self.fit(model, Self.people.rows, counts: nil, findsCells: false)
        #expect(expected.people == 1_200)
        for way in Way.allCases {
            let found = try Self.fit(
                model,
                way == .found ? Self.people.rows : Self.people.cells,
                counts: way == .found ? nil : "n",
                findsCells: way != .counted
            )
            #expect(
                differences(
                    expected.comparable.sorted { $0.key < $1.key },
                    found.comparable.sorted { $0.key < $1.key },
                    share: 1e-10
                ) == []
            )
        }
    }

    @Test func areSaidWhereTheyWereFound() throws {
        let model = Model(formula: "y ~ x + f", family: .binomial, covariance: "hc1", weights: nil)
        let found = try Self.fit(model, Self.people.rows, counts: nil, findsCells: true)
        // y is 0 or 1 at each of four values of x and three levels.
        #expect(try #require(found.summary.cells) <= 24)
        let apart = ["y,x,f"] + (0..<200).map { "\($0 / 3 % 2),\($0).25,f\($0 % 3)" }
        #expect(try Self.fit(model, apart, counts: nil, findsCells: true).summary.cells == nil)
    }
}

extension RegressionResult {
    /// Numbers of a result by name, those of reading apart.
    fileprivate var comparable: [String: Double] {
        var result: [String: Double] = [
            "people": Double(people), "degrees": Double(residualDegreesOfFreedom),
            "clusters": Double(clusterCount ?? 0), "r2": rSquared ?? 0, "sigma": sigma ?? 0,
            "deviance": deviance ?? 0, "null": nullDeviance ?? 0,
            "read": Double(summary.rowsRead), "complete": Double(summary.rowsComplete),
        ]
        for coefficient in coefficients {
            result[coefficient.term] = coefficient.estimate
            if case .stated(let stated) = coefficient.uncertainty {
                result["error of " + coefficient.term] = stated.standardError
            }
        }
        return result
    }
}
