import TopsliceCohortData
import Testing

@testable import TopsliceAttribution

/// What a hidden confounder could do: published figures, refits, and correlations worked out by hand.
@Suite struct SensitivityTests {
    /// Cinelli and Hazlett (2020), table 1 and section 5 (sensemakr's Darfur example): estimate 0.097, standard error 0.023, 783 degrees of freedom.
    @Test func darfur() {
        let (estimate, error, free) = (0.09731582, 0.02325654, 783.0)
        let robustness = RobustnessValue(statistic: estimate / error, degreesOfFreedom: free)
        #expect((robustness.value - 0.139).magnitude < 0.0005)
        #expect((robustness.value(level: 0.95) - 0.076).magnitude < 0.0005)
        // A confounder as strong as `female`, and three times as strong.
        let once = RobustnessValue.bias(
            standardError: error,
            degreesOfFreedom: free,
            service: 0.00916429,
            outcome: 0.1246409
        )
        #expect((estimate - once - 0.0752).magnitude < 0.00005)
        let thrice = RobustnessValue.bias(
            standardError: error,
            degreesOfFreedom: free,
            service: 0.02749286,
            outcome: 0.3739240
        )
        #expect((estimate - thrice - 0.0304).magnitude < 0.00005)
        // What takes the estimate to nothing does.
        let gone = RobustnessValue.bias(
            standardError: error,
            degreesOfFreedom: free,
            service: robustness.value,
            outcome: robustness.value
        )
        #expect((gone - estimate).magnitude < 1e-12)
        let nothing = RobustnessValue(statistic: 1, degreesOfFreedom: free)
        #expect(nothing.value(level: 0.95) == 0)
        #expect(RobustnessValue(statistic: 0, degreesOfFreedom: free).value == 0)
    }

    /// VanderWeele and Ding (2017): a risk ratio of 10.73 (at least 8.02).
    @Test func eValues() {
        #expect((EValue.of(10.73) - 20.948).magnitude < 0.0005)
        #expect((EValue.of(8.02) - 15.523).magnitude < 0.0005)
        #expect((EValue.of(1 / 10.73) - EValue.of(10.73)).magnitude < 1e-12)
        #expect(EValue.of(1) == 1)
    }

    private static func problem(_ covariates: [String], _ family: OutcomeModel)
        -> AttributionProblem
    {
        AttributionProblem(
            outcome: "y",
            agencies: ["a", "b"],
            covariates: covariates,
            categorical: Set(["g"]).intersection(covariates),
            weights: "w",
            family: family
        )
    }

    /// 600 people, of whom x and g decide who is served and what becomes of them.
    private static let rows = (0..<600).map { row in
        func chance(_ salt: Int) -> Double {
            Double((row * 7_919 + salt * 104_729) % 1_009) / 1_009
        }
        let (x, g) = (Double(row % 11), row % 3)
        let a = chance(1) < 0.15 + 0.06 * x ? 1 : 0
        let b = chance(2) < 0.2 + 0.2 * Double(g) ? 1 : 0
        let lean = 0.1 * x - 0.4 * Double(g) + 0.5 * Double(a) + 0.3 * Double(b)
        let y = chance(3) < 0.2 + 0.15 * lean ? 1 : 0
        return "\(y),\(a),\(b),\(x),g\(g),\(1 + row % 4),\(lean + chance(4))"
    }

    private func result(_ problem: AttributionProblem) throws -> AttributionResult {
        try Fixture.run(problem, header: "y,a,b,x,g,w,z", rows: Self.rows).result
    }

    /// For least squares what is found without a row is what a fit without the covariate finds.
    @Test(arguments: ["x", "g"])
    func leavingOutOfLeastSquaresIsTheFitWithoutIt(_ covariate: String) throws {
        var whole = Self.problem(["x", "g"], .gaussian)
        whole.outcome = "z"
        whole.priors = nil
        whole.agencyBy = ["x"]
        var part = whole
        part.covariates.removeAll { $0 == covariate }
        part.categorical.remove(covariate)
        if covariate == "x" { part.agencyBy = [] }
        let (with, without) = (try result(whole), try result(part))
        let found = try #require(with.sensitivity.leftOut.first { $0.covariate == covariate })
        #expect(with.sensitivity.leftOut.map(\.covariate) == ["x", "g"])
        for (agency, one) in with.contributions.enumerated() {
            let moved = without.contributions[agency].shapley.value - one.shapley.value
            #expect((found.contributions[agency] - moved).magnitude < 1e-9)
        }
        let moved = without.total.attributable.value - with.total.attributable.value
        #expect((found.together - moved).magnitude < 1e-9)
        #expect(moved.magnitude > 0.01)
    }

    /// The interval is as much wider, either way, as the covariate moves the number that moves it most.
    @Test func theIntervalAllowsForTheStrongest() throws {
        let result = try result(Self.problem(["x", "g"], .binomial))
        let found = result.sensitivity
        let strongest = try #require(
            found.leftOut.max { $0.together.magnitude < $1.together.magnitude }
        )
        let allowance = try #require(found.together.allowance)
        let known = try #require(result.total.attributable.uncertainty)
        #expect(allowance.covariate == strongest.covariate)
        #expect(allowance.low == known.confidenceLow - strongest.together.magnitude)
        #expect(allowance.high == known.confidenceHigh + strongest.together.magnitude)
        // The risk ratio of those served by a.
        let one = result.contributions[0]
        let served = Self.rows.map { $0.split(separator: ",").map { Double($0) ?? 0 } }
            .filter { $0[1] == 1 }
        let weight = served.reduce(0) { $0 + $1[5] }
        let mean = served.reduce(0) { $0 + $1[0] * $1[5] } / weight
        let ratio = mean / (mean - one.perServed.value)
        let value = try #require(found.agencies[0].eValue)
        #expect((value.ofEstimate - EValue.of(ratio)).magnitude < 1e-12)
        guard case .bounded(let low, let high)? = found.agencies[0].share else {
            Issue.record("\(String(describing: found.agencies[0].share))")
            return
        }
        // Wider than the interval that allows for nothing, by what the worst of both covariates, either way, moves the part.
        let part = try #require(one.share)
        let plain = try #require(part.interval?.bounds)
        let whole = result.total.attributable.value
        let moves = found.leftOut.flatMap { left in
            [-1.0, 1].map { side in
                (one.shapley.value + side * left.contributions[0]) / (whole + side * left.together)
                    - part.value
            }
        }
        let (down, up) = (try #require(moves.min()), try #require(moves.max()))
        #expect((low - (plain.low + min(0, down))).magnitude < 1e-12)
        #expect((high - (plain.high + max(0, up))).magnitude < 1e-12)
        #expect(low < plain.low && high > plain.high)
    }

    /// What must be as strong to cross a trigger: against the trigger as against nothing.
    @Test func theTriggerIsHeldAgainstTheEstimate() throws {
        var problem = Self.problem(["x", "g"], .binomial)
        problem.trigger = 0.02
        let result = try result(problem)
        let whole = result.total.attributable
        let basis = try #require(result.sensitivity.basis)
        let error = try #require(basis.modelErrors.last)
        let expected = RobustnessValue(
            statistic: (whole.value - 0.02) / error,
            degreesOfFreedom: 600 - result.strength.effectiveParameters
        )
        #expect(result.sensitivity.together.toTrigger?.ofEstimate == expected.value)
        // A confounder that strong leaves the trigger at the end of the interval, the interval's own error beside its bias.
        let known = try #require(whole.uncertainty)
        for (value, strength) in [
            (0, result.sensitivity.together.toCancel),
            (0.02, result.sensitivity.together.toTrigger),
        ] {
            guard let part = strength?.ofInterval, part > 0 else { continue }
            let bias = RobustnessValue.bias(
                standardError: error,
                degreesOfFreedom: basis.freedom,
                service: part,
                outcome: part
            )
            let half = (known.confidenceHigh - known.confidenceLow) / 2
            let wider = (basis.freedom / (basis.freedom - 1)).squareRoot()
            let left = (whole.value - value).magnitude - bias - wider * half
            #expect(left.magnitude < 1e-5 * half, "\(part) leaves \(left)")
        }
        #expect(result.sensitivity.together.toTrigger != result.sensitivity.together.toCancel)
    }

    /// Where the interval holds nothing already, nothing is needed to take it there; with few clusters it is much wider than the fit alone
    /// would have it.
    @Test func anIntervalThatHoldsNothingNeedsNoConfounder() throws {
        var problem = Self.problem(["x"], .binomial)
        problem.cluster = "g"
        problem.categorical = []
        let result = try result(problem)
        for (one, found) in zip(result.contributions, result.sensitivity.agencies) {
            let known = try #require(one.shapley.uncertainty)
            #expect(known.degreesOfFreedom <= 2)
            let holdsNothing = known.confidenceLow <= 0 && known.confidenceHigh >= 0
            #expect((found.toCancel?.ofInterval == 0) == holdsNothing)
        }
    }

    /// Without covariates the services' own correlation; within clusters, that of what differs from the cluster's mean.
    @Test(arguments: [false, true])
    func servicesThatGoTogether(isClustered: Bool) throws {
        let rows = (0..<240).map { row in
            let (a, g) = (row % 2, row % 6 / 2)
            let b = row % 5 == 0 ? 1 - a : (row % 7 == g ? 1 : a)
            return [row * 13 % 7, a, b, g]
        }
        let result = try Fixture.run(
            AttributionProblem(
                outcome: "y",
                agencies: ["a", "b"],
                cluster: isClustered ? "g" : nil,
                family: .gaussian
            ),
            header: "y,a,b,g",
            rows: rows.map { $0.map { "\($0)" }.joined(separator: ",") }
        ).result
        func left(_ column: Int) -> [Double] {
            rows.map { row in
                let alike = isClustered ? rows.filter { $0[3] == row[3] } : rows
                return Double(row[column])
                    - Double(alike.reduce(0) { $0 + $1[column] }) / Double(alike.count)
            }
        }
        func product(_ one: [Double], _ other: [Double]) -> Double {
            zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let (a, b) = (left(1), left(2))
        let expected = product(a, b) / (product(a, a) * product(b, b)).squareRoot()
        let found = try #require(result.sensitivity.sharedReasons)
        #expect((found.correlation - expected).magnitude < 1e-9)
        let free = Double(240 - (isClustered ? 3 : 1))
        #expect((found.statistic - expected * free.squareRoot()).magnitude < 1e-6)
        #expect(result.verdict.grounds.map(\.rule).contains(.sharedReasons))
    }

    @Test func oneAgencyGoesTogetherWithNobody() throws {
        let result = try Fixture.run(
            AttributionProblem(outcome: "y", agencies: ["a"], family: .gaussian),
            header: "y,a",
            rows: (0..<60).map { "\($0 * 13 % 7),\($0 % 2)" }
        ).result
        #expect(result.sensitivity.sharedReasons == nil)
        #expect(result.sensitivity.leftOut.isEmpty)
        #expect(result.sensitivity.together.allowance == nil)
    }
}
