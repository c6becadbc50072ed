package import TopsliceRegression

/// What weakens an attribution.
package enum AttributionCaution: Sendable, Equatable {
    /// Coalitions that lack support, and the share of people who for the worst of them nobody was alike.
    case unsupported(coalitions: Int, of: Int, worstShare: Double)
    /// A column of the model that others determine, or that nobody shows.
    case leftOut(LeastSquaresFit.DroppedColumn)
    case fewClusters(Int)
    /// The games of so many clusters among so many agencies do not fit in memory.
    case coalitionErrorsNotComputed
    case rowsMissing(Int, of: Int)
    /// The interval of the whole effect includes zero.
    case wholeEffectUncertain
}
