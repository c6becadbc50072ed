internal import TopsliceRandomness
internal import Glibc

/// A plan with its tables worked out: the one place that says how likely service and outcome are.
///
/// Both the rows and the truth are made from it; a class, since one set of tables serves all threads. A person's
/// traits are numbered: need 0-4, prior 0-3, age band 0-2, area 0 ..< areaCount, before 0 or 1; an exposure pattern
/// is the bit set of the agencies that served them.
final class CohortModel: Sendable {
    let plan: SimulationPlan
    let agencyCount: Int
    let areaCount: Int
    /// The areas' random intercepts in the outcome, and in the log-odds of service.
    let areaEffects: [Double]
    let areaUptake: [Double]
    /// Probability of service, at `uptakeIndex` + agency, leaving aside referral.
    private let uptake: [Double]
    /// Effect of a pattern on the linear predictor, at need << agencyCount | pattern.
    private let exposureEffects: [Double]
    /// Position of each agency's referrer, or −1.
    let referrers: [Int]

    static let needCount = 5
    static let ageBands = ["18-24", "25-39", "40+"]

    init(_ plan: SimulationPlan) throws(SimulationError) {
        try plan.validate()
        self.plan = plan
        agencyCount = plan.agencies.count
        areaCount = plan.areas.count
        // The last two streams of the seed: no block of rows has these numbers.
        var outcomes = Xoshiro256PlusPlus(seed: plan.seed, stream: .max)
        var uptakes = Xoshiro256PlusPlus(seed: plan.seed, stream: .max - 1)
        areaEffects = (0..<areaCount).map { _ in plan.areas.outcomeSpread * outcomes.normal() }
        areaUptake = (0..<areaCount).map { _ in plan.areas.uptakeSpread * uptakes.normal() }
        uptake = Self.uptakeTable(plan, areaUptake)
        exposureEffects = try Self.effectTable(plan)
        var positions: [Int] = []
        for agency in plan.agencies {
            guard let name = agency.referredBy else {
                positions.append(-1)
                continue
            }
            positions.append(try plan.index(of: name, wantedBy: "agency '\(agency.name)'"))
        }
        referrers = positions
    }

    /// η₀: what traits alone contribute to the linear predictor, intercepts aside.
    @inline(__always)
    func traitEffect(need: Int, prior: Int, age: Int, area: Int) -> Double {
        plan.outcome.needEffect * Double(need) + plan.outcome.priorEffect * Double(prior)
            + plan.outcome.ageEffects[age] + areaEffects[area]
    }

    @inline(__always)
    func exposureEffect(need: Int, pattern: Int) -> Double {
        exposureEffects[need << agencyCount | pattern]
    }

    /// Where the probabilities of service of these people begin: read with `uptakeProbability`.
    @inline(__always)
    func uptakeIndex(need: Int, before: Int, area: Int) -> Int {
        ((need * 2 + before) * areaCount + area) * agencyCount
    }

    @inline(__always)
    func uptakeProbability(_ index: Int, agency: Int) -> Double { uptake[index + agency] }

    /// The mean outcome at linear predictor η.
    @inline(__always)
    func mean(_ eta: Double) -> Double {
        switch plan.family {
        case .binomial: 1 / (1 + exp(-eta))
        case .gaussian: eta
        case .poisson: exp(eta)
        }
    }

    private static func uptakeTable(_ plan: SimulationPlan, _ areaUptake: [Double]) -> [Double] {
        var table: [Double] = []
        table.reserveCapacity(10 * areaUptake.count * plan.agencies.count)
        for need in 0..<needCount {
            for before in 0...1 {
                for area in areaUptake {
                    for agency in plan.agencies {
                        let base = log(agency.baseUptake / (1 - agency.baseUptake))
                        var odds = base + agency.targeting * Double(need - 2) + area
                        if before == 0 { odds += agency.targetingOfFailure }
                        let all = agency.servesAllFromNeed.map { need >= $0 } ?? false
                        table.append(all ? 1 : 1 / (1 + exp(-odds)))
                    }
                }
            }
        }
        return table
    }

    private static func effectTable(_ plan: SimulationPlan) throws(SimulationError) -> [Double] {
        let count = plan.agencies.count
        var pairs = [Double](repeating: 0, count: count * count)
        for synergy in plan.synergies {
            let first = try plan.index(of: synergy.first, wantedBy: "a synergy")
            let second = try plan.index(of: synergy.second, wantedBy: "a synergy")
            pairs[first * count + second] = synergy.effect
            pairs[second * count + first] = synergy.effect
        }
        var table: [Double] = []
        table.reserveCapacity(needCount << count)
        for need in 0..<needCount {
            let start = table.count
            table.append(0)
            for pattern in 1..<1 << count {
                // A pattern is its highest agency added to a smaller pattern.
                let top = Int.bitWidth - 1 - pattern.leadingZeroBitCount
                let rest = pattern & ~(1 << top)
                let agency = plan.agencies[top]
                var effect = agency.effect + agency.needModification * Double(need - 2)
                for other in 0..<top where rest >> other & 1 == 1 {
                    effect += pairs[top * count + other]
                }
                table.append(table[start + rest] + effect)
            }
        }
        return table
    }
}
