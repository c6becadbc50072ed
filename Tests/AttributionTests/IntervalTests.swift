import TopsliceCohortData
import TopsliceRegression
import Testing

@testable import TopsliceAttribution

/// What surrounds an estimate: several agencies tested at once, shares, clusters that are not alike, and what nobody shows.
@Suite struct IntervalTests {
    /// R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
    @Test func pValuesOfSeveralAgenciesAreThoseOfHolm() throws {
        let adjusted = HolmAdjustment.adjusted([0.01, 0.04, nil, 0.03, 0.005])
        let expected: [Double?] = [0.03, 0.06, nil, 0.06, 0.02]
        for (value, reference) in zip(adjusted, expected) {
            #expect((value == nil) == (reference == nil))
            if let value, let reference { #expect((value - reference).magnitude < 1e-15) }
        }
        #expect(HolmAdjustment.adjusted([0.9, 0.8]) == [1, 1])
    }

    /// By its definition: a share s stays in just where numerator − s · denominator cannot be told from zero.
    @Test(arguments: [(2.0, 3.0), (0.5, 0.4), (0.1, 0.2), (-1, 2), (3, 0), (0, 1)])
    func aShareHoldsWhatCannotBeRefused(_ ratio: (part: Double, whole: Double)) {
        let (a, b, c, multiplier) = (0.3, 0.25, 0.1, 1.97)
        let interval = ShareInterval(
            numerator: ratio.part,
            denominator: ratio.whole,
            variances: (a, b),
            covariance: c,
            multiplier: multiplier
        )
        for step in -4_000...4_000 {
            let share = Double(step) / 100 + 0.003
            let error = (a - 2 * share * c + share * share * b).squareRoot()
            let isRefused = (ratio.part - share * ratio.whole).magnitude > multiplier * error
            #expect(interval.contains(share) == !isRefused, "\(ratio) at \(share)")
        }
    }

    @Test func aShareOfAWholeThatMayBeNothingIsUnbounded() {
        let small = ShareInterval(
            numerator: 0.1,
            denominator: 0.2,
            variances: (0.3, 0.25),
            covariance: 0.1,
            multiplier: 2
        )
        #expect(small.bounds == nil)
    }

    /// One agency caused all of it, whatever that was.
    @Test func theOnlyAgencyHasTheWhole() throws {
        let rows = (0..<200).map { "\($0 * 13 % 7 + 3 * ($0 % 5 / 4)),\($0 % 5 / 4)" }
        let result = try Fixture.run(
            Self.problem(["a"], cluster: nil),
            header: "y,a",
            rows: rows
        ).result
        let share = try #require(result.contributions[0].share)
        #expect(share.value == 1 && share.interval == .bounded(low: 1, high: 1))
        // Also where the whole cannot be told from nothing.
        let none = try Fixture.run(
            Self.problem(["a"], cluster: nil),
            header: "y,a",
            rows: (0..<200).map { "\($0 * 13 % 7),\($0 % 2)" }
        ).result
        #expect(none.contributions[0].shapley.pValue ?? 0 > 0.5)
        #expect(none.contributions[0].share?.interval == .bounded(low: 1, high: 1))
    }

    private static func problem(_ agencies: [String], cluster: String?) -> AttributionProblem {
        AttributionProblem(outcome: "y", agencies: agencies, cluster: cluster, family: .gaussian)
    }

    /// Clusters that are copies of each other share equally in every variance.
    @Test func equalClustersHaveOneDegreeOfFreedomLess() throws {
        let rows = (0..<12).flatMap { cluster in
            (0..<10).map { "\($0 * 7 % 5 + $0 % 2),\($0 % 2),g\(cluster)" }
        }
        let result = try Fixture.run(
            Self.problem(["a"], cluster: "g"),
            header: "y,a,g",
            rows: rows
        ).result
        // Their sums of influences are zero, all of them: nothing of the error is left.
        #expect(result.contributions[0].shapley.uncertainty == nil)
        let noisy = (0..<12).flatMap { cluster in
            (0..<10).map { "\($0 * 7 % 5 + $0 % 2 * (cluster % 3)),\($0 % 2),g\(cluster)" }
        }
        let other = try Fixture.run(
            Self.problem(["a"], cluster: "g"),
            header: "y,a,g",
            rows: noisy
        ).result
        let degrees = try #require(other.contributions[0].shapley.uncertainty?.degreesOfFreedom)
        #expect((degrees - 11).magnitude < 1e-9)
    }

    /// An agency that serves 3 of 12 equal clusters and does nothing: the parts of a difference of two means are 1 / (3 n) and 1 / (9 n).
    @Test func anAgencyOfAFewWholeClustersHasFewDegreesOfFreedom() throws {
        let shifts = [-2, 2, 0, 1, -1, 3, -3, 2, -2, 0, 1, -1]
        let rows = (0..<12).flatMap { cluster in
            (0..<8).map {
                "\(10 * shifts[cluster] + $0 % 2 + 100),\(cluster < 3 ? 1 : 0),g\(cluster)"
            }
        }
        let result = try Fixture.run(
            Self.problem(["a"], cluster: "g"),
            header: "y,a,g",
            rows: rows
        ).result
        let degrees = try #require(result.contributions[0].shapley.uncertainty?.degreesOfFreedom)
        let (few, many) = (1.0 / 3, 1.0 / 9)
        let expected =
            (few + many) * (few + many) / (few * few / 3 + many * many / 9) - 1
        #expect((degrees - expected).magnitude < 1e-6)
        let effective = try #require(result.effectiveClusters)
        #expect((effective - expected - 1).magnitude < 1e-6)
        #expect(
            result.cautions.contains {
                if case .fewClusters(_, of: 12) = $0 { true } else { false }
            }
        )
    }

    /// A person served is worth the contribution over the share served. With one agency and nothing else it is the difference of two means,
    /// and HC2 gives Welch's error of that.
    @Test func perPersonServedIsTheDifferenceOfMeans() throws {
        let rows = (0..<200).map { "\($0 * 13 % 7 + 3 * ($0 % 5 / 4)),\($0 % 5 / 4)" }
        let result = try Fixture.run(
            Self.problem(["a"], cluster: nil),
            header: "y,a",
            rows: rows
        ).result
        let one = result.contributions[0]
        let values = rows.map { $0.split(separator: ",").compactMap { Double($0) } }
        func moments(_ served: Double) -> (mean: Double, variance: Double) {
            let own = values.filter { $0[1] == served }.map { $0[0] }
            let mean = own.reduce(0, +) / Double(own.count)
            let squares = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (mean, squares / Double(own.count * (own.count - 1)))
        }
        let (with, without) = (moments(1), moments(0))
        #expect((one.perServed.value - (with.mean - without.mean)).magnitude < 1e-12)
        let error = try #require(one.perServed.standardError)
        #expect((error - (with.variance + without.variance).squareRoot()).magnitude < 1e-12)
        #expect(one.shapley.uncertainty?.degreesOfFreedom == 198)
        #expect((one.claimedRawDifferencePerServed - (with.mean - without.mean)).magnitude < 1e-12)
        let total = result.total
        #expect((total.perServed.value - one.perServed.value).magnitude < 1e-12)
        #expect((try #require(total.perServed.standardError) - error).magnitude < 1e-12)
    }

    /// What several agencies caused together, per person whom any of them served: where each combination has a mean of its own, the mean of
    /// those served by any less that of the others, with the error of two means.
    @Test(arguments: [nil, "g"])
    func togetherPerPersonServedByAny(cluster: String?) throws {
        let rows = (0..<240).map { row in
            let (a, b) = (row % 3 == 0 ? 1 : 0, row % 4 == 0 ? 1 : 0)
            return [row * 13 % 7 + 3 * a + 2 * b + a * b, a, b, row % 12]
        }
        var problem = Self.problem(["a", "b"], cluster: cluster)
        problem.priors = nil
        problem.interactions = .full
        let result = try Fixture.run(
            problem,
            header: "y,a,b,g",
            rows: rows.map { $0.map { "\($0)" }.joined(separator: ",") }
        ).result
        let isServed = rows.map { $0[1] + $0[2] > 0 }
        func mean(_ side: Bool) -> (value: Double, count: Double) {
            let own = zip(rows, isServed).filter { $0.1 == side }.map { Double($0.0[0]) }
            return (own.reduce(0, +) / Double(own.count), Double(own.count))
        }
        let (with, without) = (mean(true), mean(false))
        var influences: [Int: Double] = [:]
        for (number, row) in rows.enumerated() {
            let part =
                isServed[number]
                ? (Double(row[0]) - with.value) / with.count
                : -(Double(row[0]) - without.value) / without.count
            influences[cluster == nil ? number : row[3], default: 0] += part
        }
        let scale = cluster == nil ? 1 : Double(influences.count) / Double(influences.count - 1)
        let variance = influences.values.reduce(0) { $0 + $1 * $1 } * scale
        let perServed = result.total.perServed
        #expect((perServed.value - (with.value - without.value)).magnitude < 1e-12)
        #expect(
            (try #require(perServed.standardError) - variance.squareRoot()).magnitude < 1e-12
        )
        #expect((result.total.servedShare - with.count / 240).magnitude < 1e-15)
    }

    /// b is reached only through a: nobody shows what the two do beyond each by itself.
    @Test(arguments: [OutcomeModel.gaussian, .binomial])
    func anInteractionNobodyShowsIsNotIdentified(_ family: OutcomeModel) throws {
        let rows = (0..<90).map {
            let (a, b) = ($0 % 3 > 0 ? 1 : 0, $0 % 3 > 1 ? 1 : 0)
            return "\($0 * 7 % 5 > 1 ? 1 : 0),\(a),\(b),\($0 % 2)"
        }
        let result = try Fixture.run(
            AttributionProblem(outcome: "y", agencies: ["a", "b", "c"], family: family),
            header: "y,a,b,c",
            rows: rows
        ).result
        let identified = result.interactions.filter { $0.value.isIdentified }
        #expect(identified.map { [$0.first, $0.second] } == [["a", "c"], ["b", "c"]])
        #expect(result.notIdentified.contains("a:b"))
    }
}
