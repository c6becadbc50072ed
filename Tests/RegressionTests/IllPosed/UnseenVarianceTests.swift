import Testing
import TopsliceCohortData
import TopsliceLinearAlgebra
import TopsliceRegression
import TopsliceTestSupport

/// Where a sandwich can't see most of a variance no error is stated; elsewhere it is.
///
/// The share it sees is worked out here from its definition, the expectation of Bell and McCaffrey (2002) under independent
/// errors of one variance: for a coefficient with weights c on the rows, Σ over rows or clusters of cᵤᵀ (I − Hᵤᵤ) cᵤ by cᵀc.
struct UnseenVarianceTests {
    struct Design: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let formula: String
        let covariance: CovarianceKind
        /// The group of each of 48 rows, and its cluster.
        let group: @Sendable (Int) -> String
        let cluster: @Sendable (Int) -> Int
        /// Which coefficients have no error.
        let withoutError: [Bool]
    }

    private static let byCluster = CovarianceKind.cluster(column: "site")

    static let designs = [
        Design(
            testDescription: "a level with one row",
            formula: "y ~ x + g",
            covariance: .hc1,
            group: { $0 == 7 ? "c" : $0 % 2 == 0 ? "a" : "b" },
            cluster: { $0 % 8 },
            withoutError: [false, false, false, true]
        ),
        Design(
            testDescription: "the first level has one row",
            formula: "y ~ x + g",
            covariance: .hc0,
            group: { $0 == 7 ? "a" : $0 % 2 == 0 ? "b" : "c" },
            cluster: { $0 % 8 },
            withoutError: [true, false, true, true]
        ),
        Design(
            testDescription: "a level with three rows",
            formula: "y ~ x + g",
            covariance: .hc1,
            group: { [7, 20, 33].contains($0) ? "c" : $0 % 2 == 0 ? "a" : "b" },
            cluster: { $0 % 8 },
            withoutError: [false, false, false, false]
        ),
        Design(
            testDescription: "one cluster differs",
            formula: "y ~ x + g",
            covariance: byCluster,
            group: { $0 % 8 == 3 ? "b" : "a" },
            cluster: { $0 % 8 },
            withoutError: [false, false, true]
        ),
        Design(
            testDescription: "all clusters but one differ",
            formula: "y ~ x + g",
            covariance: byCluster,
            group: { $0 % 8 == 3 ? "a" : "b" },
            cluster: { $0 % 8 },
            withoutError: [true, false, true]
        ),
        Design(
            testDescription: "three clusters differ",
            formula: "y ~ x + g",
            covariance: byCluster,
            group: { $0 % 8 < 3 ? "b" : "a" },
            cluster: { $0 % 8 },
            withoutError: [false, false, false]
        ),
        Design(
            testDescription: "a factor clustered by itself beside a number",
            formula: "y ~ x + g",
            covariance: byCluster,
            group: { "abcd".map(String.init)[$0 % 4] },
            cluster: { $0 % 4 },
            withoutError: [true, false, true, true, true]
        ),
        Design(
            testDescription: "no intercept",
            formula: "y ~ 0 + x + g",
            covariance: byCluster,
            group: { $0 % 8 == 3 ? "b" : "a" },
            cluster: { $0 % 8 },
            withoutError: [false, false, true]
        ),
    ]

    private func table(_ design: Design) -> String {
        var random = SeededGenerator(seed: 11)
        var text = "y,x,g,site,up\n"
        for row in 0..<48 {
            let (x, y) = (
                Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random)
            )
            text += "\(y + x),\(x),\(design.group(row)),s\(design.cluster(row)),"
            text += "\(Bool.random(using: &random) ? 1 : 0)\n"
        }
        return text
    }

    @Test(arguments: designs)
    func whatIsMostlyUnseenHasNoError(_ design: Design) throws {
        let text = table(design)
        let result = try fit(text: text, design.formula, covariance: design.covariance)
        #expect(
            result.coefficients.map { $0.standardError == nil } == design.withoutError
        )
        let seen = sharesSeen(text, design, terms: result.coefficients.map(\.term))
        for (share, isWithout) in zip(seen, design.withoutError) {
            #expect(isWithout == (share < 0.5), "\(share)")
        }
    }

    /// The scores of a binary outcome vanish where those of a number do, cluster by cluster.
    @Test(arguments: designs.filter { $0.covariance == byCluster })
    func itIsTheSameOfABinaryOutcome(_ design: Design) throws {
        let result = try fit(
            text: table(design),
            design.formula.replacing("y ~", with: "up ~"),
            family: .binomial,
            covariance: design.covariance
        )
        #expect(
            result.coefficients.map { $0.standardError == nil } == design.withoutError
        )
    }

    /// Σᵤ cᵤᵀ (I − Hᵤᵤ) cᵤ / cᵀc of each coefficient.
    private func sharesSeen(_ text: String, _ design: Design, terms: [String]) -> [Double] {
        let rows = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",").map(String.init)
        }
        // The levels stand last and in order: one that has a single row is not named.
        let levels = Set(rows.map { $0[2] }).sorted()
        let first = terms.count - levels.count
        let x = rows.map { row in
            terms.indices.map { place -> Double in
                switch terms[place] {
                case "(Intercept)": 1
                case "x": Double(row[1]) ?? .nan
                default: row[2] == levels[place - first] ? 1 : 0
                }
            }
        }
        let size = terms.count
        var gram = Matrix(rowCount: size, columnCount: size)
        for row in x {
            for i in 0..<size { for j in 0..<size { gram[i, j] += row[i] * row[j] } }
        }
        let inverse = CholeskyFactor(gram, tolerance: 1e-12).inverse()
        // weights[i][j]: of outcome i in coefficient j.
        let weights = x.map { inverse.multiplied(by: $0) }
        let isClustered = design.covariance.clusterColumn != nil
        let units = Dictionary(grouping: rows.indices) {
            isClustered ? rows[$0][3] : "\($0)"
        }
        return (0..<size).map { coefficient in
            var seen = 0.0
            for unit in units.values {
                for i in unit {
                    for k in unit {
                        let hat = zip(x[i], weights[k]).reduce(0) { $0 + $1.0 * $1.1 }
                        seen +=
                            weights[i][coefficient] * ((i == k ? 1 : 0) - hat)
                            * weights[k][coefficient]
                    }
                }
            }
            return seen / inverse[coefficient, coefficient]
        }
    }
}
