import TopsliceCohortData
import Foundation
import TopsliceMoments
import TopsliceRegression
import Testing

/// Regressions from moments alone, whole and in parts, against those from the rows.
struct FittedFromMomentsTests {
    /// Merging moves one part to the origin of the other, which rounds.
    static let tolerance = 1e-10

    @Test(arguments: [
        "y ~ x1 + x2 + year", "y ~ x1 * factor(z) + x2", "y ~ factor(z) + x1 - 1",
    ])
    func partsGiveWhatTheWholeGives(formula: String) throws {
        let text = try String(
            contentsOfFile: FixtureTable.path("programme.csv"),
            encoding: .utf8
        )
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let header = lines[0]
        let rows = lines.dropFirst()
        // Every third row apart, so that each part has all the levels.
        let parts = (0..<3).map { part in
            rows.enumerated().filter { $0.offset % 3 == part }.map(\.element)
        }
        var sum: MomentsDocument?
        for (number, part) in parts.enumerated() {
            var document = try moments([header] + part, formula)
            document.inputs = [
                .init(
                    path: "part \(number)",
                    sha256: String(repeating: "\(number)", count: 64),
                    rowsRead: part.count,
                    rowsAnalysed: part.count
                )
            ]
            let read = try MomentsDocument(reading: Array(document.text().utf8), file: "m")
            sum = try sum.map { try $0.merged(with: read) } ?? read
        }
        let merged = try #require(sum)
        for covariance in [CovarianceKind.iid, .cluster(column: "area")] {
            let whole = try fit(
                FixtureTable.path("programme.csv"),
                formula,
                covariance: covariance,
                weights: "w"
            )
            let found = try RegressionProblem.fit(
                merged,
                covariance: covariance,
                confidenceLevel: 0.95
            )
            #expect(found.people == whole.people)
            #expect(found.clusterCount == whole.clusterCount)
            #expect(found.coefficients.map(\.term) == whole.coefficients.map(\.term))
            for (left, right) in zip(found.coefficients, whole.coefficients) {
                #expect(abs(left.estimate / right.estimate - 1) <= Self.tolerance)
                let ratio = (left.standardError ?? .nan) / (right.standardError ?? .nan)
                #expect(abs(ratio - 1) <= Self.tolerance)
            }
        }
        #expect(throws: RegressionError.self) {
            try RegressionProblem.fit(merged, covariance: .hc1, confidenceLevel: 0.95)
        }
        #expect(throws: RegressionError.self) {
            try RegressionProblem.fit(
                merged,
                covariance: .cluster(column: "site"),
                confidenceLevel: 0.95
            )
        }
    }

    @Test func patternsCountEveryCombinationOfExposures() throws {
        let text = ["y,a,b", "1,0,0", "2,1,0", "4,1,1", "8,1,1", "16,0,1"]
        let document = try moments(text, "y ~ 1", weights: nil, cluster: nil, ["a", "b"])
        let patterns = document.moments.patterns
        #expect(patterns.map(\.pattern) == [0, 1, 2, 3])
        #expect(patterns.map(\.rowCount) == [1, 1, 1, 2])
        let origin = document.moments.origin[0]
        // Σ (y − o) of each pattern, exact in these small whole numbers and fifths.
        for (pattern, expected) in zip(patterns, [1.0, 2, 16, 12]) {
            let found = pattern.sums[1] + origin * Double(pattern.rowCount)
            #expect(abs(found - expected) <= 1e-14 * 16)
        }
    }

    @Test func codesOfTheSameNumberAreClustersOfTheirOwn() throws {
        let text = ["y,x,c", "1,0,1", "2,1,1.0", "4,3,01", "3,2,2", "5,5,2.00"]
        let document = try moments(text, "y ~ x", weights: nil, cluster: "c")
        let clusters = document.moments.clusters
        #expect(clusters.map(\.label) == ["01", "1", "1.0", "2", "2.00"])
        #expect(clusters.map(\.rowCount) == [1, 1, 1, 1, 1])
    }

    private func moments(
        _ lines: [String],
        _ formula: String,
        weights: String? = "w",
        cluster: String? = "area",
        _ exposures: [String] = []
    ) throws -> MomentsDocument {
        let path = NSTemporaryDirectory() + "/topslice-test-\(UUID().uuidString).csv"
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try CohortFile(path, study: Study(refusesIdentifiers: false))
        let problem = RegressionProblem(
            formula: try Formula(parsing: formula),
            covariance: cluster.map { .cluster(column: $0) } ?? .iid,
            weights: weights,
            exposures: exposures
        )
        return try problem.moments(file.reader(problem.requests), threads: 2).document
    }
}
