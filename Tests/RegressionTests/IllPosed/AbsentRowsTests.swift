import TopsliceCohortData
import TopsliceRegression
import Testing

/// A row of weight 0 is not there: whatever it holds, all numbers are those of the file without it, to the last bit.
struct AbsentRowsTests {
    private static let header = "y,x,f,g,c,w\n"
    /// Sixty rows in six clusters, three levels of `f` and four of `g`; y is 0 or 1, or 1 or 2 where nought may not be.
    private static func sound(_ family: Family) -> [String] {
        (0..<60).map { row in
            let y = family.outcome((row * 11 % 17) > 8 ? 1 : 0)
            return
                "\(y),\(row * 7 % 13),f\(row % 3),g\(row * 5 % 4),c\(row * 3 % 7 % 6),\(1 + row % 3)"
        }
    }
    /// Rows of weight 0 with levels, clusters and values that no other row has.
    private static let absent = [
        "1,99999,f8,g0,c0,0", "0,-4,f0,g9,c1,0", "1,3,f1,g1,c9,0.0", "0,1e9,f9,g8,c8,-0",
    ]
    private static let formulas = ["y ~ x", "y ~ x + f", "y ~ x*f", "y ~ 0 + g + x"]
    private static let kinds: [CovarianceKind] = [
        .iid, .hc0, .hc1, .hc2, .hc3, .cluster(column: "c"),
    ]

    private func same(
        _ formula: String,
        family: Family = .gaussian,
        _ covariance: CovarianceKind
    ) throws {
        let sound = Self.sound(family)
        var mixed = sound
        for (place, row) in Self.absent.enumerated() { mixed.insert(row, at: place * 17) }
        let with = try fit(
            text: Self.header + mixed.joined(separator: "\n") + "\n",
            formula,
            family: family,
            covariance: covariance,
            weights: "w"
        )
        let without = try fit(
            text: Self.header + sound.joined(separator: "\n") + "\n",
            formula,
            family: family,
            covariance: covariance,
            weights: "w"
        )
        #expect(with.coefficients == without.coefficients, "\(formula) \(covariance.label)")
        #expect(with.residualDegreesOfFreedom == without.residualDegreesOfFreedom)
        #expect(with.clusterCount == without.clusterCount)
        #expect(with.people == 60)
        #expect(with.rSquared == without.rSquared)
        #expect(with.deviance == without.deviance)
        #expect(with.warnings == without.warnings)
        #expect(with.summary.rowsWithoutWeight == Self.absent.count)
        #expect(with.summary.rowsExcluded == 0)
    }

    @Test(arguments: Family.allCases, kinds)
    func countNowhere(family: Family, covariance: CovarianceKind) throws {
        for formula in Self.formulas { try same(formula, family: family, covariance) }
    }

    @Test(arguments: kinds)
    func costAbsorbedEffectsNothing(covariance: CovarianceKind) throws {
        try same("y ~ x | f", covariance)
        try same("y ~ x | f + g", covariance)
    }

    @Test func allOfThemAreRefusedAsSuch() {
        #expect(throws: RegressionError.allWeightsZero) {
            try fit(text: "y,x,w\n1,2,0\n2,3,0\n3,5,0\n", "y ~ x", weights: "w")
        }
    }

    /// The same column may be weight and regressor.
    @Test func aWeightMayAlsoBeARegressor() throws {
        let rows = "y,w\n1,0\n2,1\n3,2\n5,3\n7,5\n"
        let with = try fit(text: rows, "y ~ w", weights: "w")
        let without = try fit(text: "y,w\n2,1\n3,2\n5,3\n7,5\n", "y ~ w", weights: "w")
        #expect(with.coefficients == without.coefficients)
    }
}
