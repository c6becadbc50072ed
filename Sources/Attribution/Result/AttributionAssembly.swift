internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// Puts the parts of an attribution together as a result, with the cautions that a reader needs beside it.
struct AttributionAssembly {
    let problem: AttributionProblem
    let scan: SampleScan
    let support: SupportTable
    /// People without support, by coalition.
    let unsupported: [Double]
    let fullySupported: Int
    let inference: GameInference
    let clusterCount: Int?
    let dropped: [LeastSquaresFit.DroppedColumn]
    let summary: ReadSummary

    private var places: FunctionalLayout { FunctionalLayout(agencyCount: players) }
    private var players: Int { problem.agencies.count }
    private var rule: IntervalRule {
        IntervalRule(clusterCount: clusterCount, level: problem.confidenceLevel)
    }

    func result() -> AttributionResult {
        let total = total()
        return AttributionResult(
            people: scan.people,
            clusters: clusterCount,
            outcome: problem.outcome,
            agencies: problem.agencies,
            total: total,
            coalitions: coalitions(),
            contributions: contributions(total),
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
                fullySupportedShare: Double(fullySupported) / Double(scan.people),
                patterns: support.patterns.sorted { $0.key < $1.key }
                    .map { .init(members: members($0.key), people: $0.value) },
                checkedCovariates: support.covariates.map(\.name)
            ),
            cautions: cautions(total)
        )
    }

    private func members(_ mask: UInt64) -> [String] {
        (0..<players).filter { mask >> UInt64($0) & 1 == 1 }.map { problem.agencies[$0] }
    }

    private func estimate(_ functional: Functional) -> Estimate {
        let place = places[functional]
        return rule.estimate(
            inference.functionals[place],
            variance: inference.covariance[place, place]
        )
    }

    private func total() -> AttributionResult.Total {
        let covariance = inference.covariance
        let (none, all) = (places[.deadweight], places[.observed])
        let variance = covariance[none, none] + covariance[all, all] - 2 * covariance[none, all]
        return AttributionResult.Total(
            deadweight: estimate(.deadweight),
            observed: estimate(.observed),
            attributable: rule.estimate(
                inference.functionals[all] - inference.functionals[none],
                variance: variance
            )
        )
    }

    private func coalitions() -> [AttributionResult.CoalitionValue] {
        inference.values.indices.map { mask in
            AttributionResult.CoalitionValue(
                members: members(UInt64(mask)),
                value: inference.values[mask],
                standardError: inference.standardErrors?[mask],
                supported: unsupported[mask] == 0,
                unsupportedShare: unsupported[mask] / Double(scan.people)
            )
        }
    }

    private func contributions(
        _ total: AttributionResult.Total
    ) -> [AttributionResult.AgencyContribution] {
        let raw = scan.rawDifferences
        let changes = scan.beforeAfterChanges
        return problem.agencies.indices.map { agency in
            AttributionResult.AgencyContribution(
                agency: problem.agencies[agency],
                served: scan.served[agency],
                shapley: estimate(.shapley(agency: agency)),
                share: share(agency, total.attributable.value),
                firstIn: estimate(.firstIn(agency: agency)),
                lastIn: estimate(.lastIn(agency: agency)),
                claimedRawDifference: raw[agency],
                claimedBeforeAfter: problem.before == nil ? nil : changes[agency]
            )
        }
    }

    /// φ / τ by the delta method: its gradient in (φ, v(∅), v(N)) is (1, s, −s) / τ with s = φ / τ.
    private func share(_ agency: Int, _ total: Double) -> Estimate? {
        guard total != 0 else { return nil }
        let share = inference.functionals[self.places[.shapley(agency: agency)]] / total
        let parts: [Functional] = [.shapley(agency: agency), .deadweight, .observed]
        let places = parts.map { self.places[$0] }
        let gradient = [1 / total, share / total, -share / total]
        var variance = 0.0
        for (row, left) in zip(places, gradient) {
            for (column, right) in zip(places, gradient) {
                variance += left * right * inference.covariance[row, column]
            }
        }
        return rule.estimate(share, variance: variance)
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
        let lacking = unsupported.count { $0 > 0 }
        if lacking > 0 {
            result.append(
                .unsupported(
                    coalitions: lacking,
                    of: unsupported.count,
                    worstShare: (unsupported.max() ?? 0) / Double(scan.people)
                )
            )
        }
        result += dropped.map { .leftOut($0) }
        if let clusterCount, clusterCount < RegressionWarning.enoughClusters {
            result.append(.fewClusters(clusterCount))
        }
        if inference.standardErrors == nil { result.append(.coalitionErrorsNotComputed) }
        if summary.rowsExcluded > 0 {
            result.append(.rowsMissing(summary.rowsExcluded, of: summary.rowsRead))
        }
        if total.attributable.confidenceLow <= 0, total.attributable.confidenceHigh >= 0 {
            result.append(.wholeEffectUncertain)
        }
        return result
    }
}
