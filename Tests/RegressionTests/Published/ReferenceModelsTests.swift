import TopsliceCohortData
import TopsliceRegression
import Testing

/// Every model of the reference files: R's lm, glm, sandwich, estimatr and fixest, Python's statsmodels and pyfixest.
struct ReferenceModelsTests {
    /// Relative. The references agree among themselves to 1.3e-9 (see the fixtures' README).
    static let tolerance = 1e-8

    @Test(arguments: ReferenceFit.published)
    func aPublishedFitIsReproduced(reference: ReferenceFit) throws {
        try compare(reference)
    }

    @Test(arguments: ReferenceFit.generated)
    func aGeneratedFitIsReproduced(reference: ReferenceFit) throws {
        try compare(reference)
    }

    @Test func theReferencesAreThere() {
        // An empty list would test nothing: so many fits in scope do the two sets of files hold.
        #expect(ReferenceFit.published.count == 42)
        #expect(ReferenceFit.generated.count >= 300)
    }

    private func compare(_ reference: ReferenceFit) throws {
        let result = try fit(
            FixtureTable.path(reference.file),
            reference.formula,
            family: reference.family,
            covariance: reference.covariance,
            weights: reference.weights
        )
        let known = Dictionary(
            uniqueKeysWithValues: result.coefficients.map { ($0.term, $0) }
        )
        #expect(known.count == reference.terms.count)
        for term in reference.terms {
            guard let found = known[term.name] else {
                Issue.record("no term \(term.name) among \(known.keys.sorted())")
                continue
            }
            #expect(relative(found.estimate, term.estimate) <= Self.tolerance, "\(term.name)")
            #expect(
                relative(found.standardError ?? .nan, term.standardError) <= Self.tolerance,
                "\(term.name)"
            )
            #expect(
                relative(found.statistic ?? .nan, term.statistic) <= Self.tolerance,
                "\(term.name)"
            )
            // A p-value moves |t| times as much as its statistic, in relative terms.
            let magnified = Self.tolerance * max(1, term.statistic * term.statistic)
            #expect(relative(found.pValue ?? .nan, term.pValue) <= magnified, "\(term.name)")
            // An end of an interval near zero is compared on the scale of the interval.
            let scale = max(term.high - term.low, abs(term.low), abs(term.high))
            #expect(abs((found.confidenceLow ?? .nan) - term.low) <= Self.tolerance * scale)
            #expect(abs((found.confidenceHigh ?? .nan) - term.high) <= Self.tolerance * scale)
        }
    }

    private func relative(_ found: Double, _ expected: Double) -> Double {
        found == expected ? 0 : abs(found - expected) / max(abs(expected), 1e-300)
    }
}
