extension CohortAttribution {
    /// One outcome's attribution with what the joint uncertainty of several is made from.
    struct Attributed {
        let outcome: Outcome
        let layout: GameLayout
        let model: AgencyModel
        let inference: GameInference
        /// Degrees of freedom of each functional, and of the whole effect behind them.
        let degrees: [Double]
        /// Score rows of clusters; empty for independent people.
        let clusterSums: [Double]
    }
}
