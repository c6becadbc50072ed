import TopsliceCohortData
import TopsliceRegression
import Testing

@testable import TopsliceAttribution

/// The attribution of those alone whom the data support.
@Suite struct RestrictedTests {
    private static let problem = AttributionProblem(
        outcome: "y",
        agencies: ["a", "b"],
        covariates: ["x"],
        categorical: ["x"],
        family: .gaussian
    )

    /// 900 people at x = p, q or r; at r everybody is served by a.
    private static let rows = (0..<900).map { row -> (x: Int, a: Int, text: String) in
        let x = row % 3
        let (a, b) = (x == 2 ? 1 : row / 3 % 2, row / 6 % 2)
        let noise = Double(row * 7_919 % 1_009) / 1_009
        return (x, a, "\(Double(2 * a + b + x) + noise),\(a),\(b),\(["p", "q", "r"][x])")
    }

    private func run(_ rows: [String], _ problem: AttributionProblem = problem) throws
        -> AttributionResult
    {
        try Fixture.run(problem, header: "y,a,b,x", rows: rows).result
    }

    /// The same as of a file from which those at r are taken out by hand.
    @Test(arguments: [PriorScales.standard, nil])
    func isThatOfAFileWithoutThem(_ priors: PriorScales?) throws {
        var problem = Self.problem
        problem.priors = priors
        let whole = try run(Self.rows.map(\.text), problem)
        let found = try #require(whole.restricted)
        let alone = try run(Self.rows.filter { $0.x < 2 }.map(\.text), problem)
        #expect(found.people == 600 && found.dropped == 300)
        #expect(alone.restricted == nil && alone.people == 600)
        for (one, other) in zip(found.contributions, alone.contributions) {
            let one = try #require(one)
            #expect(one.served == other.served)
            #expect((one.shapley.value - other.shapley.value).magnitude < 1e-9)
            let (error, expected) = (one.shapley.standardError, other.shapley.standardError)
            #expect(((error ?? .nan) - (expected ?? .nan)).magnitude < 1e-9)
        }
        let (total, expected) = (found.attributable, alone.total.attributable)
        #expect((total.value - expected.value).magnitude < 1e-9)
        #expect((found.deadweight - alone.total.deadweight.value).magnitude < 1e-9)
        // Those left are half p and half q, those dropped all r: a part that leaves fewer than ten others is not told.
        #expect(found.columns.map(\.level) == ["p", "q", "r"])
        #expect(found.columns.map(\.left) == [0.5, 0.5, nil])
        #expect(found.columns.allSatisfy { $0.dropped == nil })
    }

    @Test func whereEverybodyIsSupportedNobodyIsDropped() throws {
        let result = try run(Self.rows.filter { $0.x < 2 }.map(\.text))
        #expect(result.coalitions.allSatisfy { $0.supported })
        #expect(result.restricted == nil)
    }

    /// b reached only through a: of those whom it served none is left, and nothing is said of it.
    @Test func anAgencyWhosePeopleAreAllDroppedHasNone() throws {
        let rows = (0..<900).map { row in
            let (a, b) = (row % 3 > 0 ? 1 : 0, row % 3 > 1 ? 1 : 0)
            let noise = Double(row * 7_919 % 1_009) / 1_009
            return "\(Double(2 * a + b) + noise),\(a),\(b),\(["p", "q"][row / 3 % 2])"
        }
        let found = try #require(try run(rows).restricted)
        #expect(found.people == 600 && found.dropped == 300)
        #expect(found.contributions[1] == nil)
        let one = try #require(found.contributions[0])
        #expect((one.shapley.value - found.attributable.value).magnitude < 1e-12)
    }
}
