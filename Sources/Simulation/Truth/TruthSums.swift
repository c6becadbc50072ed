/// The sums over all cells of people that the truth is made of.
///
/// - Complexity: O(groups · 3^agencies + 120 · areas · risks · 2^agencies), a group being people alike in need, outcome
///   before, risk and, where areas differ in uptake, area.
struct TruthSums {
    var values: [Double]
    var unsupported: [Double]
    var fullySupported = 0.0
    var uptake: [Double]
    /// Σ of probability times outcome, by agency, over the people it serves.
    private var servedOutcome: [Double]

    init(_ model: CohortModel) {
        let coalitionCount = 1 << model.agencyCount
        values = [Double](repeating: 0, count: coalitionCount)
        unsupported = values
        uptake = [Double](repeating: 0, count: model.agencyCount)
        servedOutcome = uptake
        let areas = Array(0..<model.areaCount)
        let areaGroups = model.plan.uptakeDiffersByArea ? areas.map { [$0] } : [areas]
        for need in 0..<CohortModel.needCount {
            for before in 0...1 {
                for risk in model.riskScores.indices {
                    for group in areaGroups {
                        add(model, need: need, before: before, areas: group, risk: risk)
                    }
                }
            }
        }
    }

    /// Treated minus untreated, times the share served.
    var rawDifferenceClaims: [Double] {
        let total = values[values.count - 1]
        return uptake.indices.map { agency in
            let share = uptake[agency]
            // Where all or none are served there is nobody to compare with, and nothing to claim.
            guard share > 0, share < 1 else { return 0 }
            let treated = servedOutcome[agency] / share
            let untreated = (total - servedOutcome[agency]) / (1 - share)
            return (treated - untreated) * share
        }
    }

    private mutating func add(_ model: CohortModel, need: Int, before: Int, areas: [Int], risk: Int)
    {
        let group = GroupOutcome(model, need: need, before: before, areas: areas, risk: risk)
        guard group.share > 0 else { return }
        let law = ExposureLaw(model, need: need, before: before, area: areas[0], risk: risk)
        for (coalition, mean) in law.restrictedMeans(of: group.outcomes).enumerated() {
            values[coalition] += mean
        }
        if law.probabilities.contains(0) {
            let missing = law.probabilities.map { $0 == 0 ? group.share : 0 }
            for (coalition, share) in law.restrictedMeans(of: missing).enumerated() {
                unsupported[coalition] += share
            }
        }
        // A pattern is fully supported where it and all its parts occur.
        var complete = [Bool](repeating: false, count: law.probabilities.count)
        for pattern in law.probabilities.indices {
            let probability = law.probabilities[pattern]
            complete[pattern] = probability > 0
            for agency in 0..<model.agencyCount where pattern >> agency & 1 == 1 {
                complete[pattern] = complete[pattern] && complete[pattern & ~(1 << agency)]
                uptake[agency] += probability * group.share
                servedOutcome[agency] += probability * group.outcomes[pattern]
            }
            if complete[pattern] { fullySupported += probability * group.share }
        }
    }
}

/// A group of people alike in need, outcome before, risk and the given areas: its share, and its mean outcomes.
private struct GroupOutcome {
    /// Share of all people.
    var share = 0.0
    /// Entry `pattern`: `share` times the group's mean outcome had it been served by just that pattern.
    var outcomes: [Double]

    init(_ model: CohortModel, need: Int, before: Int, areas: [Int], risk: Int) {
        let plan = model.plan
        let binomial = plan.family == .binomial
        outcomes = [Double](repeating: 0, count: 1 << model.agencyCount)
        // Only a binomial outcome before takes part; otherwise everybody is counted under `before` 1.
        guard binomial || before == 1 else { return }
        for area in areas {
            for (prior, priorShare) in plan.covariates.priorShares.enumerated() {
                for (age, ageShare) in plan.covariates.ageShares.enumerated() {
                    let traits = model.traitEffect(
                        need: need,
                        prior: prior,
                        age: age,
                        area: area,
                        risk: risk
                    )
                    var probability = plan.covariates.needShares[need] * priorShare * ageShare
                    probability /= Double(model.riskScores.count)
                    // Of equal areas a division, which rounds as it always did.
                    probability =
                        plan.areas.sizeRatio == 1
                        ? probability / Double(model.areaCount)
                        : probability * model.areaShares[area]
                    if binomial {
                        let success = model.mean(plan.outcome.beforeIntercept + traits)
                        probability *= before == 1 ? success : 1 - success
                    }
                    share += probability
                    var eta = plan.outcome.intercept + traits
                    if binomial { eta += plan.outcome.beforeEffect * Double(before) }
                    for pattern in outcomes.indices {
                        let served = model.exposureEffect(
                            need: need,
                            risk: risk,
                            pattern: pattern
                        )
                        outcomes[pattern] += probability * model.mean(eta + served)
                    }
                }
            }
        }
    }
}
