import TopsliceAttribution
import TopsliceCohortData
import TopsliceRandomness
import TopsliceStudies
import Testing

/// Several outcomes of people some of whose covariates are missing.
@Suite struct ImputedOutcomesTests {
    /// y and z rise by 10 and 4 with the agency, and by 6 and 9 with a trait that decides who is served and is missing where y is large.
    private static func cohort(seed: UInt64, hasGaps: Bool) -> [UInt8] {
        var generator = Xoshiro256PlusPlus(seed: seed, stream: 9)
        var text = "y,z,a,b,x\n"
        for _ in 0..<1_200 {
            let x = generator.normal()
            let a = generator.uniform() < 0.4 + (x > 0 ? 0.2 : -0.2) ? 1 : 0
            let b = generator.uniform() < 0.5 ? 1 : 0
            let y = 10 * Double(a) + 6 * x + 5 * generator.normal()
            let z = 4 * Double(a) + 9 * x + 5 * generator.normal()
            let isMissing = generator.uniform() < (y > 6 ? 0.55 : 0.1)
            text += "\(y),\(z),\(a),\(b),\(hasGaps && isMissing ? "" : "\(x)")\n"
        }
        return Array(text.utf8)
    }

    private func run(
        seed: UInt64,
        hasGaps: Bool,
        threads: Int = 2,
        _ change: (inout StudyAnalysis) -> Void
    ) throws -> AttributionRequest.Run {
        var analysis = StudyAnalysis()
        (analysis.agencies, analysis.covariates) = (["a", "b"], ["x"])
        change(&analysis)
        return try AttributionRequest(
            source: .memory(name: "cohort", bytes: Self.cohort(seed: seed, hasGaps: hasGaps)),
            analysis: analysis,
            threads: threads
        ).run(hashing: false)
    }

    @Test func whereNothingIsMissingNothingChanges() throws {
        let plain = try run(seed: 1, hasGaps: false) { $0.outcomes = ["y", "z"] }
        let imputed = try run(seed: 1, hasGaps: false) {
            $0.outcomes = ["y", "z"]
            $0.impute = 5
        }
        for (one, other) in zip(plain.results, imputed.results) {
            #expect(other.imputation?.columns.isEmpty == true)
            for (left, right) in zip(one.contributions, other.contributions) {
                #expect((left.shapley.value - right.shapley.value).magnitude < 1e-9)
            }
        }
    }

    /// What is filled in beside amounts is rough, and is said to be; beside numbers, or with nothing to fill in, it is not.
    @Test(arguments: [(OutcomeModel.gamma, true), (.gamma, false), (.single(.gaussian), true)])
    func roughImputationIsSaid(family: OutcomeModel, hasGaps: Bool) throws {
        var generator = Xoshiro256PlusPlus(seed: 5, stream: 1)
        var text = "cost,a,x\n"
        for row in 0..<400 {
            let x = (100 * generator.normal()).rounded() / 100
            let cost = 1 + (400 * generator.uniform() * (x > 0 ? 3 : 1)).rounded()
            text += "\(cost),\(row % 2),\(hasGaps && row % 7 == 0 ? "" : "\(x)")\n"
        }
        var analysis = StudyAnalysis()
        (analysis.outcome, analysis.agencies, analysis.covariates) = ("cost", ["a"], ["x"])
        (analysis.family, analysis.impute) = (family, 2)
        let run = try AttributionRequest(
            source: .memory(name: "cohort", bytes: Array(text.utf8)),
            analysis: analysis,
            threads: 1
        ).run(hashing: false)
        let isSaid = run.results[0].cautions.contains(.imputedBesideAmounts)
        #expect(isSaid == (family == .gamma && hasGaps))
    }

    /// The joint covariance is that of each outcome on its diagonal, and so is the sum of an outcome alone.
    @Test func whatIsPooledTogetherIsWhatIsPooledOfEach() throws {
        let run = try run(seed: 2, hasGaps: true) {
            $0.outcomes = ["y", "z"]
            $0.impute = 10
        }
        let effects = try #require(run.several).effects
        for (outcome, result) in run.results.enumerated() {
            #expect(result.people == 1_200)
            #expect(result.imputation?.columns.map(\.name) == ["x"])
            for agency in 0..<2 {
                var weights = [[0.0, 0], [0, 0]]
                weights[outcome][agency] = 1
                let estimate = effects.estimate(weights)
                let own = result.contributions[agency].shapley
                #expect((estimate.value - own.value).magnitude < 1e-9)
                let (left, right) = (
                    try #require(estimate.uncertainty), try #require(own.uncertainty)
                )
                #expect((left.standardError / right.standardError - 1).magnitude < 1e-9)
                #expect((left.degreesOfFreedom / right.degreesOfFreedom - 1).magnitude < 1e-9)
            }
        }
    }

    /// Of twelve cohorts the mean of both outcomes' contributions lies within four of its standard errors of what the law says: 10 and 4 for
    /// each whom the agency served.
    @Test func bothOutcomesAreUnbiased() throws {
        var errors = [[Double]](repeating: [], count: 2)
        for seed in UInt64(1)...12 {
            let results = try run(seed: seed, hasGaps: true) {
                $0.outcomes = ["y", "z"]
                $0.impute = 8
            }.results
            for (place, effect) in [10.0, 4].enumerated() {
                errors[place].append(results[place].contributions[0].perServed.value - effect)
            }
        }
        for (place, values) in errors.enumerated() {
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let error = (square / (count - 1) / count).squareRoot()
            #expect(mean.magnitude < 4 * error, "\(place): \(mean) ± \(error)")
        }
    }

    @Test func theNumberOfThreadsChangesNothing() throws {
        func effects(_ threads: Int) throws -> JointEffects? {
            try run(seed: 3, hasGaps: true, threads: threads) {
                $0.outcomes = ["y", "z"]
                $0.impute = 4
            }.several?.effects
        }
        #expect(try effects(1) == effects(3))
    }
}
