package import TopsliceMoments
internal import TopsliceLinearAlgebra
package import TopsliceRegression

extension MomentsAttribution {
    /// Numbers held for the games of clusters (512 MiB).
    private static let mostNumbers = 1 << 26

    /// The attribution of the outcome of a linear model to some of its columns.
    ///
    /// - `terms`: of the model, in the order of its columns.
    /// - Throws: `MomentsAttributionError` where moments do not give it exactly; `RegressionError`.
    package init(
        _ document: MomentsDocument,
        agencies: [String],
        terms: [FormulaTerm],
        confidenceLevel: Double
    ) throws {
        let model = document.model
        guard !agencies.isEmpty else { throw MomentsAttributionError.noAgencies }
        guard model.hasIntercept else { throw MomentsAttributionError.noIntercept }
        if let weights = model.weights { throw MomentsAttributionError.weighted(by: weights) }
        let moments = document.moments
        guard model.cluster != nil, !moments.clustersFolded, moments.clusters.count > 1 else {
            throw MomentsAttributionError.noClusters
        }
        guard agencies.count <= 16,
            moments.clusters.count <= Self.mostNumbers >> agencies.count
        else {
            throw MomentsAttributionError.tooManyAgencies(
                agencies.count,
                clusters: moments.clusters.count
            )
        }
        let masks = try Self.masks(agencies, terms)
        let solved = try LeastSquares(moments, hasIntercept: true)
        if let dropped = solved.fit.dropped.first {
            throw MomentsAttributionError.dependent(dropped.name)
        }
        guard solved.isTrustworthy else { throw MomentsAttributionError.tooFewDigits }
        let sums = MomentsGame(solved, moments, masks: masks, agencyCount: agencies.count)
        try sums.checkAgencies(agencies)
        self = try MomentsInference(sums, level: confidenceLevel).attribution(
            document,
            agencies: agencies
        )
    }

    /// Which agencies each column of the model is switched off with.
    private static func masks(
        _ agencies: [String],
        _ terms: [FormulaTerm]
    ) throws(MomentsAttributionError) -> [UInt64] {
        for (place, agency) in agencies.enumerated() where agencies[..<place].contains(agency) {
            throw .repeatedAgency(agency)
        }
        for agency in agencies {
            if let term = terms.first(where: { $0.hides(agency) }) {
                throw .insideExpression(agency: agency, term: term.label)
            }
            guard terms.contains(where: { $0.variables == [agency] }) else {
                throw .unknownAgency(agency)
            }
        }
        return terms.flatMap { term in
            let mask = agencies.enumerated().reduce(into: UInt64(0)) { mask, agency in
                if term.variables.contains(agency.element) { mask |= 1 << UInt64(agency.offset) }
            }
            return term.columns.map { _ in mask }
        }
    }
}
