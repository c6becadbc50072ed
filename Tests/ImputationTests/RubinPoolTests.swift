import Testing
@testable import TopsliceImputation

/// Expectations in exact fractions, from the formulas of Rubin (1987, 3.1.5 to 3.1.8) and of Barnard and Rubin (1999, 3).
@Suite struct RubinPoolTests {
    /// Values 1, 2, 3 with variances 4, 4, 4: within 4, between 1, added 4/3, variance 16/3, λ = 1/4.
    /// Old degrees: 2 · 16 = 32. Of 57 degrees: 58/60 · 57 · 3/4 = 41.325; together 32 · 41.325 / 73.325.
    @Test func threeAnswersByHand() {
        let pool = RubinPool(values: [1, 2, 3], variances: [4, 4, 4], degrees: 57)
        #expect(pool.value == 2)
        #expect(abs(pool.variance - 16.0 / 3) < 1e-14)
        #expect(abs(pool.missingShare - 0.25) < 1e-14)
        #expect(abs(pool.degreesOfFreedom - 32 * 41.325 / 73.325) < 1e-11)
    }

    @Test func largeSamplesHaveTheDegreesOfRubin() {
        let pool = RubinPool(values: [1, 2, 3], variances: [4, 4, 4], degrees: .infinity)
        #expect(abs(pool.degreesOfFreedom - 32) < 1e-12)
    }

    @Test func whereImputationsAgreeNothingIsLost() {
        let pool = RubinPool(values: [5, 5], variances: [2, 4], degrees: 11)
        #expect(pool == RubinPool(values: [5, 5, 5, 5], variances: [2, 4, 2, 4], degrees: 11))
        #expect(pool.variance == 3 && pool.degreesOfFreedom == 11 && pool.missingShare == 0)
    }
}
