import TopsliceCohortData
import TopsliceRegression
import Testing

@testable import TopsliceAttribution

/// How effects differ by a column that was named for it.
@Suite struct EffectModificationTests {
    /// Of one agency and one number the coefficient of their product is the slope among those served less that among the others, each by its
    /// own least squares, and its error that of two independent slopes (White 1980).
    @Test func theProductIsADifferenceOfSlopes() throws {
        var rows: [(y: Double, a: Int, x: Double)] = []
        for row in 0..<400 {
            let (a, x) = (row * 37 % 11 < 5 ? 1 : 0, Double(row * 53 % 97) / 10)
            let noise = Double(row * 7_919 % 1_009) / 1_009
            rows.append((2 * x + Double(a) * (1 + 0.5 * x) + noise * (1 + x / 10), a, x))
        }
        var problem = AttributionProblem(
            outcome: "y",
            agencies: ["a"],
            covariates: ["x"],
            family: .gaussian,
            agencyBy: ["x"],
            priors: nil
        )
        problem.interactions = .separate
        let result = try Fixture.run(
            problem,
            header: "y,a,x",
            rows: rows.map { "\($0.y),\($0.a),\($0.x)" }
        ).result
        func slope(_ served: Int) -> (value: Double, variance: Double) {
            let own = rows.filter { $0.a == served }
            let count = Double(own.count)
            let (x, y) = (
                own.reduce(0) { $0 + $1.x } / count, own.reduce(0) { $0 + $1.y } / count
            )
            let square = own.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
            let value = own.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / square
            let meat = own.reduce(0) {
                let left = $1.y - y - value * ($1.x - x)
                return $0 + ($1.x - x) * ($1.x - x) * left * left
            }
            return (value, meat / (square * square))
        }
        let (served, others) = (slope(1), slope(0))
        let found = try #require(result.modifications.first)
        #expect(result.modifications.count == 1)
        #expect(found.agency == "a" && found.column == "x" && found.part == 0)
        #expect((found.estimate.value - (served.value - others.value)).magnitude < 1e-9)
        let error = try #require(found.estimate.standardError)
        #expect((error / (served.variance + others.variance).squareRoot() - 1).magnitude < 1e-9)
    }

    @Test func withoutAColumnThereIsNone() throws {
        let rows = (0..<60).map { "\($0 * 7 % 5),\($0 % 2),\($0 * 3 % 8)" }
        let result = try Fixture.run(
            AttributionProblem(
                outcome: "y",
                agencies: ["a"],
                covariates: ["x"],
                family: .gaussian
            ),
            header: "y,a,x",
            rows: rows
        ).result
        #expect(result.modifications.isEmpty)
    }
}
