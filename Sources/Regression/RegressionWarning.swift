/// What a reader of a regression must be told besides the numbers.
package enum RegressionWarning: Sendable, Equatable {
    /// Columns nearly determine one another, and only their moments are at hand.
    case momentsAreShort
    case constantOutcome(String)
    case perfectFit
    case leftOut(LeastSquaresFit.DroppedColumn)
    /// So many columns that their names, levels of one factor, would say nothing.
    case manyLeftOut(Int)
    case fewClusters(Int)
    /// No more clusters than coefficients: together they have no covariance of full rank.
    case fewerClustersThanCoefficients(clusters: Int, coefficients: Int)
    /// These coefficients have no error, and why.
    case noError(terms: [String], RegressionResult.NoError)

    /// Columns left out are named up to this many; more are levels of one factor, and of few people each.
    private static let mostNamed = 20

    /// Below so many clusters, clustered errors tend to be too small.
    package static let enoughClusters = 30

    static func all(
        coefficients: [RegressionResult.Coefficient],
        dropped: [LeastSquaresFit.DroppedColumn],
        clusterCount: Int?
    ) -> [RegressionWarning] {
        var result =
            dropped.count > mostNamed
            ? [.manyLeftOut(dropped.count)] : dropped.map { RegressionWarning.leftOut($0) }
        if let clusterCount {
            if clusterCount < enoughClusters { result.append(.fewClusters(clusterCount)) }
            if clusterCount <= coefficients.count {
                result.append(
                    .fewerClustersThanCoefficients(
                        clusters: clusterCount,
                        coefficients: coefficients.count
                    )
                )
            }
        }
        for reason in RegressionResult.NoError.allCases {
            let terms = coefficients.filter { $0.uncertainty == .unknown(reason) }.map(\.term)
            guard !terms.isEmpty else { continue }
            switch reason {
            // Said of the whole model.
            case .constantOutcome, .perfectFit: continue
            case .rowsWithoutResidual, .clustersWithoutResidual:
                result.append(.noError(terms: terms, reason))
            }
        }
        return result
    }
}
