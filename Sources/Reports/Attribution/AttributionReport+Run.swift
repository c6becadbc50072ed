internal import TopsliceAttribution
package import TopsliceBenefits
internal import TopsliceCohortData
package import TopsliceStudies

extension AttributionReport {
    /// The report of a finished attribution.
    ///
    /// - `plan`: what the outcomes of the request are worth.
    /// - Throws: `BenefitError` where an amount of money is too large.
    package init(
        _ run: AttributionRequest.Run,
        _ plan: BenefitPlan,
        threads: Int
    ) throws(BenefitError) {
        let result = run.result
        let outcome = run.outcome
        self.init(
            result: result,
            method: AttributionMethod(
                model: outcome.family.modelName,
                family: outcome.family.rawValue,
                formula: outcome.formula,
                standardErrors: result.clusters.map {
                    "influence functions, summed within \($0) clusters of \(run.problem.cluster ?? "")"
                }
                    ?? (result.strength.prior == nil
                        ? "influence functions of independent people"
                        : "influence functions of independent people, residuals by leverage (HC2)"),
                intervals: result.clusters == nil
                    ? "Student's t with people less effective parameters as degrees of freedom"
                    : "Student's t with degrees of freedom from the shares of clusters in each variance",
                confidenceLevel: run.problem.confidenceLevel,
                scale: OutcomeScale(
                    isProportion: outcome.family.isProportion,
                    plan.units[0],
                    words: run.labels.unit
                ),
                unit: plan.outcomes[0].unitText ?? run.labels.unit,
                weights: run.problem.weights,
                clusters: run.problem.cluster
            ),
            sample: SampleFlow(
                outcome.summary,
                outcome: run.problem.outcome,
                served: result.contributions.map(\.served)
            ),
            firstWarnings: [run.plan.flatMap { ProtocolTables($0).warning }].compactMap { $0 }
                + StudyWarning.ranked(run.warnings).filter(\.isSaidFirst).map {
                    $0.words(run.labels, run.disclosure)
                },
            warnings: StudyWarning.ranked(run.warnings).filter { !$0.isSaidFirst }.map {
                $0.words(run.labels, run.disclosure)
            },
            provenance: Provenance(run.inputs, options: run.options, threads: threads),
            labels: run.labels,
            rule: run.disclosure,
            subgroups: run.subgroups,
            plan: run.plan
        )
        if let several = run.several {
            benefits = try BenefitReport(several, plan, words: run.labels.unit, run.disclosure)
        }
        money = try MoneySensitivity(plan, run.results)
        guard let sample else { return }
        provenance = provenance.shown(sample, run.disclosure)
    }
}

extension OutcomeModel {
    /// The model in words.
    var modelName: String {
        switch self {
        case .single(.gaussian): "linear regression"
        case .single(.binomial): "logistic regression"
        case .single(.poisson): "Poisson regression"
        case .single(.gamma): "Gamma regression with a log link"
        case .single(.fractional): "fractional logistic regression"
        case .twoPart:
            "a model in two parts: logistic regression of whether there is an amount, Gamma regression of how much"
        }
    }
}
