import TopsliceCohortData
import TopsliceRegression
import Testing

/// Problems without a proper answer end in a sentence or a warning, never in a trap or a number that is none.
struct IllPosedProblemsTests {
    private let x = (0..<40).map { Double(($0 * 7) % 13) }
    private let z = (0..<40).map { Double(($0 * 5) % 11) - 4 }
    private var y: [Double] { (0..<40).map { Double(($0 * 11) % 17) } }

    private func ratio(_ found: Double?, _ expected: Double?) -> Double {
        abs((found ?? .nan) / (expected ?? .nan) - 1)
    }

    private func allFinite(_ result: RegressionResult) -> Bool {
        result.coefficients.allSatisfy {
            guard let stated = $0.uncertainty.stated else { return false }
            return [
                $0.estimate, stated.standardError, stated.statistic, stated.pValue,
                stated.confidenceLow, stated.confidenceHigh,
            ].allSatisfy(\.isFinite)
        } && (result.sigma?.isFinite ?? true) && (result.rSquared?.isFinite ?? true)
    }

    @Test(arguments: Family.allCases)
    func constantAndRepeatedColumnsAreLeftOutByName(family: Family) throws {
        let outcome = family.outcomes(y)
        let result = try fit(
            columns: [
                ("y", outcome), ("x", x), ("c", x.map { _ in 7 }), ("x2", x), ("z", z),
                ("s", zip(x, z).map { 2 * $0 - 3 * $1 }),
            ],
            "y ~ x + c + x2 + z + s",
            family: family
        )
        #expect(result.coefficients.map(\.term) == ["(Intercept)", "x", "z"])
        #expect(result.dropped.map(\.name) == ["c", "x2", "s"])
        #expect(result.dropped[1].combinationOf == ["x"])
        #expect(result.dropped[2].combinationOf == ["x", "z"])
        #expect(result.warnings.count == 3)
        #expect(allFinite(result))
    }

    /// y = x + 1e-3 e with columns scaled by 1e±100: coefficients scale, statistics do not.
    @Test(arguments: [1e-100, 1e-6, 1, 1e6, 1e100])
    func scalesOfColumnsDoNotMatter(scale: Double) throws {
        let plain = try fit(columns: [("y", y), ("x", x), ("z", z)], "y ~ x + z")
        let scaled = try fit(
            columns: [("y", y), ("x", x.map { $0 * scale }), ("z", z)],
            "y ~ x + z"
        )
        #expect(scaled.dropped.isEmpty)
        for (found, expected) in zip(scaled.coefficients, plain.coefficients) {
            let (own, other) = (found.statistic ?? .nan, expected.statistic ?? .nan)
            #expect(abs(own - other) <= 1e-11 * abs(other))
        }
    }

    @Test func aPerfectFitHasNoResidualAndNoNonNumber() throws {
        let exact = zip(x, z).map { 3 + 2 * $0 - $1 }
        let result = try fit(columns: [("y", exact), ("x", x), ("z", z)], "y ~ x + z")
        for (found, expected) in zip(result.coefficients, [3.0, 2, -1]) {
            #expect(abs(found.estimate - expected) <= 1e-13)
            #expect(found.uncertainty == .unknown(.perfectFit))
        }
        #expect(try #require(result.rSquared) == 1)
        #expect(result.warnings.contains(.perfectFit))
        for covariance in [CovarianceKind.hc0, .hc1, .hc2, .hc3] {
            let robust = try fit(
                columns: [("y", exact), ("x", x), ("z", z)],
                "y ~ x + z",
                covariance: covariance
            )
            #expect(robust.coefficients.allSatisfy { $0.uncertainty == .unknown(.perfectFit) })
        }
    }

    @Test(arguments: [0.0, 0.1, 5, 1e6])
    func aConstantOutcomeIsNamed(value: Double) throws {
        let same = x.map { _ in value }
        let group = z.map { $0 > 0 ? 1.0 : 0 }
        for formula in ["y ~ x + z", "y ~ factor(g) + x"] {
            let result = try fit(
                columns: [("y", same), ("x", x), ("z", z), ("g", group)],
                formula
            )
            #expect(result.warnings.contains(.constantOutcome("y")))
            #expect(
                result.coefficients.allSatisfy { $0.uncertainty == .unknown(.constantOutcome) }
            )
        }
    }

    /// What rounding leaves of a constant is no variation to explain a share of, whatever the weights.
    @Test(arguments: [0.1, 5, 1e6], [nil, "w"] as [String?])
    func aConstantOutcomeHasNoShareExplained(value: Double, weights: String?) throws {
        let result = try fit(
            columns: [
                ("y", x.map { _ in value }), ("x", x), ("z", z),
                ("w", x.indices.map { 1 + Double($0 % 3) / 7 }),
            ],
            "y ~ x + z",
            weights: weights
        )
        #expect(result.rSquared == nil)
        #expect(result.sigma == 0)
    }

    @Test func tooFewRowsAreRefused() {
        #expect(throws: RegressionError.tooFewRows(rows: 3, coefficients: 3)) {
            try fit(text: "y,x,z\n1,2,3\n2,3,5\n5,4,1\n", "y ~ x + z")
        }
        #expect(throws: RegressionError.self) { try fit(text: "y,x\n1,2\n", "y ~ x") }
        #expect(throws: RegressionError.self) {
            try fit(text: "y,x\n1,2\n", "y ~ x", family: .poisson)
        }
        #expect(throws: RegressionError.noRows) { try fit(text: "y,x\n,2\n1,\n", "y ~ x") }
        #expect(throws: RegressionError.noRows) {
            try fit(text: "y,x\n,2\n1,\n", "y ~ factor(x)", family: .binomial)
        }
    }

    @Test(arguments: Family.allCases)
    func weightsOfZeroTakeNoPart(family: Family) throws {
        let outcome = family.outcomes(y)
        let weights = x.map { $0 > 6 ? 0.0 : 1 }
        let kept = weights.indices.filter { weights[$0] > 0 }
        func some(_ values: [Double]) -> [Double] { kept.map { values[$0] } }
        for covariance in [CovarianceKind.iid, .hc1, .hc3, .cluster(column: "g")] {
            let group = (0..<40).map { Double($0 % 8) }
            let all = try fit(
                columns: [("y", outcome), ("z", z), ("g", group), ("w", weights)],
                "y ~ z",
                family: family,
                covariance: covariance,
                weights: "w"
            )
            let fewer = try fit(
                columns: [("y", some(outcome)), ("z", some(z)), ("g", some(group))],
                "y ~ z",
                family: family,
                covariance: covariance
            )
            #expect(all.people == kept.count)
            #expect(all.clusterCount == fewer.clusterCount)
            for (found, expected) in zip(all.coefficients, fewer.coefficients) {
                // Two orders of summation of forty numbers.
                #expect(abs(found.estimate - expected.estimate) <= 1e-12)
                #expect(ratio(found.standardError, expected.standardError) <= 1e-11)
            }
        }
    }

    @Test(arguments: Family.allCases)
    func impossibleWeightsAreRefused(family: Family) {
        let outcome = y.map { $0 > 8 ? 1.0 : 0 }
        let zero = x.map { _ in 0.0 }
        #expect(throws: RegressionError.allWeightsZero) {
            try fit(
                columns: [("y", outcome), ("x", x), ("w", zero)],
                "y ~ x",
                family: family,
                weights: "w"
            )
        }
        #expect(throws: RegressionError.negativeWeight) {
            try fit(
                columns: [("y", outcome), ("x", x), ("w", z)],
                "y ~ x",
                family: family,
                weights: "w"
            )
        }
    }

    @Test(arguments: Family.allCases, ["log(x)", "sqrt(z)", "I(1/x)", "exp(I(x * 1000))"])
    func valuesThatAreNoNumbersAreRefusedByTerm(family: Family, term: String) {
        let outcome = family.outcomes(y)
        #expect(throws: RegressionError.notFinite(term)) {
            try fit(columns: [("y", outcome), ("x", x), ("z", z)], "y ~ \(term)", family: family)
        }
    }

    /// Squares of 1e300 overflow; the answer is a sentence, or right.
    @Test(arguments: Family.allCases)
    func hugeNumbersEndInASentence(family: Family) {
        let outcome = family.outcomes(y)
        #expect(throws: RegressionError.self) {
            let result = try fit(
                columns: [("y", outcome), ("x", x.map { $0 * 1e300 })],
                "y ~ x",
                family: family
            )
            if allFinite(result) { throw RegressionError.noRegressors }
        }
    }

    @Test func aRowWithACoefficientOfItsOwnHasNoHC3() {
        let single = (0..<40).map { $0 == 3 ? 1.0 : 0 }
        for covariance in [CovarianceKind.hc2, .hc3] {
            #expect(throws: RegressionError.leverageOfOne(kind: covariance.label)) {
                try fit(
                    columns: [("y", y), ("x", x), ("s", single)],
                    "y ~ x + s",
                    covariance: covariance
                )
            }
        }
    }

    @Test(arguments: Family.allCases)
    func oneClusterIsTooFew(family: Family) {
        let outcome = y.map { $0 > 8 ? 1.0 : 0 }
        #expect(throws: RegressionError.tooFewClusters(column: "g", count: 1)) {
            try fit(
                columns: [("y", outcome), ("x", x), ("g", x.map { _ in 5 })],
                "y ~ x",
                family: family,
                covariance: .cluster(column: "g")
            )
        }
    }

    /// The same threads give the same bits; other numbers of threads agree to rounding.
    @Test(arguments: Family.allCases)
    func threadsChangeNothingButRounding(family: Family) throws {
        var text = "y,x,z,g\n"
        for row in 0..<30_000 {
            let a = Double((row * 7_919) % 1_009) / 100
            let b = Double((row * 104_729) % 997) / 100
            let outcome = family.outcome((row * 31) % 7 < 2 + Int(a / 4) ? 1 : 0)
            text += "\(outcome),\(a),\(b),\(row % 40)\n"
        }
        let results = try [1, 2, 2, 3].map { threads in
            try fit(
                text: text,
                "y ~ x + z",
                family: family,
                covariance: .cluster(column: "g"),
                threads: threads
            )
        }
        #expect(results[1].coefficients == results[2].coefficients)
        for other in [results[0], results[3]] {
            for (found, expected) in zip(other.coefficients, results[1].coefficients) {
                #expect(abs(found.estimate / expected.estimate - 1) <= 1e-12)
                #expect(ratio(found.standardError, expected.standardError) <= 1e-11)
            }
        }
    }
}
