import TopsliceCohortData
import TopsliceRegression
import Testing

/// An error of zero is no certainty: where residuals vanish, no interval and no p-value is stated.
struct NoErrorTests {
    /// Methods a and b with several rows, `alone` with one; the rows of a method lie in clusters of their own.
    private let text = """
        y,x,method,trial
        0.31,1,a,1
        0.35,4,a,1
        0.22,2,a,2
        0.18,7,a,2
        -0.4,1,b,3
        -0.1,5,b,3
        0.7,2,b,4
        0.4,9,b,4
        0.51,3,alone,5

        """

    private func reasons(
        _ formula: String,
        _ covariance: CovarianceKind,
        family: Family = .gaussian
    ) throws -> [RegressionResult.NoError?] {
        try fit(text: text, formula, family: family, covariance: covariance).coefficients.map {
            if case .unknown(let reason) = $0.uncertainty { return reason }
            return nil
        }
    }

    @Test(arguments: [CovarianceKind.hc0, .hc1])
    func aLevelWithOneRowHasNone(covariance: CovarianceKind) throws {
        #expect(
            try reasons("y ~ 0 + method", covariance) == [nil, .rowsWithoutResidual, nil]
        )
        // Beside others its coefficient has their uncertainty too, which is a fifth of it: 1/4 of 1 + 1/4.
        #expect(try reasons("y ~ method", covariance) == [nil, .rowsWithoutResidual, nil])
    }

    @Test func aFactorClusteredByItselfHasNone() throws {
        let none = RegressionResult.NoError.clustersWithoutResidual
        for formula in ["y ~ 0 + method", "y ~ method"] {
            let found = try reasons(formula, .cluster(column: "method"))
            #expect(found == [none, none, none])
        }
        #expect(
            try reasons("y ~ 0 + method", .cluster(column: "trial")) == [nil, none, nil]
        )
        #expect(
            try reasons("y ~ 0 + factor(trial)", .cluster(column: "trial"))
                == [none, none, none, none, none]
        )
        let warnings = try fit(
            text: text,
            "y ~ 0 + factor(trial)",
            covariance: .cluster(column: "trial")
        ).warnings
        #expect(warnings.contains(.fewerClustersThanCoefficients(clusters: 5, coefficients: 5)))
    }

    /// Fitted means of a logit or Poisson factor equal those of its level: every cluster's score is zero.
    @Test(arguments: [Family.binomial, .poisson])
    func aFactorOfOtherFamiliesClusteredByItselfHasNone(family: Family) throws {
        var rows = "y,g\n"
        for row in 0..<60 { rows += "\(row * 11 % 17 % 5 > 2 ? 1 : 0),g\(row % 3)\n" }
        let result = try fit(
            text: rows,
            "y ~ g",
            family: family,
            covariance: .cluster(column: "g")
        )
        #expect(
            result.coefficients.allSatisfy {
                $0.uncertainty == .unknown(.clustersWithoutResidual)
            }
        )
    }

    /// A small error is an error: residuals of 10⁻⁸ of the outcome are stated.
    @Test func aSmallErrorIsStated() throws {
        let x = (0..<40).map { Double(($0 * 7) % 13) }
        let y = x.enumerated().map { 3 + $1 + 1e-8 * Double($0 * 5 % 7 - 3) }
        let result = try fit(columns: [("y", y), ("x", x)], "y ~ x", covariance: .hc1)
        #expect(result.coefficients.allSatisfy { $0.standardError != nil })
    }
}
