/// Who caused how much of an outcome, from moments by cluster: what of an `AttributionResult` follows from them exactly.
///
/// Numbers are those that the rows give under the same model without priors: outcome per person of the whole cohort. Support is not
/// among them, since moments do not say who was like whom.
package struct MomentsAttribution: Sendable, Equatable {
    package let people: Int
    package let clusters: Int
    package let outcome: String
    package let agencies: [String]
    package let formula: String
    package let deadweight: Estimate
    package let observed: Estimate
    package let attributable: Estimate
    /// All 2^K coalitions; coalition number m holds agency k where bit k of m is set.
    package let coalitions: [Coalition]
    package let contributions: [Contribution]
    package let interactions: [AttributionResult.PairInteraction]
    /// Covariance of the Shapley values, shape (K, K).
    package let covariance: [[Double]]
    package let confidenceLevel: Double
    /// Clusters that a seal brought together, so that errors count them as one.
    package let pooledClusters: Int

    package struct Coalition: Sendable, Equatable {
        package let members: [String]
        package let value: Double
        package let standardError: Double
    }

    package struct Contribution: Sendable, Equatable {
        package let agency: String
        package let servedShare: Double
        package let shapley: Estimate
        package let perServed: Estimate
        package let holmPValue: Double?
        package let share: ShareEstimate?
    }
}
