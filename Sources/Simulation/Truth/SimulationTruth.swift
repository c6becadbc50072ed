internal import TopsliceCooperativeGames

/// What a simulated cohort's agencies truly caused: exact sums over the finite law of traits and exposure.
///
/// v(S) = E[Y(A_S, A_−S := 0)], the mean outcome had only the agencies in S acted, each serving the people it
/// really served. It is the truth of the law that makes the people (areas' random intercepts as drawn), which a
/// cohort's own mean approaches as the cohort grows. Lists of 2^K entries are by coalition number: bit k is agency k.
package struct SimulationTruth: Sendable, Equatable {
    package let plan: SimulationPlan
    /// v(S).
    package let values: [Double]
    /// Share of people (0 to 1) for whom nobody like them has just the agencies of S that serve them.
    package let unsupportedShare: [Double]
    /// Share of people for whom every coalition has support.
    package let fullySupportedShare: Double
    /// Share of people served, agency by agency.
    package let uptake: [Double]
    /// Treated minus untreated times the share served: what each agency would claim, in expectation.
    package let rawDifferenceClaims: [Double]
    /// The areas' random intercepts as drawn: in the outcome, and in the log-odds of service.
    package let areaEffects: [Double]
    package let areaUptake: [Double]
    /// Per agency; they sum to `attributable`.
    package let shapley: [Double]
    package let firstIn: [Double]
    package let lastIn: [Double]
    /// Pairwise Shapley interactions, symmetric, shape (K, K), zero diagonal.
    package let interactions: [[Double]]
    /// Shapley values of the permission game v'(S) = v(largest part of S whose referrers are all in S); nil where
    /// no agency is reached through another.
    package let permissionShapley: [Double]?

    package var agencies: [String] { plan.agencies.map(\.name) }
    /// v(∅).
    package var deadweight: Double { values[0] }
    /// v(N).
    package var observed: Double { values[values.count - 1] }
    /// v(N) − v(∅).
    package var attributable: Double { observed - deadweight }

    init(_ model: CohortModel) throws(GameError) {
        let sums = TruthSums(model)
        plan = model.plan
        values = sums.values
        unsupportedShare = sums.unsupported
        fullySupportedShare = sums.fullySupported
        uptake = sums.uptake
        rawDifferenceClaims = sums.rawDifferenceClaims
        areaEffects = model.areaEffects
        areaUptake = model.areaUptake
        shapley = try CoalitionTable.shapleyValues(of: values)
        firstIn = try CoalitionTable.firstIn(of: values)
        lastIn = try CoalitionTable.lastIn(of: values)
        interactions = try CoalitionTable.shapleyPairInteractions(of: values)
        guard model.referrers.contains(where: { $0 >= 0 }) else {
            permissionShapley = nil
            return
        }
        let referrers = model.referrers
        let permitted = sums.values.indices.map { sums.values[Self.permitted($0, referrers)] }
        permissionShapley = try CoalitionTable.shapleyValues(of: permitted)
    }

    /// The members of a coalition that keep their referrers; a referrer comes before those it refers to.
    private static func permitted(_ coalition: Int, _ referrers: [Int]) -> Int {
        var kept = 0
        for (agency, referrer) in referrers.enumerated() where coalition >> agency & 1 == 1 {
            if referrer < 0 || kept >> referrer & 1 == 1 { kept |= 1 << agency }
        }
        return kept
    }

    /// `HOUSING+HEALTH`, in the agencies' order; `none` for the empty coalition.
    package func name(ofCoalition number: Int) -> String {
        let members = agencies.indices.filter { number >> $0 & 1 == 1 }.map { agencies[$0] }
        return members.isEmpty ? "none" : members.joined(separator: "+")
    }
}
