import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct LinearProgrammes {
    /// Chvátal (1983), "Linear Programming", p. 13: the optimum is 13 at (2, 0, 1).
    @Test func chvatalsFirstExample() throws {
        var programme = LinearProgramme(objective: [5, 4, 3])
        programme.add([2, 3, 1], atMost: 5)
        programme.add([4, 1, 2], atMost: 11)
        programme.add([3, 4, 2], atMost: 8)
        guard case .optimal(let solution) = programme.maximised() else {
            Issue.record("no optimum")
            return
        }
        #expect(solution.value == 13 && solution.variables == [2, 0, 1])
        #expect(solution.duals == [1, 0, 1])
    }

    @Test func impossibleAndEndlessProgrammesAreTold() {
        var impossible = LinearProgramme(objective: [1])
        impossible.add([1], atMost: 1)
        impossible.add([1], atLeast: 2)
        guard case .infeasible = impossible.maximised() else {
            Issue.record("x ≤ 1 and x ≥ 2 was solved")
            return
        }
        var endless = LinearProgramme(objective: [1, 0])
        endless.add([1, -1], atMost: 3)
        guard case .unbounded = endless.maximised() else {
            Issue.record("an endless programme was solved")
            return
        }
    }

    /// Weak duality: a feasible point and non-negative prices with Aᵀy ≥ c and equal values prove
    /// each other optimal, whatever found them.
    @Test func everyOptimumIsProvedByItsPrices() throws {
        var solved = 0
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let (width, height) = (random.from(1, through: 5), random.from(1, through: 6))
            var programme = LinearProgramme(
                objective: (0..<width).map { _ in Rational(random.from(-5, through: 9)) }
            )
            for _ in 0..<height {
                let row = (0..<width).map { _ in Rational(random.from(-3, through: 6)) }
                programme.add(row, atMost: Rational(random.from(-4, through: 20)))
            }
            guard case .optimal(let solution) = programme.maximised() else { continue }
            solved += 1
            #expect((solution.variables + solution.duals).allSatisfy { $0 >= 0 }, "seed \(seed)")
            for (row, bound) in programme.constraints {
                let reached = zip(row, solution.variables).map { $0 * $1 }.sum()
                #expect(reached <= bound, "seed \(seed)")
            }
            for variable in 0..<width {
                let price = zip(programme.constraints, solution.duals)
                    .map { $0.coefficients[variable] * $1 }.sum()
                #expect(price >= programme.objective[variable], "seed \(seed)")
            }
            let value = zip(programme.objective, solution.variables).map { $0 * $1 }.sum()
            let priced = zip(programme.constraints, solution.duals).map { $0.bound * $1 }.sum()
            #expect(value == solution.value && priced == value, "seed \(seed)")
        }
        #expect(solved > 200)
    }
}
