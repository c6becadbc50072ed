internal import TopsliceCohortData
internal import TopsliceRegression

extension CohortAttribution {
    /// A model with its fit.
    struct Fitted {
        let model: AgencyModel
        /// One a part of the model.
        let fits: [GeneralizedLinearFit]
        /// Of a prior on agencies' own effects, where only that keeps them finite.
        var mainEffectScale: Double?

        var effectiveParameters: Double { fits.reduce(0) { $0 + $1.effectiveParameters } }

        /// Columns that earlier ones determine, in some part.
        var dropped: [LeastSquaresFit.DroppedColumn] {
            fits.reduce(into: []) { all, fit in
                all += fit.dropped.filter { one in !all.contains { $0.name == one.name } }
            }
        }
    }

    /// Fits the model; where all the people of an agency had the same outcome, so that its own effect runs off to infinity, once more
    /// with a prior on agencies' own effects as well.
    ///
    /// - `heldOut`: rows that the model is not fitted to.
    func fitted(
        _ sample: Sample,
        _ family: OutcomeModel,
        heldOut: HeldOutRows? = nil
    ) throws -> Fitted {
        do {
            return try fitted(sample, family, mainEffectScale: nil, heldOut)
        } catch let error as RegressionError {
            guard let priors = problem.priors, error.isRunaway else { throw error }
            return try fitted(sample, family, mainEffectScale: priors.covariates, heldOut)
        }
    }

    private func fitted(
        _ sample: Sample,
        _ family: OutcomeModel,
        mainEffectScale: Double?,
        _ heldOut: HeldOutRows?
    ) throws -> Fitted {
        let model = model(
            levels: sample.levels,
            splines: sample.splines,
            mainEffectScale: mainEffectScale
        )
        var modelRows = ModelRows(
            rows: sample.rows,
            design: model.design,
            weightRequest: model.weightRequest,
            clusterRequest: model.clusterRequest
        )
        modelRows.exposureRequest = model.exposureRequest
        modelRows.heldOut = heldOut
        let fits = try family.parts.map { part in
            modelRows.part = part.response
            return try GeneralizedLinearFit(
                modelRows,
                part.family,
                priors: model.priors,
                rowWeight: sample.scan.weight / Double(sample.scan.people)
            )
        }
        return Fitted(model: model, fits: fits, mainEffectScale: mainEffectScale)
    }

    /// Pairs of agencies whose own term the data do not show.
    func hiddenPairs(_ fit: GeneralizedLinearFit, _ model: AgencyModel) -> Set<UInt64> {
        let hidden = Set(fit.undetermined)
        return Set(
            model.terms.enumerated().compactMap { column, term in
                guard case .agencies(let mask, nil) = term, mask.nonzeroBitCount == 2,
                    hidden.contains(column + 1)
                else { return nil }
                return mask
            }
        )
    }

    /// An agency whose own column had to leave the model cannot be attributed anything.
    func refuseInseparable(_ fit: GeneralizedLinearFit) throws {
        for dropped in fit.dropped where problem.agencies.contains(dropped.name) {
            throw AttributionError.inseparable(
                agency: dropped.name,
                from: dropped.combinationOf.filter { $0 != "(Intercept)" }
            )
        }
    }
}
