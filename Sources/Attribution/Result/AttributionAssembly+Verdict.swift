internal import TopsliceCohortData

extension AttributionAssembly {
    /// The rules of a verdict, applied.
    func verdict(
        _ contributions: [AttributionResult.AgencyContribution],
        _ total: AttributionResult.Total,
        _ sensitivity: Sensitivity
    ) -> Verdict {
        var grounds: [Verdict.Ground] = []
        func judge(_ rule: Verdict.Rule, _ agency: String?, _ value: Double?, isAbove: Bool) {
            guard let value, let threshold = rule.threshold else { return }
            if isAbove ? value >= threshold : value < threshold {
                grounds.append(Verdict.Ground(rule, agency: agency, value: value))
            }
        }
        for one in contributions {
            let fewest = min(one.served, scan.people - one.served)
            judge(.fewEffective, one.agency, one.comparison?.effective, isAbove: false)
            if let comparison = one.comparison, comparison.effective >= ComparisonWeight.few {
                judge(.poorOverlap, one.agency, comparison.partOfSmaller, isAbove: false)
            }
            judge(.handful, one.agency, Double(fewest), isAbove: false)
            judge(.mostlyExtrapolated, one.agency, one.extrapolation?.share, isAbove: true)
            if grounds.last
                != Verdict.Ground(
                    .mostlyExtrapolated,
                    agency: one.agency,
                    value: one.extrapolation?.share
                )
            {
                judge(.extrapolated, one.agency, one.extrapolation?.share, isAbove: true)
            }
        }
        grounds += oneSidedLevels(contributions)
        if !support.patterns.contains(where: { $0.pattern == 0 }) {
            grounds.append(Verdict.Ground(.everybodyServed))
        }
        if problem.covariates.isEmpty { grounds.append(Verdict.Ground(.noCovariates)) }
        judge(.fewClusters, nil, effectiveClusters, isAbove: false)
        let wanted = summary.rowsRead - summary.rowsFiltered
        judge(.heavyLoss, nil, Double(summary.rowsExcluded) / Double(wanted), isAbove: true)
        for (agency, loss) in unevenLosses { judge(.unevenLoss, agency, loss, isAbove: true) }
        if let shared = sensitivity.sharedReasons, shared.statistic >= SharedReasons.notable {
            judge(.sharedReasons, nil, shared.correlation, isAbove: true)
        }
        if let ground = sensitivity.ground(total.attributable) { grounds.append(ground) }
        return Verdict(
            grounds: grounds,
            contributions: contributions,
            confidenceLevel: problem.confidenceLevel
        )
    }

    /// Said where it is not said already that there are no data for most of a comparison.
    private func oneSidedLevels(
        _ contributions: [AttributionResult.AgencyContribution]
    ) -> [Verdict.Ground] {
        contributions.enumerated().compactMap { number, one in
            guard let found = support.oneSided(agency: number),
                let threshold = Verdict.Rule.oneSidedLevels.threshold, found.part >= threshold,
                let mostly = Verdict.Rule.mostlyExtrapolated.threshold,
                one.extrapolation.map({ $0.share < mostly }) ?? true
            else { return nil }
            return Verdict.Ground(
                .oneSidedLevels,
                agency: one.agency,
                covariate: found.covariate,
                value: found.part
            )
        }
    }

    /// By agency, how much more of the one side than of the other was left out because something is missing, as a part of each.
    private var unevenLosses: [(agency: String, difference: Double)] {
        zip(summary.arms, zip(summary.armsExcluded, scan.served)).map { agency, counts in
            let (lost, served) = counts
            func part(_ lost: Int, of kept: Int) -> Double {
                lost + kept == 0 ? 0 : Double(lost) / Double(lost + kept)
            }
            let difference =
                part(lost.ones, of: served) - part(lost.zeros, of: scan.people - served)
            return (agency, difference.magnitude)
        }
    }
}
