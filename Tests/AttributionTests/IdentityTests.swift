import TopsliceCohortData
import TopsliceAttribution
import TopsliceRegression
import Testing

/// What must hold whatever the data.
@Suite struct IdentityTests {
    /// Sums of a dozen numbers near one.
    static let rounding = 1e-12

    @Test(arguments: ReferenceCase.all)
    func sharesSumToTheWholeEffect(_ reference: ReferenceCase) throws {
        let result = try Fixture.attribution(reference).result
        let whole = result.total.attributable.value
        let sum = result.contributions.reduce(0) { $0 + $1.shapley.value }
        let scale = max(1, result.total.observed.value.magnitude)
        #expect((sum - whole).magnitude < Self.rounding * scale)
        #expect(
            (result.total.observed.value - result.total.deadweight.value - whole).magnitude
                < Self.rounding * scale
        )
        let shares = result.contributions.compactMap { $0.share?.value }.reduce(0, +)
        #expect((shares - 1).magnitude < 1e-9)
    }

    @Test(arguments: ReferenceCase.all)
    func varianceOfTheWholeIsTheSumOfTheCovariances(_ reference: ReferenceCase) throws {
        let result = try Fixture.attribution(reference).result
        let sum = result.covariance.joined().reduce(0, +)
        let error = try #require(result.total.attributable.standardError)
        #expect((sum - error * error).magnitude < 1e-9 * max(1, error * error))
    }

    @Test func threadCountChangesNothingButTheLastBits() throws {
        let reference = try #require(ReferenceCase.all.first { $0.cluster != nil })
        let one = try Fixture.attribution(reference, threads: 1).result
        let three = try Fixture.attribution(reference, threads: 3).result
        for (left, right) in zip(one.contributions, three.contributions) {
            #expect((left.shapley.value - right.shapley.value).magnitude < Self.rounding)
            let errors = (
                try #require(left.shapley.standardError), try #require(right.shapley.standardError)
            )
            #expect((errors.0 - errors.1).magnitude < Self.rounding)
        }
    }

    @Test func sameInputGivesTheSameResult() throws {
        let reference = try #require(ReferenceCase.all.first)
        let first = try Fixture.attribution(reference).result
        let second = try Fixture.attribution(reference).result
        #expect(first == second)
    }

    @Test func anAgencyThatDoesNothingGetsNothing() throws {
        // y = 1 + 2·a exactly, b is balanced against a: with a linear model b's value is zero.
        let rows = (0..<80).map { index -> String in
            let a = index % 2
            let b = index / 2 % 2
            let noise = [-1, 1][index / 4 % 2]
            return "\(1 + 2 * a + noise),\(a),\(b)"
        }
        let problem = AttributionProblem(outcome: "y", agencies: ["a", "b"], family: .gaussian)
        let result = try Fixture.run(problem, header: "y,a,b", rows: rows).result
        #expect((result.contributions[0].shapley.value - 1).magnitude < Self.rounding)
        #expect(result.contributions[1].shapley.value.magnitude < Self.rounding)
        #expect((result.total.deadweight.value - 1).magnitude < Self.rounding)
    }

    @Test func harmIsPrintedAsHarm() throws {
        let rows = (0..<80).map { index -> String in
            let a = index % 2
            return "\(5 - 3 * a + [-1, 1][index / 2 % 2]),\(a)"
        }
        let problem = AttributionProblem(outcome: "y", agencies: ["a"], family: .gaussian)
        let result = try Fixture.run(problem, header: "y,a", rows: rows).result
        #expect((result.contributions[0].shapley.value + 1.5).magnitude < Self.rounding)
    }
}
