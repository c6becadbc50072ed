/// What `topslice attribute` is asked: the role of each column and the options of the model.
///
/// Each part may be absent in a study file and given as a flag, or given in both, where the flag wins
/// (`overridden(by:)`).
package struct StudyAnalysis: Sendable, Equatable {
    package enum Family: String, Sendable, CaseIterable {
        case gaussian
        case binomial
        case poisson
    }

    package enum Interactions: String, Sendable, CaseIterable {
        case none
        case pairwise
        case full
    }

    /// The most agencies that can be attributed exactly: 2^16 coalitions.
    package static let agencyLimit = 16

    package var outcome: String?
    /// The outcome in the period before, for the naive before-after claim.
    package var before: String?
    /// 0/1 columns, in the order of the report.
    package var agencies: [String]?
    package var covariates: [String]?
    /// Covariates to be taken as levels although they are numbers.
    package var categorical: [String]?
    package var cluster: String?
    package var weights: String?
    package var family: Family?
    package var interactions: Interactions?
    /// Columns by which each agency's effect may differ, taken as numbers.
    package var agencyBy: [String]?

    package init(
        outcome: String? = nil,
        before: String? = nil,
        agencies: [String]? = nil,
        covariates: [String]? = nil,
        categorical: [String]? = nil,
        cluster: String? = nil,
        weights: String? = nil,
        family: Family? = nil,
        interactions: Interactions? = nil,
        agencyBy: [String]? = nil
    ) {
        self.outcome = outcome
        self.before = before
        self.agencies = agencies
        self.covariates = covariates
        self.categorical = categorical
        self.cluster = cluster
        self.weights = weights
        self.family = family
        self.interactions = interactions
        self.agencyBy = agencyBy
    }

    /// What `other` states, and else what this states.
    package func overridden(by other: StudyAnalysis) -> StudyAnalysis {
        StudyAnalysis(
            outcome: other.outcome ?? outcome,
            before: other.before ?? before,
            agencies: other.agencies ?? agencies,
            covariates: other.covariates ?? covariates,
            categorical: other.categorical ?? categorical,
            cluster: other.cluster ?? cluster,
            weights: other.weights ?? weights,
            family: other.family ?? family,
            interactions: other.interactions ?? interactions,
            agencyBy: other.agencyBy ?? agencyBy
        )
    }

    /// With every default filled in: no agencies, covariates or others where none are named, family
    /// gaussian, all pairs of agencies interacting.
    package var resolved: StudyAnalysis {
        var filled = self
        filled.agencies = agencies ?? []
        filled.covariates = covariates ?? []
        filled.categorical = categorical ?? []
        filled.family = family ?? .gaussian
        filled.interactions = interactions ?? .pairwise
        filled.agencyBy = agencyBy ?? []
        return filled
    }

    /// Every column that has a role, each once, in the order of the roles.
    package var columns: [String] {
        let single = [outcome, before, cluster, weights].compactMap { $0 }
        let several = [agencies, covariates, categorical, agencyBy].compactMap { $0 }.joined()
        var seen: Set<String> = []
        return (single + several).filter { seen.insert($0).inserted }
    }
}
