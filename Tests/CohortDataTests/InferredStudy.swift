import TopsliceCohortData

extension Study {
    /// The contract implied by an analysis alone, where there is no study file.
    static func inferred(for analysis: StudyAnalysis) -> Study {
        Study(refusesIdentifiers: false, analysis: analysis).withRoleColumns
    }
}

extension StudyAnalysis {
    init(
        outcome: String? = nil,
        before: String? = nil,
        agencies: [String]? = nil,
        covariates: [String]? = nil,
        categorical: [String]? = nil,
        cluster: String? = nil,
        weights: String? = nil,
        family: OutcomeModel? = nil,
        interactions: Interactions? = nil,
        agencyBy: [String]? = nil
    ) {
        self.init()
        self.outcome = outcome
        self.before = before.map { .one($0) }
        self.agencies = agencies
        self.covariates = covariates
        self.categorical = categorical
        self.cluster = cluster
        self.weights = weights
        self.family = family
        self.interactions = interactions
        self.agencyBy = agencyBy
    }
}
