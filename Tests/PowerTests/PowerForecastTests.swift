import Foundation
import Testing
import TopsliceAttribution

@testable import TopslicePower

/// A planned study against published powers, closed forms and counting.
@Suite struct PowerForecastTests {
    private static func pilot(
        _ contributions: [Double],
        variances: [Double],
        people: Int = 1_000,
        clusters: Int? = nil,
        degrees: Double = .infinity,
        standing: Verdict.Standing = .identified
    ) -> PilotStudy {
        let names = ["a", "b", "c"]
        let agencies = contributions.indices.map {
            PilotStudy.Agency(
                name: names[$0],
                contribution: contributions[$0],
                standardError: variances[$0].squareRoot(),
                degreesOfFreedom: degrees
            )
        }
        return PilotStudy(
            outcome: "y",
            isProportion: false,
            people: people,
            clusters: clusters,
            deadweight: 2,
            total: PilotStudy.Agency(
                name: "",
                contribution: contributions.reduce(0, +),
                standardError: variances.reduce(0, +).squareRoot(),
                degreesOfFreedom: degrees
            ),
            agencies: agencies,
            covariance: variances.indices.map { row in
                variances.indices.map { $0 == row ? variances[row] : 0 }
            },
            confidenceLevel: 0.95,
            standing: standing
        )
    }

    private static func question(
        _ pilot: PilotStudy,
        people: Int? = nil,
        clusters: Int? = nil,
        target: Double = 0.1,
        trigger: PowerQuestion.Trigger? = nil,
        agreed: [Double]? = nil
    ) throws -> PowerQuestion {
        PowerQuestion(
            size: try pilot.planned(people: people, clusters: clusters),
            target: target,
            power: 0.9,
            trigger: trigger,
            agreed: try agreed ?? PowerQuestion.agreed(nil, of: pilot.agencies.map(\.name))
        )
    }

    /// R's documentation: `power.t.test(n = 20, delta = 1, sd = 1)` gives power 0.8689528, and
    /// `power.t.test(power = .90, delta = 1)` n = 22.02110.
    @Test func powersAsInR() {
        let twenty = DetectionTest(level: 0.95, degreesOfFreedom: 38)
        #expect((twenty.power(10.0.squareRoot()) - 0.868_952_8).magnitude < 3e-7)
        let n = 22.021_10
        let other = DetectionTest(level: 0.95, degreesOfFreedom: 2 * (n - 1))
        let detectable = other.detectable(power: 0.9) * (2 / n).squareRoot()
        #expect((detectable - 1).magnitude < 1e-6)
    }

    /// Four times the people halve the error; larger clusters help nothing, smaller ones cost all that they can.
    @Test func variancesFollowWhatIsSampled() throws {
        let plain = Self.pilot([1], variances: [0.04])
        #expect(plain.varianceFactor(at: try plain.planned(people: 4_000, clusters: nil)) == 0.25)
        let clustered = Self.pilot([1], variances: [0.04], clusters: 50, degrees: 40)
        func factor(_ people: Int?, _ clusters: Int?) throws -> Double {
            clustered.varianceFactor(at: try clustered.planned(people: people, clusters: clusters))
        }
        #expect(try factor(4_000, nil) == 0.25)
        #expect(try factor(nil, 200) == 0.25)
        #expect(try factor(4_000, 50) == 1)
        #expect(try factor(500, 50) == 2)
        #expect(try factor(500, 100) == 2)
        let doubled = try clustered.planned(people: nil, clusters: 100)
        #expect(clustered.degrees(clustered.total, at: doubled) == 80)
    }

    @Test func triggersAreCrossedAsOftenAsTheNormalDistributionSays() throws {
        let pilot = Self.pilot([3, 1], variances: [0.5, 0.5])
        let estimate = try PowerQuestion.Trigger(effect: 2, isRelative: false, proof: .estimate)
        let forecast = PowerForecast(pilot, try Self.question(pilot, trigger: estimate))
        let chances = try #require(forecast.total.uncertainty?.trigger)
        // P(Z > 2), P(Z > 1), P(Z > −2).
        #expect((chances.byLuck - 0.022_750_131_948_179).magnitude < 1e-12)
        #expect((chances.atHalf - 0.158_655_253_931_457).magnitude < 1e-12)
        #expect((chances.asExpected - 0.977_249_868_051_821).magnitude < 1e-12)
        // A fall as far the other way, and a trigger that is a part of the deadweight of 2.
        let mirrored = Self.pilot([-3, -1], variances: [0.5, 0.5])
        let fall = try PowerQuestion.Trigger(effect: -1, isRelative: true, proof: .estimate)
        let other = PowerForecast(mirrored, try Self.question(mirrored, trigger: fall))
        #expect(other.total.uncertainty?.trigger?.threshold == -2)
        #expect(other.total.uncertainty?.trigger?.byLuck == chances.byLuck)
        // The low end: 2 + 1.959964 above nought by luck.
        let low = try PowerQuestion.Trigger(effect: 2, isRelative: false, proof: .low)
        let proved = PowerForecast(pilot, try Self.question(pilot, trigger: low))
        let luck = try #require(proved.total.uncertainty?.trigger?.byLuck)
        #expect((luck - erfc((2 + 1.959_963_984_540_054) / 2.0.squareRoot()) / 2).magnitude < 1e-12)
    }

    /// The least size is the first at which the interval is narrow enough: every smaller one is tried.
    @Test func theLeastSizeIsTheFirst() throws {
        let pilot = Self.pilot([3, 2, 1], variances: [0.3, 0.2, 0.4], people: 50)
        let forecast = PowerForecast(pilot, try Self.question(pilot, target: 0.07))
        for (index, share) in try #require(forecast.shares).enumerated() {
            let least = try #require(share.sizeForTarget).people
            #expect(least > 50)
            func half(_ people: Int) throws -> Double {
                let other = PowerForecast(pilot, try Self.question(pilot, people: people))
                return try #require(other.shares)[index].halfWidth ?? .infinity
            }
            #expect(try half(least) <= 0.07)
            for smaller in stride(from: 2, to: least, by: 7) {
                #expect(try half(smaller) > 0.07)
            }
            #expect(try half(least - 1) > 0.07)
        }
    }

    /// By hand for two: Var(a / (a + b)) = (b² Var a + a² Var b) / (a + b)⁴; and no other weight errs less.
    @Test func theWeightHasTheLeastError() throws {
        let pilot = Self.pilot([3, 1], variances: [0.04, 0.02])
        let forecast = PowerForecast(pilot, try Self.question(pilot, people: 500))
        let variance = (1 * 0.04 + 9 * 0.02) / 256
        let noise = 2 * variance
        let distance = 2 * 0.25 * 0.25
        func error(_ weight: Double) -> Double {
            weight * weight * 2 * noise + (1 - weight) * (1 - weight) * (distance - noise)
        }
        let best = forecast.payment.measuredWeight
        for step in 0...1_000 { #expect(error(best) <= error(Double(step) / 1_000) + 1e-15) }
        let misplaced = try #require(forecast.payment.misplacedMeasured)
        #expect((misplaced - (2 * 2 * variance / Double.pi).squareRoot()).magnitude < 1e-15)
    }

    @Test func whatCannotBeToldCarriesNoMoney() throws {
        func answer(_ pilot: PilotStudy, agreed: [Double]? = nil) throws -> SharePayment {
            PowerForecast(pilot, try Self.question(pilot, agreed: agreed)).payment
        }
        #expect(try answer(Self.pilot([3, 1], variances: [1e-6, 1e-6])).answer == .alone)
        #expect(try answer(Self.pilot([3, 1], variances: [0.2, 0.2])).answer == .blended)
        let weak = try answer(Self.pilot([3, 1], variances: [10, 10]))
        #expect(weak.answer == .no && weak.agreedWeight == 0)
        let same = try answer(Self.pilot([3, 1], variances: [1e-6, 1e-6]), agreed: [0.75, 0.25])
        #expect(same.reasons == [.asAgreed])
        let unidentified = Self.pilot(
            [3, 1],
            variances: [1e-6, 1e-6],
            standing: .notIdentified
        )
        #expect(try answer(unidentified).reasons == [.pilotNotIdentified])
    }

    @Test func whatCannotBePlannedIsRefused() throws {
        let plain = Self.pilot([1, 2], variances: [1, 1], degrees: 990)
        #expect(throws: PowerError.clustersOfNone) { try plain.planned(people: nil, clusters: 9) }
        #expect(throws: PowerError.tooFewPeople(10)) {
            try plain.planned(people: 10, clusters: nil)
        }
        let clustered = Self.pilot([1, 2], variances: [1, 1], clusters: 10, degrees: 9)
        #expect(throws: PowerError.tooFewClusters(1, people: 100)) {
            try clustered.planned(people: 100, clusters: nil)
        }
        #expect(throws: PowerError.triggerOfZero) {
            try PowerQuestion.Trigger(effect: 0, isRelative: false, proof: .low)
        }
        func agreed(_ stated: [(name: String, share: Double?)]) throws -> [Double] {
            try PowerQuestion.agreed(stated, of: ["a", "b"])
        }
        #expect(try agreed([("b", 3), ("a", 1)]) == [0.25, 0.75])
        #expect(throws: PowerError.unknownAgency("d")) { try agreed([("d", 1)]) }
        #expect(throws: PowerError.agencyTwice("a")) { try agreed([("a", 1), ("a", 1)]) }
        #expect(throws: PowerError.agencyLeftOut("b")) { try agreed([("a", 1)]) }
        #expect(throws: PowerError.notAShare("a")) { try agreed([("a", nil), ("b", 1)]) }
        #expect(throws: PowerError.noShares) { try agreed([("a", 0), ("b", 0)]) }
    }
}
