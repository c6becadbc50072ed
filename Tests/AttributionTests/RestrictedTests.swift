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

    /// Eight agencies, of which the first served everybody at r: the same as of a file without them.
    @Test func manyAgenciesAreNoHindrance() throws {
        var problem = Self.problem
        problem.agencies = (0..<8).map { "a\($0)" }
        let rows = (0..<6_000).map { row -> (x: Int, text: String) in
            let mixed = row &* 2_654_435_761 >> 7
            let x = row % 3
            // Each serves a fourteenth, so that all pairs are met and larger sets hardly ever.
            let served = (0..<8).map { agency in
                agency == 0 && x == 2 || (mixed >> (3 * agency)) % 14 == 0 ? 1 : 0
            }
            let effect = served.enumerated().reduce(0) { $0 + $1.element * ($1.offset + 1) }
            return (
                x,
                "\(Double(effect + x) + Double(row * 7_919 % 1_009) / 1_009),"
                    + served.map { "\($0)" }.joined(separator: ",") + ",\(["p", "q", "r"][x])"
            )
        }
        let header = "y,\(problem.agencies.joined(separator: ",")),x"
        let whole = try Fixture.run(problem, header: header, rows: rows.map(\.text)).result
        let found = try #require(whole.restricted)
        #expect(found.dropped >= 2_000 && found.people > 1_000)
        #expect(found.contributions.allSatisfy { $0 != nil })
        // Effects are of each person served alone: what is found of those left is that over them.
        for (place, one) in found.contributions.enumerated() {
            let one = try #require(one)
            let truth = Double((place + 1) * one.served) / Double(found.people)
            let error = try #require(one.shapley.standardError)
            #expect((one.shapley.value - truth).magnitude < 4 * error + 1e-9, "\(place)")
        }
    }

    /// Why there is none is said.
    @Test func aRefusalHasItsReason() throws {
        // At one level everybody is served by a, at the other nobody: those left have nobody to be compared with.
        var problem = Self.problem
        problem.agencies = ["a"]
        let rows = (0..<900).map { row in
            let a = row % 2
            return
                "\(Double(2 * a) + Double(row * 7_919 % 1_009) / 1_009),\(a),\(row / 2 % 2),\(["p", "q"][a])"
        }
        let result = try run(rows, problem)
        #expect(result.restricted == nil && result.restrictedRefusal == .nobodyToCompare)
        let supported = try run(Self.rows.filter { $0.x < 2 }.map(\.text))
        #expect(supported.restrictedRefusal == nil)
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
