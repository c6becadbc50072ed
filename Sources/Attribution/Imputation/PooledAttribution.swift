internal import TopsliceCohortData
internal import TopsliceImputation

/// The attributions of several completed tables as one, by Rubin's rules.
///
/// Every number is pooled on its own; shares come from the pooled contributions and their pooled covariance, so that their intervals agree
/// with those of the contributions. What is a count of these data and not an estimate is the mean of the tables.
struct PooledAttribution {
    let problem: AttributionProblem
    /// One a table, two or more.
    let results: [AttributionResult]

    private var first: AttributionResult { results[0] }
    private var count: Double { Double(results.count) }

    private func mean(_ value: (AttributionResult) -> Double) -> Double {
        results.reduce(0) { $0 + value($1) } / count
    }

    private func meanWhereKnown(_ value: (AttributionResult) -> Double?) -> Double? {
        let known = results.compactMap(value)
        return known.count == results.count ? known.reduce(0, +) / count : nil
    }

    func result(_ columns: [ImputationSummary.Column], _ plan: ImputationPlan) -> AttributionResult
    {
        var pooled = first
        let parts = contributionPools
        let whole = pool(\.total.attributable)
        pooled.total = .init(
            deadweight: estimate(\.total.deadweight),
            observed: estimate(\.total.observed),
            attributable: estimate(\.total.attributable),
            perServed: estimate(\.total.perServed),
            servedShare: first.total.servedShare
        )
        pooled.covariance = covariance
        pooled.coalitions = coalitions
        pooled.contributions = contributions(pooled)
        pooled.interactions = first.interactions.indices.map { pair in
            .init(
                first: first.interactions[pair].first,
                second: first.interactions[pair].second,
                value: estimate { $0.interactions[pair].value }
            )
        }
        pooled.modifications = first.modifications.indices.map { place in
            let one = first.modifications[place]
            return EffectModification(
                agency: one.agency,
                column: one.column,
                part: one.part,
                estimate: estimate { $0.modifications[place].estimate }
            )
        }
        pooled.claims = .init(
            rawDifferenceFactor: meanWhereKnown(\.claims.rawDifferenceFactor),
            beforeAfterFactor: meanWhereKnown(\.claims.beforeAfterFactor)
        )
        pooled.support.fullySupportedShare = mean(\.support.fullySupportedShare)
        pooled.effectiveClusters = meanWhereKnown(\.effectiveClusters)
        pooled.curvatures = curvatures
        pooled.sensitivity = sensitivity(pooled)
        pooled.overlap = overlap
        pooled.divisions = divisions(pooled)
        // Whom the data support differs from table to table.
        pooled.restricted = nil
        pooled.restrictedRefusal =
            pooled.coalitions.contains { !$0.supported } ? .imputed : nil
        pooled.imputation = ImputationSummary(
            plan: plan,
            columns: columns,
            missingShares: parts.map { $0?.missingShare },
            missingShareOfTotal: whole?.missingShare,
            drawErrors: first.agencies.indices.map { agency in
                drawError { $0.contributions[agency].shapley.value }
            }
        )
        pooled.cautions = cautions(pooled)
        pooled.verdict = verdict(pooled)
        return pooled
    }

    // MARK: Estimates

    /// Nil where some table does not identify it.
    private func pool(_ part: (AttributionResult) -> Estimate) -> RubinPool? {
        let estimates = results.map(part)
        let errors = estimates.compactMap(\.standardError)
        guard errors.count == estimates.count else { return nil }
        let degrees = estimates.compactMap { $0.uncertainty?.degreesOfFreedom }
        return RubinPool(
            values: estimates.map(\.value),
            variances: errors.map { $0 * $0 },
            degrees: degrees.reduce(0, +) / count
        )
    }

    func estimate(_ part: (AttributionResult) -> Estimate) -> Estimate {
        guard let pool = pool(part) else {
            return Estimate(value: mean { part($0).value }, uncertainty: nil)
        }
        return rule.estimate(
            pool.value,
            variance: pool.variance,
            degrees: pool.degreesOfFreedom
        )
    }

    /// What a single table calls rounding it has left without an error already.
    private var rule: IntervalRule { IntervalRule(level: problem.confidenceLevel, rounding: 0) }

    private var contributionPools: [RubinPool?] {
        first.agencies.indices.map { agency in pool { $0.contributions[agency].shapley } }
    }

    /// √(B / m): of the mean over tables, from table to table.
    private func drawError(_ value: (AttributionResult) -> Double) -> Double {
        let mean = mean(value)
        let square = results.reduce(0) {
            let distance = value($1) - mean
            return $0 + distance * distance
        }
        return (square / (count - 1) / count).squareRoot()
    }

    /// Ū + (1 + 1/m) B of the Shapley values.
    private var covariance: [[Double]] {
        let agencies = first.agencies.indices
        func value(_ result: AttributionResult, _ agency: Int) -> Double {
            result.contributions[agency].shapley.value
        }
        let means = agencies.map { agency in mean { value($0, agency) } }
        return agencies.map { row in
            agencies.map { column in
                let between = results.reduce(0) {
                    $0 + (value($1, row) - means[row]) * (value($1, column) - means[column])
                }
                return mean { $0.covariance[row][column] }
                    + (1 + 1 / count) * between / (count - 1)
            }
        }
    }

    // MARK: Parts

    private var coalitions: [AttributionResult.CoalitionValue] {
        first.coalitions.indices.map { number in
            let values = results.map { $0.coalitions[number].value }
            let errors = results.compactMap { $0.coalitions[number].standardError }
            let isKnown = errors.count == results.count
            let variance =
                isKnown
                ? RubinPool(
                    values: values,
                    variances: errors.map { $0 * $0 },
                    degrees: .infinity
                ).variance : nil
            // The grade of the middle table, the worse of two.
            let grades = results.map(\.coalitions[number].support).sorted()
            return AttributionResult.CoalitionValue(
                members: first.coalitions[number].members,
                value: values.reduce(0, +) / count,
                standardError: variance?.squareRoot(),
                support: grades[grades.count / 2],
                unsupportedShare: mean { $0.coalitions[number].unsupportedShare }
            )
        }
    }

    private func contributions(
        _ pooled: AttributionResult
    ) -> [AttributionResult.AgencyContribution] {
        let shapley = first.agencies.indices.map { agency in
            estimate { $0.contributions[agency].shapley }
        }
        let holm = HolmAdjustment.adjusted(shapley.map(\.pValue))
        return first.contributions.indices.map { agency in
            func part(_ path: KeyPath<AttributionResult.AgencyContribution, Estimate>) -> Estimate {
                estimate { $0.contributions[agency][keyPath: path] }
            }
            return AttributionResult.AgencyContribution(
                agency: first.agencies[agency],
                served: first.contributions[agency].served,
                servedShare: first.contributions[agency].servedShare,
                shapley: shapley[agency],
                perServed: part(\.perServed),
                holmPValue: holm[agency],
                share: share(agency, shapley[agency], pooled),
                extrapolation: extrapolation(agency),
                comparison: comparison(agency),
                firstIn: part(\.firstIn),
                lastIn: part(\.lastIn),
                claimedRawDifference: mean { $0.contributions[agency].claimedRawDifference },
                claimedBeforeAfter: meanWhereKnown {
                    $0.contributions[agency].claimedBeforeAfter
                }
            )
        }
    }

    /// φ / τ with its interval by Fieller from the pooled covariance; τ being the sum of all φ, so are its variance and covariances.
    private func share(
        _ agency: Int,
        _ part: Estimate,
        _ pooled: AttributionResult
    ) -> ShareEstimate? {
        let whole = pooled.total.attributable
        guard whole.value != 0 else { return nil }
        guard first.agencies.count > 1 else { return first.contributions[agency].share }
        let share = part.value / whole.value
        guard let uncertainty = part.uncertainty, whole.isIdentified else {
            return ShareEstimate(value: share, standardError: nil, interval: nil)
        }
        let ofAgency = pooled.covariance[agency].reduce(0, +)
        let ofWhole = pooled.covariance.reduce(0) { $0 + $1.reduce(0, +) }
        return ShareEstimate.byFieller(
            share,
            of: (part.value, whole.value),
            variances: (pooled.covariance[agency][agency], ofWhole),
            covariance: ofAgency,
            multiplier: rule.multiplier(uncertainty.degreesOfFreedom)
        )
    }

    private func extrapolation(_ agency: Int) -> AttributionResult.Extrapolation? {
        let parts = results.compactMap { $0.contributions[agency].extrapolation }
        guard !parts.isEmpty else { return nil }
        // A table without has none to add.
        func mean(_ value: (AttributionResult.Extrapolation) -> Double) -> Double {
            parts.reduce(0) { $0 + value($1) } / Double(parts.count)
        }
        return .init(
            share: mean(\.share) * Double(parts.count) / count,
            lowest: mean(\.lowest),
            highest: mean(\.highest)
        )
    }

    private func comparison(_ agency: Int) -> ComparisonWeight? {
        let parts = results.compactMap { $0.contributions[agency].comparison }
        guard let first = parts.first, parts.count == results.count else { return nil }
        return ComparisonWeight(
            effective: parts.reduce(0) { $0 + $1.effective } / count,
            served: first.served,
            others: first.others
        )
    }

    /// The table with the middle p-value (the median P rule of Eekhout, van de Wiel and Heymans 2017), the less telling of two.
    private var curvatures: [CurvatureTest] {
        first.curvatures.compactMap { test in
            let tests = results.compactMap { result in
                result.curvatures.first { $0.covariate == test.covariate }
            }.sorted { $0.pValue < $1.pValue }
            return tests.isEmpty ? nil : tests[tests.count / 2]
        }
    }

    // MARK: What is said of them

    /// What holds in half of the tables or more; whether the whole is told from nothing is a matter of the pooled interval.
    private func cautions(_ pooled: AttributionResult) -> [AttributionCaution] {
        var result: [AttributionCaution] = []
        for caution in results.flatMap(\.cautions)
        where !result.contains(where: { $0.isOfTheSame(as: caution) }) {
            let tables = results.count { $0.cautions.contains { $0.isOfTheSame(as: caution) } }
            if 2 * tables >= results.count, caution != .wholeEffectUncertain {
                result.append(caution)
            }
        }
        if let summary = pooled.imputation, summary.tablesWanted > summary.plan.tables {
            result.append(
                .fewImputations(tables: summary.plan.tables, wanted: summary.tablesWanted)
            )
        }
        // Amounts are never taken for such without being asked for.
        if problem.family == .gamma || problem.family == .twoPart,
            pooled.imputation?.columns.isEmpty == false
        {
            result.append(.imputedBesideAmounts)
        }
        if let known = pooled.total.attributable.uncertainty, known.confidenceLow <= 0,
            known.confidenceHigh >= 0
        {
            result.append(.wholeEffectUncertain)
        }
        return result
    }

    /// The grounds of half of the tables or more, with the mean of what they found, and the findings of the pooled intervals.
    private func verdict(_ pooled: AttributionResult) -> Verdict {
        var grounds: [Verdict.Ground] = []
        // What a hidden confounder could do to all tables together is not worked out, so that no rule can rest on it.
        for ground in results.flatMap(\.verdict.grounds)
        where ground.rule != .hiddenConfounder
            && !grounds.contains(where: { $0.rule == ground.rule && $0.agency == ground.agency })
        {
            let found = results.compactMap { result in
                result.verdict.grounds.first {
                    $0.rule == ground.rule && $0.agency == ground.agency
                }
            }
            guard 2 * found.count >= results.count else { continue }
            let values = found.compactMap(\.value)
            grounds.append(
                Verdict.Ground(
                    ground.rule,
                    agency: ground.agency,
                    covariate: ground.covariate,
                    value: values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
                )
            )
        }
        if let ground = pooled.sensitivity.ground(pooled.total.attributable) {
            grounds.append(ground)
        }
        if let summary = pooled.imputation, let threshold = Verdict.Rule.mostlyImputed.threshold {
            for (agency, share) in zip(first.agencies, summary.missingShares) {
                guard let share, share >= threshold else { continue }
                grounds.append(.init(.mostlyImputed, agency: agency, value: share))
            }
        }
        return Verdict(
            grounds: grounds,
            contributions: pooled.contributions,
            confidenceLevel: problem.confidenceLevel
        )
    }
}
