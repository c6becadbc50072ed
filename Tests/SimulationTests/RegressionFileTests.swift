import TopsliceSimulation
import Testing

/// The numeric file for regressions.
struct RegressionFileTests {
    @Test func aRowOfTwentyRegressorsTakesAbout165Bytes() throws {
        var plan = try RegressionPlan()
        plan.rows = 4_000
        let regression = try SimulatedRegression(plan)
        let bytes = try WrittenBytes(regression, threads: 1).all
        let header = "y," + (1...20).map { "x\($0)" }.joined(separator: ",") + ",area\n"
        #expect(bytes.starts(with: header.utf8))
        #expect((155...170).contains((bytes.count - header.utf8.count) / plan.rows))
        #expect(try WrittenBytes(regression, threads: 2).all == bytes)
    }

    @Test(arguments: OutcomeFamily.allCases)
    func outcomesFollowTheirRegressors(family: OutcomeFamily) throws {
        var plan = try RegressionPlan(regressorCount: 2)
        plan.coefficients = [0.4, -0.2]
        plan.family = family
        plan.rows = 20_000
        let text = String(
            decoding: try WrittenBytes(SimulatedRegression(plan), threads: 2).all,
            as: UTF8.self
        )
        var products = [0.0, 0.0]
        for line in text.split(separator: "\n").dropFirst() {
            let numbers = line.split(separator: ",").compactMap { Double($0) }
            #expect(numbers.count == 4)
            for column in 0...1 { products[column] += numbers[0] * numbers[column + 1] }
        }
        // For a standard normal x, E[xy] is its coefficient times the mean slope (Stein's lemma): 1 for a number,
        // so exactly the coefficient; for the others the two stand in the coefficients' proportion.
        let covariances = products.map { $0 / Double(plan.rows) }
        // Five standard errors of a mean of products with variance at most 4.
        let errors = 10 / Double(plan.rows).squareRoot()
        if family == .gaussian {
            #expect(abs(covariances[0] - 0.4) < errors)
            #expect(abs(covariances[1] + 0.2) < errors)
        } else {
            #expect(covariances[0] > 0)
            #expect(abs(covariances[0] + 2 * covariances[1]) < 3 * errors)
        }
    }

    @Test func truthNamesEveryCoefficient() throws {
        let regression = try SimulatedRegression(try RegressionPlan(regressorCount: 3))
        #expect(regression.formula == "y ~ x1 + x2 + x3")
        // (7j mod 11 − 5) / 25 for j = 1, 2, 3.
        let text = regression.truthJSON()
        #expect(text.contains("\"x1\": 0.08,\n  \"x2\": -0.08,\n  \"x3\": 0.2"))
    }

    @Test func aPlanOutOfRangeIsRefused() throws {
        for count in [0, -1, 4_001, 1_000_000_000, .max] {
            #expect(throws: SimulationError.self) { try RegressionPlan(regressorCount: count) }
        }
        var plan = try RegressionPlan()
        plan.areaCount = 0
        let error = #expect(throws: SimulationError.self) { try SimulatedRegression(plan) }
        #expect(
            error?.description == "the number of areas is 0, and must be from 1 to 1000000"
        )
    }
}
