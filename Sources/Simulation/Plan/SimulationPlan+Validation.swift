internal import Glibc

extension SimulationPlan {
    /// Most agencies of a plan: 2¹⁶ coalitions.
    package static let agencyLimit = 16
    /// With the other columns, no more than the readers of a cohort take (4,096).
    package static let noiseLimit = 4_000
    /// The largest mean a Poisson outcome may reach.
    static let meanCountLimit = 500.0
    /// Terms of the truth's longest sum, groups × 3^agencies, that take about a minute.
    static let truthTermLimit = 3e10

    /// Refuses a plan that cannot be carried out, with the first reason found.
    package func validate() throws(SimulationError) {
        try check("people", Double(people), 0...1e12)
        try validateAgencies()
        try validateSynergies()
        try checkShares("the shares of need", covariates.needShares, count: 5)
        try checkShares("the shares of prior", covariates.priorShares, count: 4)
        try checkShares("the shares of age bands", covariates.ageShares, count: 3)
        try validateOutcome()
        try check("the number of areas", Double(areas.count), 1...10_000)
        try check("the areas' outcome spread", areas.outcomeSpread, 0...10)
        try check("the areas' uptake spread", areas.uptakeSpread, 0...10)
        try check("the ratio of the areas' sizes", areas.sizeRatio, 1...1_000_000)
        try validateNoise()
        try validateRisk()
        if family == .poisson { try validateMeanCount() }
        let groups =
            10 * (uptakeDiffersByArea ? Double(areas.count) : 1) * Double(risk?.levels ?? 1)
        guard groups * pow(3, Double(agencies.count)) <= Self.truthTermLimit else {
            throw .truthTooLarge(agencies: agencies.count, areas: areas.count)
        }
    }

    /// Whether people of different areas have different chances of service.
    var uptakeDiffersByArea: Bool {
        areas.uptakeSpread > 0 || agencies.contains(where: \.servesWholeAreas)
    }

    private func validateRisk() throws(SimulationError) {
        if let risk {
            try check("the levels of risk", Double(risk.levels), 2...1_000)
            try check("the effect of risk", risk.effect, -100...100)
            try check("the curvature of risk", risk.curvature, -100...100)
        }
        for agency in agencies {
            let whose = "of '\(agency.name)'"
            let range = risk == nil ? 0.0...0 : -100...100
            try check("the targeting of risk \(whose)", agency.riskTargeting, range)
            try check("the risk modification \(whose)", agency.riskModification, range)
            if agency.servesWholeAreas {
                try check("the number of areas", Double(areas.count), 2...10_000)
            }
        }
    }

    /// The position of the agency called `name`; capitals count.
    func index(of name: String, wantedBy: String) throws(SimulationError) -> Int {
        guard let index = agencies.firstIndex(where: { $0.name == name }) else {
            throw .unknownAgency(name, wantedBy: wantedBy)
        }
        return index
    }

    private func validateAgencies() throws(SimulationError) {
        guard 1...Self.agencyLimit ~= agencies.count else {
            throw .agencyCount(got: agencies.count, limit: Self.agencyLimit)
        }
        var seen: Set<String> = []
        for (position, agency) in agencies.enumerated() {
            guard Self.isName(agency.name) else { throw .agencyName(agency.name) }
            guard seen.insert(agency.column).inserted else { throw .repeatedAgency(agency.name) }
            let whose = "of '\(agency.name)'"
            try check("the base uptake \(whose)", agency.baseUptake, 1e-6...(1 - 1e-6))
            try check("the targeting \(whose)", agency.targeting, -10...10)
            try check("the targeting of failure \(whose)", agency.targetingOfFailure, -10...10)
            try check("the effect \(whose)", agency.effect, -100...100)
            try check("the need modification \(whose)", agency.needModification, -100...100)
            if family != .binomial, agency.targetingOfFailure != 0 {
                throw .needsBinomial(name: "the targeting of failure \(whose)", family: family)
            }
            if let need = agency.servesAllFromNeed {
                try check("the need from which '\(agency.name)' serves all", Double(need), 0...4)
            }
            if let referrer = agency.referredBy {
                let other = try index(of: referrer, wantedBy: "agency '\(agency.name)'")
                guard other < position else {
                    throw .referrerAfter(agency: agency.name, referrer: referrer)
                }
            }
        }
    }

    private func validateSynergies() throws(SimulationError) {
        var seen: Set<Int> = []
        for synergy in synergies {
            let named = synergy.members.map { "'\($0)'" }.joined(separator: " and ")
            var mask = 0
            for member in synergy.members {
                let place = try index(of: member, wantedBy: "a synergy")
                guard mask >> place & 1 == 0 else { throw .synergyWithItself(member) }
                mask |= 1 << place
            }
            try check("the number of agencies of a synergy", Double(synergy.members.count), 2...16)
            guard seen.insert(mask).inserted else { throw .repeatedSynergy(named) }
            try check("the synergy of \(named)", synergy.effect, -100...100)
        }
    }

    private func validateOutcome() throws(SimulationError) {
        guard outcome.ageEffects.count == 3 else {
            throw .outOfRange(
                name: "the number of age effects",
                got: Double(outcome.ageEffects.count),
                range: 3...3
            )
        }
        let effects = [
            ("the intercept", outcome.intercept), ("the need effect", outcome.needEffect),
            ("the prior effect", outcome.priorEffect),
            ("the intercept before", outcome.beforeIntercept),
            ("the effect of the outcome before", outcome.beforeEffect),
        ]
        for (name, value) in effects { try check(name, value, -100...100) }
        for value in outcome.ageEffects { try check("an age effect", value, -100...100) }
        try check("the residual spread", outcome.residualSpread, 0...1_000)
        if family != .binomial, outcome.beforeEffect != 0 {
            throw .needsBinomial(name: "the effect of the outcome before", family: family)
        }
    }

    private func validateNoise() throws(SimulationError) {
        try check("the number of noise columns", Double(noise.count), 0...Double(Self.noiseLimit))
        guard noise.effects.count <= noise.count else {
            throw .noiseEffects(count: noise.effects.count, columns: noise.count)
        }
        for effect in noise.effects { try check("a noise effect", effect, -100...100) }
        if family != .gaussian, noise.effects.contains(where: { $0 != 0 }) {
            throw .noiseEffectsNeedGaussian(family: family)
        }
    }

    /// A bound, not the exact maximum: every effect that can be positive is taken to be at work.
    private func validateMeanCount() throws(SimulationError) {
        let areaPeak = areas.outcomeSpread * 5
        var base = max(outcome.intercept, outcome.beforeIntercept)
        base += max(0, 4 * outcome.needEffect) + max(0, 3 * outcome.priorEffect) + areaPeak
        guard let oldest = outcome.ageEffects.max() else {
            preconditionFailure("a plan without age effects passed its checks")
        }
        base += oldest
        let u = risk?.units.map(\.magnitude).max() ?? 0
        if let risk {
            base += risk.units.map { risk.effect * $0 + risk.curvature * ($0 * $0 - 1) }.max() ?? 0
        }
        let services = agencies.map {
            max(0, $0.effect + 2 * abs($0.needModification) + u * abs($0.riskModification))
        }
        let pairs = synergies.map { max(0, $0.effect) }
        let peak = exp(base + services.reduce(0, +) + pairs.reduce(0, +))
        guard peak <= Self.meanCountLimit else {
            throw .meanCountTooLarge(couldReach: peak, limit: Self.meanCountLimit)
        }
    }

    private func check(
        _ name: String,
        _ value: Double,
        _ range: ClosedRange<Double>
    ) throws(SimulationError) {
        guard range.contains(value) else { throw .outOfRange(name: name, got: value, range: range) }
    }

    private func checkShares(
        _ name: String,
        _ shares: [Double],
        count: Int
    ) throws(SimulationError) {
        // Decimal shares such as 0.1 add up to 1 within a few rounding errors.
        let tolerance = 1e-9
        guard shares.count == count, shares.allSatisfy({ (0...1).contains($0) }),
            abs(shares.reduce(0, +) - 1) <= tolerance
        else { throw .shares(name: name, expectedCount: count, got: shares) }
    }

    /// ASCII letters, digits and underscores, a letter first, so that a column needs no quotes in CSV or formulas.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first) else { return false }
        return name.utf8.allSatisfy {
            isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "_")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
    }
}
