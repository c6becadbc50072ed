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
    /// Share of people in each area; they add up to 1.
    let areaShares: [Double]
    /// The scores of the risk, one of nothing where the plan has none, and what each adds to both predictors.
    let riskScores: [Double]
    private let riskEffects: [Double]
    /// Probability of service, at `uptakeIndex` + agency, leaving aside referral.
    private let uptake: [Double]
    /// Effect of a pattern on the linear predictor, at (risk · 5 + need) << agencyCount | pattern.
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
        areaShares = Self.shares(plan.areas)
        let units = plan.risk?.units ?? [0]
        riskScores = plan.risk?.scores ?? [0]
        riskEffects = units.map { u in
            plan.risk.map { $0.effect * u + $0.curvature * (u * u - 1) } ?? 0
        }
        uptake = Self.uptakeTable(plan, areaUptake, units)
        exposureEffects = try Self.effectTable(plan, units)
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
    func traitEffect(need: Int, prior: Int, age: Int, area: Int, risk: Int) -> Double {
        riskEffects[risk] + plan.outcome.needEffect * Double(need) + plan.outcome.priorEffect
            * Double(prior)
            + plan.outcome.ageEffects[age] + areaEffects[area]
    }

    @inline(__always)
    func exposureEffect(need: Int, risk: Int, pattern: Int) -> Double {
        exposureEffects[(risk * Self.needCount + need) << agencyCount | pattern]
    }

    /// Where the probabilities of service of these people begin: read with `uptakeProbability`.
    @inline(__always)
    func uptakeIndex(need: Int, before: Int, area: Int, risk: Int) -> Int {
        (((risk * Self.needCount + need) * 2 + before) * areaCount + area) * agencyCount
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

    /// Shares of areas whose sizes follow a geometric progression.
    private static func shares(_ areas: SimulationPlan.Areas) -> [Double] {
        let step = areas.count > 1 ? log(areas.sizeRatio) / Double(areas.count - 1) : 0
        let sizes = (0..<areas.count).map { exp(step * Double($0)) }
        let whole = sizes.reduce(0, +)
        return sizes.map { $0 / whole }
    }

    /// For each agency of whole areas, whether it serves each; nil for the others.
    private static func wholeAreas(_ plan: SimulationPlan) -> [[Bool]?] {
        plan.agencies.enumerated().map { place, agency in
            guard agency.servesWholeAreas else { return nil }
            var draws = Xoshiro256PlusPlus(
                seed: plan.seed,
                stream: .max - 2 - UInt64(place)
            )
            let ranks = (0..<plan.areas.count).map { (draw: draws.uniform(), area: $0) }
                .sorted { ($0.draw, $0.area) < ($1.draw, $1.area) }
            let wanted = (agency.baseUptake * Double(plan.areas.count)).rounded()
            let count = min(plan.areas.count - 1, max(1, Int(wanted)))
            var serves = [Bool](repeating: false, count: plan.areas.count)
            for rank in ranks.prefix(count) { serves[rank.area] = true }
            return serves
        }
    }

    private static func uptakeTable(
        _ plan: SimulationPlan,
        _ areaUptake: [Double],
        _ units: [Double]
    ) -> [Double] {
        let whole = wholeAreas(plan)
        var table: [Double] = []
        table.reserveCapacity(10 * units.count * areaUptake.count * plan.agencies.count)
        for u in units {
            for need in 0..<needCount {
                for before in 0...1 {
                    for (number, area) in areaUptake.enumerated() {
                        for (place, agency) in plan.agencies.enumerated() {
                            if let serves = whole[place] {
                                table.append(serves[number] ? 1 : 0)
                                continue
                            }
                            let base = log(agency.baseUptake / (1 - agency.baseUptake))
                            var odds = base + agency.targeting * Double(need - 2) + area
                            odds += agency.riskTargeting * (u * u - 1)
                            if before == 0 { odds += agency.targetingOfFailure }
                            let all = agency.servesAllFromNeed.map { need >= $0 } ?? false
                            table.append(all ? 1 : 1 / (1 + exp(-odds)))
                        }
                    }
                }
            }
        }
        return table
    }

    private static func effectTable(
        _ plan: SimulationPlan,
        _ units: [Double]
    ) throws(SimulationError) -> [Double] {
        let count = plan.agencies.count
        var synergies: [(mask: Int, effect: Double)] = []
        for synergy in plan.synergies {
            var mask = 0
            for member in synergy.members {
                mask |= 1 << (try plan.index(of: member, wantedBy: "a synergy"))
            }
            synergies.append((mask, synergy.effect))
        }
        var table: [Double] = []
        table.reserveCapacity(units.count * needCount << count)
        for u in units {
            for need in 0..<needCount {
                let start = table.count
                table.append(0)
                for pattern in 1..<1 << count {
                    // A pattern is its highest agency added to a smaller pattern.
                    let top = Int.bitWidth - 1 - pattern.leadingZeroBitCount
                    let agency = plan.agencies[top]
                    var effect = agency.effect + agency.needModification * Double(need - 2)
                    effect += agency.riskModification * u
                    for synergy in synergies
                    where synergy.mask >> top & 1 == 1 && synergy.mask & ~pattern == 0 {
                        effect += synergy.effect
                    }
                    table.append(table[start + (pattern & ~(1 << top))] + effect)
                }
            }
        }
        return table
    }
}
