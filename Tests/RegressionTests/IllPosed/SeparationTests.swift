import TopsliceCohortData
import TopsliceRegression
import Testing
import TopsliceTestSupport

/// A likelihood without a maximum is refused with the terms at fault; a large but finite effect is not.
struct SeparationTests {
    private func terms(
        _ columns: [(name: String, values: [Double])],
        _ formula: String,
        _ family: Family
    ) -> [String]? {
        do {
            _ = try fit(columns: columns, formula, family: family)
            return nil
        } catch RegressionError.separation(let terms) {
            return terms.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func completeSeparationIsRefused() {
        // Every outcome above x = 20 is one, every other zero.
        let x = (0..<40).map(Double.init)
        let noise = (0..<40).map { Double(($0 * 7) % 11) }
        let y = x.map { $0 > 20 ? 1.0 : 0 }
        let found = terms([("y", y), ("x", x), ("z", noise)], "y ~ x + z", .binomial)
        #expect(found?.contains("'x'") == true)
        #expect(found?.contains("'(Intercept)'") == false)
    }

    /// Many people, so that the separated ones hold much information before it fades.
    @Test(arguments: [200, 20_000])
    func theTermOfALevelWithOneOutcomeIsNamed(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let level = (0..<count).map { $0 % 10 == 0 ? 1.0 : ($0 % 10 < 5 ? 2 : 3) }
        let x = (0..<count).map { _ in random.unit() }
        let flat = x.map { _ in random.unit() < 0.4 ? 1.0 : 0 }
        let y = zip(level, flat).map { $0 == 2 ? 0 : $1 }
        let found = terms([("y", y), ("g", level), ("x", x)], "y ~ factor(g) + x", .binomial)
        #expect(found == ["'g' (1 of its levels)"])
        let counts = zip(level, flat).map { $0 == 3 ? 0 : 1 + $1 }
        let none = terms([("y", counts), ("g", level), ("x", x)], "y ~ factor(g) + x", .poisson)
        #expect(none == ["'g' (1 of its levels)"])
    }

    @Test func aRareLevelWithOneOutcomeIsNamed() {
        var random = SeededGenerator(seed: 5)
        let count = 5_000
        let rare = (0..<count).map { $0 == 17 ? 1.0 : 0 }
        let x = (0..<count).map { _ in random.unit() }
        let y = (0..<count).map { $0 == 17 ? 1.0 : (random.unit() < 0.3 ? 1 : 0) }
        #expect(terms([("y", y), ("r", rare), ("x", x)], "y ~ r + x", .binomial) == ["'r'"])
    }

    /// One event in a level of 100,000: a finite maximum eleven units away from the middle.
    @Test func aVeryRareOutcomeIsNotSeparation() throws {
        let count = 100_000
        let g = (0..<count).map { $0 % 2 == 0 ? 0.0 : 1 }
        let y = (0..<count).map { $0 == 1 || ($0 % 2 == 0 && $0 % 5 == 0) ? 1.0 : 0 }
        // In closed form: log-odds of 10,000 in 50,000 and of 1 in 50,000.
        let odds = [10_000.0 / 40_000, 1 / 49_999.0]
        let logit = try fit(columns: [("y", y), ("g", g)], "y ~ g", family: .binomial)
        let expected = [logarithm(odds[0]), logarithm(odds[1]) - logarithm(odds[0])]
        for (found, expected) in zip(logit.coefficients, expected) {
            #expect(abs(found.estimate - expected) <= 1e-9 * abs(expected))
        }
        let poisson = try fit(columns: [("y", y), ("g", g)], "y ~ g", family: .poisson)
        #expect(abs(poisson.coefficients[1].estimate - logarithm(1 / 10_000.0)) <= 1e-8)
    }

    /// True effects of ten units and probabilities next to 0 and 1.
    @Test func strongFiniteEffectsAreNotSeparation() throws {
        var random = SeededGenerator(seed: 11)
        let count = 100_000
        let x = (0..<count).map { _ in 4 * random.unit() - 2 }
        let y = x.map { value in
            random.unit() < 1 / (1 + exponential(-(1 - 10 * value))) ? 1.0 : 0
        }
        let result = try fit(columns: [("y", y), ("x", x)], "y ~ x", family: .binomial)
        let slope = result.coefficients[1]
        let error = try #require(slope.standardError)
        #expect(abs(slope.estimate + 10) <= 5 * error)
        #expect(error < 0.2)
    }

    @Test(arguments: [Family.binomial, .poisson], [0.0, 1])
    func aConstantOutcomeIsRefused(family: Family, value: Double) {
        let x = (0..<30).map(Double.init)
        #expect(throws: RegressionError.constantResponse("y")) {
            try fit(columns: [("y", x.map { _ in value }), ("x", x)], "y ~ x", family: family)
        }
    }

    @Test func outcomesOutsideTheFamilyAreRefused() {
        let x = (0..<30).map(Double.init)
        #expect(throws: RegressionError.responseNotBinary("y")) {
            try fit(columns: [("y", x), ("x", x)], "y ~ x", family: .binomial)
        }
        #expect(throws: RegressionError.responseNegative("y")) {
            try fit(columns: [("y", x.map { $0 - 1 }), ("x", x)], "y ~ x", family: .poisson)
        }
    }
}
