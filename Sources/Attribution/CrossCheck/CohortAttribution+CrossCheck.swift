internal import TopsliceRegression

extension CohortAttribution {
    /// The attribution once more by weighting; nil where nobody asked for it.
    ///
    /// - Complexity: for each fold a fit of the outcome and one an agency, then a pass over all rows.
    func crossCheck(
        _ sample: Sample,
        _ whole: Fitted,
        _ layout: GameLayout,
        _ inference: GameInference,
        _ degrees: [Double]
    ) throws -> CrossCheck? {
        guard var plan = problem.crossCheck else { return nil }
        plan.folds = min(plan.folds, sample.clusterCount ?? plan.folds)
        let family = layout.model
        let clusterRequest = sample.clusterCount.flatMap { _ in whole.model.clusterRequest }
        let folds = try (0..<plan.folds).map { fold in
            let heldOut =
                plan.folds == 1
                ? nil : HeldOutRows(fold: fold, of: plan.folds, clusterRequest: clusterRequest)
            let fitted = try heldOut.map { try self.fitted(sample, family, heldOut: $0) } ?? whole
            return (
                outcomes: SubsetMeans(model: fitted.model, fits: fitted.fits, outcome: family),
                exposures: try ExposureModels(
                    problem: problem,
                    model: fitted.model,
                    rows: sample.rows,
                    levels: sample.levels,
                    splines: sample.splines,
                    heldOut: heldOut
                )
            )
        }
        let places = layout.functionalPlaces
        return try CrossCheckScan(
            plan: plan,
            model: whole.model,
            layout: layout,
            inference: inference,
            priorPull: whole.fits.flatMap(\.priorPull),
            whole: SubsetMeans(model: whole.model, fits: whole.fits, outcome: family),
            folds: folds,
            clusterCount: sample.clusterCount
        ).find(
            sample.rows,
            rule: IntervalRule(
                level: problem.confidenceLevel,
                rounding: sample.scan.roundingVariance
            ),
            degrees: problem.agencies.indices.map { degrees[places[.shapley(agency: $0)]] }
                + [degrees[places.count]]
        )
    }
}
