internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// Puts the parts of an attribution together as a result, with the cautions that a reader needs beside it.
struct AttributionAssembly {
    let problem: AttributionProblem
    let scan: SampleScan
    let support: SupportTable
    /// The game with the people without support, by coalition.
    let table: CoalitionSums
    let extrapolations: ExtrapolationSums
    let overlap: Overlap?
    let fullySupported: Int
    let inference: GameInference
    /// Degrees of freedom of each functional, and of the whole effect behind them.
    let degrees: [Double]
    let clusterCount: Int?
    /// What became of the rows of the file.
    let summary: ReadSummary
    let dropped: [LeastSquaresFit.DroppedColumn]
    /// Pairs of agencies, as coalitions, whose own term the data do not show.
    let hiddenPairs: Set<UInt64>
    let strength: ModelStrength
    let curvatures: [CurvatureTest]
    /// By covariate, how each functional moves where it is left out.
    let omittedShifts: [(covariate: String, shifts: [Double])]
    let sharedReasons: SharedReasons?
    let cutOffs: [CutOff]
    let crossCheck: CrossCheck?
    /// Whether outcomes are risks or rates, so that ratios of them mean something.
    let isOfRisks: Bool

    /// Fewer people on either side of an agency than this are a handful.
    static let fewPeople = 10

    var places: FunctionalLayout {
        FunctionalLayout(agencyCount: players, rules: problem.dividendRules)
    }
    private var players: Int { problem.agencies.count }
    private var rule: IntervalRule {
        IntervalRule(level: problem.confidenceLevel, rounding: scan.roundingVariance)
    }

    func result() -> AttributionResult {
        let total = total()
        let contributions = self.contributions(total)
        let sensitivity = self.sensitivity(contributions, total)
        return AttributionResult(
            people: scan.people,
            clusters: clusterCount,
            outcome: problem.outcome,
            agencies: problem.agencies,
            total: total,
            coalitions: coalitions(),
            contributions: contributions,
            interactions: interactions(),
            covariance: (0..<players).map { row in
                (0..<players).map {
                    inference.covariance[
                        places[.shapley(agency: row)],
                        places[.shapley(agency: $0)]
                    ]
                }
            },
            claims: claims(total),
            support: AttributionResult.SupportSummary(
                fullySupportedShare: Double(min(fullySupported, wellCompared))
                    / Double(scan.people),
                patterns: support.patterns.sorted { $0.pattern < $1.pattern }
                    .map { .init(members: members($0.pattern), people: $0.people) },
                checkedCovariates: support.covariates.map(\.name)
            ),
            cautions: cautions(total),
            verdict: verdict(contributions, total, sensitivity),
            strength: strength,
            effectiveClusters: effectiveClusters,
            notIdentified: dropped.map(\.name),
            curvatures: curvatures,
            sensitivity: sensitivity,
            overlap: overlap,
            divisions: divisions(total),
            crossCheck: crossCheck
        )
    }

    private func members(_ mask: UInt64) -> [String] {
        (0..<players).filter { mask >> UInt64($0) & 1 == 1 }.map { problem.agencies[$0] }
    }

    func estimate(_ functional: Functional) -> Estimate {
        let place = places[functional]
        return rule.estimate(
            inference.functionals[place],
            variance: inference.covariance[place, place],
            degrees: degrees[place],
            isIdentified: isIdentified(functional)
        )
    }

    /// Whether the data show a number: an interaction where the pair's own term is in the model, what an agency adds first where somebody
    /// was served by it alone and somebody by none, and what it adds last where somebody had the others who served the same people.
    private func isIdentified(_ functional: Functional) -> Bool {
        switch functional {
        case .interaction(let first, let second):
            return !hiddenPairs.contains(1 << UInt64(first) | 1 << UInt64(second))
        case .firstIn(let agency):
            return seen.contains(0) && seen.contains(1 << UInt64(agency))
        case .lastIn(let agency):
            let own = UInt64(1) << UInt64(agency)
            return seen.contains { $0 & own != 0 && seen.contains($0 & ~own) }
        case .deadweight, .observed, .shapley, .divided, .served, .servedByAny: return true
        }
    }

    private var seen: Set<UInt64> { Set(support.patterns.map(\.pattern)) }

    /// As many equal clusters as would leave the interval of the least known contribution as wide.
    var effectiveClusters: Double? {
        guard clusterCount != nil else { return nil }
        return (0..<players).map { degrees[places[.shapley(agency: $0)]] + 1 }.min()
    }

    private func total() -> AttributionResult.Total {
        let covariance = inference.covariance
        let (none, all) = (places[.deadweight], places[.observed])
        let variance = covariance[none, none] + covariance[all, all] - 2 * covariance[none, all]
        let attributable = rule.estimate(
            inference.functionals[all] - inference.functionals[none],
            variance: variance,
            degrees: degrees[places.count]
        )
        let any = places[.servedByAny]
        return AttributionResult.Total(
            deadweight: estimate(.deadweight),
            observed: estimate(.observed),
            attributable: attributable,
            perServed: perServed(
                attributable,
                variance: variance,
                withServed: covariance[all, any] - covariance[none, any],
                served: any,
                degrees: degrees[places.count]
            ),
            servedShare: inference.functionals[any]
        )
    }

    private var comparisons: [ComparisonWeight?] {
        overlap?.agencies.map { $0?.weight } ?? problem.agencies.map { _ in nil }
    }

    /// Agencies whose comparison a handful carries, as a coalition.
    private var thinlyCompared: UInt64 {
        comparisons.enumerated().reduce(0) { mask, one in
            one.element?.isThin == true ? mask | 1 << UInt64(one.offset) : mask
        }
    }

    /// People whom none of these served.
    private var wellCompared: Int {
        let thin = thinlyCompared
        return support.patterns.reduce(0) { $1.pattern & thin == 0 ? $0 + $1.people : $0 }
    }

    private func coalitions() -> [AttributionResult.CoalitionValue] {
        let thinlyCompared = thinlyCompared
        let people = Double(scan.people)
        let (lacking, never, thin) = (table.unsupported, table.neverSeen, table.thin)
        func grade(_ mask: Int) -> SupportGrade {
            if lacking[mask] / people >= AttributionResult.noticeableShare {
                return never[mask] == lacking[mask] ? .none : .structural
            }
            // What happens without an agency is thin where few show it.
            return (lacking[mask] + thin[mask]) / people >= AttributionResult.noticeableShare
                || ~UInt64(mask) & thinlyCompared != 0
                ? .thin : .full
        }
        return inference.values.indices.map { mask in
            AttributionResult.CoalitionValue(
                members: members(UInt64(mask)),
                value: inference.values[mask],
                standardError: inference.standardErrors?[mask],
                support: grade(mask),
                unsupportedShare: lacking[mask] / people
            )
        }
    }

    private func contributions(
        _ total: AttributionResult.Total
    ) -> [AttributionResult.AgencyContribution] {
        let raw = scan.rawDifferences
        let changes = scan.beforeAfterChanges
        let shapley = problem.agencies.indices.map { estimate(.shapley(agency: $0)) }
        let holm = HolmAdjustment.adjusted(shapley.map(\.pValue))
        return problem.agencies.indices.map { agency in
            let place = places[.shapley(agency: agency)]
            let served = places[.served(agency: agency)]
            return AttributionResult.AgencyContribution(
                agency: problem.agencies[agency],
                served: scan.served[agency],
                servedShare: inference.functionals[served],
                shapley: shapley[agency],
                perServed: perServed(
                    shapley[agency],
                    variance: inference.covariance[place, place],
                    withServed: inference.covariance[place, served],
                    served: served,
                    degrees: degrees[place]
                ),
                holmPValue: holm[agency],
                share: share(place, shapley[agency], total.attributable),
                extrapolation: extrapolation(agency, shapley[agency].value),
                comparison: comparisons[agency],
                firstIn: estimate(.firstIn(agency: agency)),
                lastIn: estimate(.lastIn(agency: agency)),
                claimedRawDifference: raw[agency],
                claimedBeforeAfter: problem.before == nil ? nil : changes[agency]
            )
        }
    }

    private func extrapolation(
        _ agency: Int,
        _ value: Double
    ) -> AttributionResult.Extrapolation {
        AttributionResult.Extrapolation(
            share: extrapolations.weights[agency] / (2 * scan.servedWeight[agency]),
            lowest: value - extrapolations.falls[agency] / scan.weight,
            highest: value + extrapolations.rises[agency] / scan.weight
        )
    }

    /// φ / p, p being the share of people served, by the delta method: both are means over the same people.
    ///
    /// - `withServed`: covariance of φ and p; `served`: the place of p.
    private func perServed(
        _ part: Estimate,
        variance: Double,
        withServed: Double,
        served: Int,
        degrees: Double
    ) -> Estimate {
        let share = inference.functionals[served]
        let ratio = part.value / share
        let sum =
            variance - 2 * ratio * withServed + ratio * ratio * inference.covariance[served, served]
        return rule.estimate(
            ratio,
            variance: sum / (share * share),
            degrees: degrees,
            isIdentified: part.isIdentified
        )
    }

    /// φ / τ with its interval.
    ///
    /// - `place`: of φ among the functionals.
    func share(_ place: Int, _ part: Estimate, _ whole: Estimate) -> ShareEstimate? {
        guard whole.value != 0 else { return nil }
        // The only agency caused all of it, whatever that was.
        if players == 1 {
            return ShareEstimate(value: 1, standardError: 0, interval: .bounded(low: 1, high: 1))
        }
        let share = part.value / whole.value
        guard let uncertainty = part.uncertainty, let error = whole.standardError else {
            return ShareEstimate(value: share, standardError: nil, interval: nil)
        }
        let covariance = inference.covariance
        let (none, all) = (places[.deadweight], places[.observed])
        return ShareEstimate.byFieller(
            share,
            of: (part.value, whole.value),
            variances: (covariance[place, place], error * error),
            covariance: covariance[place, all] - covariance[place, none],
            multiplier: rule.multiplier(uncertainty.degreesOfFreedom)
        )
    }

    private func interactions() -> [AttributionResult.PairInteraction] {
        places.pairs.map { first, second in
            .init(
                first: problem.agencies[first],
                second: problem.agencies[second],
                value: estimate(.interaction(first, second))
            )
        }
    }

    private func claims(_ total: AttributionResult.Total) -> AttributionResult.NaiveClaims {
        let attributable = total.attributable.value
        guard attributable != 0 else {
            return .init(rawDifferenceFactor: nil, beforeAfterFactor: nil)
        }
        return AttributionResult.NaiveClaims(
            rawDifferenceFactor: scan.rawDifferences.reduce(0, +) / attributable,
            beforeAfterFactor: problem.before == nil
                ? nil : scan.beforeAfterChanges.reduce(0, +) / attributable
        )
    }

    private func cautions(_ total: AttributionResult.Total) -> [AttributionCaution] {
        var result: [AttributionCaution] = []
        if problem.covariates.isEmpty { result.append(.noCovariates) }
        for (agency, name) in problem.agencies.enumerated() {
            let (served, others) = (scan.served[agency], scan.people - scan.served[agency])
            if min(served, others) < Self.fewPeople {
                result.append(
                    .fewPeople(agency: name, count: min(served, others), isServed: served < others)
                )
            }
        }
        result += supportCautions
        result += cutOffs.map { .cutOff($0) }
        if strength.prior == nil {
            result += dropped.map { .leftOut($0) }
        } else if !dropped.isEmpty {
            result.append(.settledByPrior(dropped.map(\.name)))
        }
        result += strength.manyLevels.map { .manyLevels($0) }
        if let scale = strength.mainEffectScale { result.append(.effectsHeld(scale: scale)) }
        if let clusterCount, let effectiveClusters,
            effectiveClusters < Double(RegressionWarning.enoughClusters)
        {
            let tenths = (10 * effectiveClusters).rounded() / 10
            result.append(.fewClusters(effective: tenths, of: clusterCount))
        }
        if let crossCheck {
            let agencies = zip(problem.agencies, crossCheck.agencies)
                .filter { $0.1.disagrees }.map(\.0)
            if !agencies.isEmpty || crossCheck.together.disagrees {
                result.append(
                    .crossCheckDiffers(
                        agencies: agencies,
                        together: crossCheck.together.disagrees
                    )
                )
            }
        }
        if inference.standardErrors == nil { result.append(.coalitionErrorsNotComputed) }
        if let known = total.attributable.uncertainty, known.confidenceLow <= 0,
            known.confidenceHigh >= 0
        {
            result.append(.wholeEffectUncertain)
        }
        return result
    }

    /// What is said of support: gaps from `AttributionResult.noticeableShare` of people on, and comparisons that a handful carries.
    private var supportCautions: [AttributionCaution] {
        var result: [AttributionCaution] = []
        let shares = table.unsupported.map { $0 / Double(scan.people) }
        let noticeable = shares.filter { $0 >= AttributionResult.noticeableShare }
        if let worst = noticeable.max() {
            result.append(
                .unsupported(coalitions: noticeable.count, of: shares.count, worstShare: worst)
            )
        }
        for (agency, comparison) in comparisons.enumerated() {
            guard let comparison, comparison.isThin else { continue }
            result.append(.thinComparison(agency: problem.agencies[agency], comparison))
        }
        return result
    }
}
