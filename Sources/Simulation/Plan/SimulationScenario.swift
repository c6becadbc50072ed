/// Ready-made plans, each a difficulty that an attribution must survive.
package enum SimulationScenario: String, Sendable, CaseIterable {
    /// Service by chance alone: even naive claims are fair to each agency, yet count synergies twice.
    case randomised
    /// The neediest and those who failed before are served most: naive claims go badly wrong.
    case targeted
    /// As `targeted`, with PROBATION reached only through HOUSING, and everybody with need 4 housed: some
    /// coalitions have no support in the data.
    case referral
    /// A risk score acts in a curve on service and outcome.
    case curved
    /// As `curved`, and what agencies do differs with the score and with need.
    case varied
    /// Three agencies achieve together what no two of them do.
    case threefold
    /// Areas of very unequal size.
    case unequal
    /// As `unequal`, with the first agency given to whole areas.
    case sites
    /// An outcome of one person in sixty.
    case rare
    /// One agency serves one person in seventy, another nearly all.
    case lopsided
    /// As `targeted`, but nothing works.
    case null
    /// As `targeted`, with a reason for being served that bears on the outcome about as much as need does, and no column of it.
    case hidden
}

extension SimulationPlan {
    /// The names that `standard` gives, in this order.
    package static let standardAgencyNames = [
        "HOUSING", "HEALTH", "PROBATION", "JOBS", "POLICE", "COURTS", "SCHOOLS", "DEBT_ADVICE",
        "DRUGS", "MENTORS", "CARERS", "CHILDREN", "TRANSPORT", "HOSPITAL", "CHARITY", "SPORTS",
    ]

    /// A plan with the first `agencyCount` of the standard agencies.
    ///
    /// The first four differ: HOUSING and HEALTH reinforce each other, PROBATION and JOBS overlap, and HOUSING does
    /// more for people in greater need. Those after them are alike and small (`SimulatedAgency`'s defaults).
    package static func standard(
        _ scenario: SimulationScenario = .targeted,
        agencyCount: Int = 4,
        family: OutcomeFamily = .binomial
    ) throws(SimulationError) -> SimulationPlan {
        guard 1...standardAgencyNames.count ~= agencyCount else {
            throw .agencyCount(got: agencyCount, limit: standardAgencyNames.count)
        }
        var agencies = standardAgencyNames.prefix(agencyCount).map { SimulatedAgency(name: $0) }
        let characters: [(uptake: Double, effect: Double, modification: Double)] = [
            (0.35, 0.5, 0.1), (0.3, 0.3, 0), (0.35, 0.25, 0), (0.25, 0.15, 0),
        ]
        for (index, character) in characters.prefix(agencyCount).enumerated() {
            agencies[index].baseUptake = character.uptake
            agencies[index].effect = character.effect
            agencies[index].needModification = character.modification
        }
        let pairs = [
            Synergy(first: "HOUSING", second: "HEALTH", effect: 0.5),
            Synergy(first: "PROBATION", second: "JOBS", effect: -0.3),
        ]
        let synergies = agencyCount >= 4 ? pairs : Array(pairs.prefix(agencyCount / 2))
        var plan = SimulationPlan(agencies: agencies, synergies: synergies)
        plan.family = family
        if family != .binomial { plan.outcome.beforeEffect = 0 }
        plan.apply(scenario)
        return plan
    }

    private mutating func apply(_ scenario: SimulationScenario) {
        if scenario == .randomised {
            areas.uptakeSpread = 0
            return
        }
        for index in agencies.indices {
            agencies[index].targeting = 0.35
            if family == .binomial { agencies[index].targetingOfFailure = 0.6 }
        }
        switch scenario {
        case .randomised, .targeted: return
        case .referral:
            agencies[0].servesAllFromNeed = 4
            if agencies.count > 2 { agencies[2].referredBy = agencies[0].name }
        case .curved, .varied: applyCurve(isVaried: scenario == .varied)
        case .threefold:
            synergies = []
            guard agencies.count > 2 else { return }
            // Less for counts, whose means would grow too large among many agencies.
            let effect = family == .poisson ? 0.6 : 1
            synergies.append(Synergy(agencies.prefix(3).map(\.name), effect: effect))
        case .unequal, .sites:
            areas.sizeRatio = 20
            agencies[0].servesWholeAreas = scenario == .sites
        case .rare:
            outcome.intercept -= 4.9
            outcome.beforeIntercept -= 4.5
        case .lopsided:
            agencies[0].baseUptake = 0.009
            if agencies.count > 1 { agencies[1].baseUptake = 0.97 }
        case .hidden:
            // Of about as many standard deviations as need has: 0.894 of u² − 1, 1.32 of need.
            var risk = Risk()
            risk.curvature = -0.45
            risk.isHidden = true
            self.risk = risk
            if family == .poisson {
                outcome.intercept -= 1
                outcome.beforeIntercept -= 1
            }
            for index in agencies.indices { agencies[index].riskTargeting = 0.4 }
        case .null:
            synergies = []
            for index in agencies.indices {
                agencies[index].effect = 0
                agencies[index].needModification = 0
            }
        }
    }

    private mutating func applyCurve(isVaried: Bool) {
        var risk = Risk()
        risk.effect = -0.2
        risk.curvature = -0.6
        self.risk = risk
        if family == .poisson {
            // The peak of the curve, and effects that differ, raise the largest mean of a count.
            outcome.intercept -= isVaried ? 2.5 : 1
            outcome.beforeIntercept -= isVaried ? 2.5 : 1
        }
        for index in agencies.indices {
            agencies[index].riskTargeting = 0.6
            guard isVaried, index < 4 else { continue }
            agencies[index].riskModification = 0.3 - 0.15 * Double(index)
            agencies[index].needModification = 0.15
        }
    }
}
