internal import TopsliceLinearAlgebra

extension EffectModification {
    /// Those of all columns of `agencyBy`, column by column, with the errors that the attribution uses.
    ///
    /// - `degrees`: of freedom of t: clusters less one, or people less effective parameters.
    static func all(
        _ problem: AttributionProblem,
        _ model: AgencyModel,
        _ layout: GameLayout,
        _ inference: GameInference,
        degrees: Double
    ) -> [EffectModification] {
        let named = model.terms.enumerated().compactMap { place, term -> (Int, Int, Int)? in
            // The columns that were named stand first among those by which effects differ.
            guard case .agencies(let mask, let by?) = term, by < problem.agencyBy.count else {
                return nil
            }
            return (place + 1, mask.trailingZeroBitCount, by)
        }
        let rule = IntervalRule(level: problem.confidenceLevel, rounding: 0)
        return layout.parts.indices.flatMap { part in
            let places = named.map { part * layout.partSize + $0.0 }
            guard !places.isEmpty else { return [EffectModification]() }
            let covariance = inference.coefficientCovariance(places, layout)
            return named.enumerated().map { number, one in
                EffectModification(
                    agency: problem.agencies[one.1],
                    column: problem.agencyBy[one.2],
                    part: part,
                    estimate: rule.estimate(
                        layout.coefficients[places[number]],
                        variance: covariance[number, number],
                        degrees: degrees
                    )
                )
            }
        }
    }
}
