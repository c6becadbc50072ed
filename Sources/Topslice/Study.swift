package import TopsliceCohortData

/// What a cohort holds and what is asked of it: the role of each column, types, ranges, missing codes, and the model.
///
/// The same keys as in a study file; `docs/reference.md` lists them.
public struct Study: Sendable, Equatable {
    package let contract: TopsliceCohortData.Study

    /// Reads a study from a YAML file; every fault at once.
    ///
    /// - Parameter path: the file.
    public static func read(_ path: String) throws(TopsliceError) -> Study {
        try TopsliceError.wrapping { Study(contract: try TopsliceCohortData.Study.read(path)) }
    }

    /// A study without declared types: a column's type follows from all of it.
    ///
    /// - Parameters:
    ///   - outcome: column of the outcome.
    ///   - agencies: columns of 0 and 1, one an agency.
    ///   - covariates: columns that bear on both who is served and the outcome.
    ///   - cluster: column of clusters within which people are alike.
    ///   - weights: column of weights, zero or more.
    ///   - family: the model; nil takes the binomial for an outcome of 0 and 1, else the gaussian.
    ///   - interactions: of the agencies; nil for every order to five agencies, triples to twelve and pairs beyond.
    ///   - shrinkage: whether normal priors hold interactions, differing effects and covariates back, and numbers enter as splines.
    public init(
        outcome: String,
        agencies: [String],
        covariates: [String] = [],
        cluster: String? = nil,
        weights: String? = nil,
        family: Family? = nil,
        interactions: Interactions? = nil,
        shrinkage: Bool = true
    ) {
        var analysis = StudyAnalysis()
        analysis.outcome = outcome
        analysis.agencies = agencies
        analysis.covariates = covariates
        analysis.cluster = cluster
        analysis.weights = weights
        analysis.family = family?.stated
        analysis.interactions = interactions?.stated
        analysis.shrinkage = shrinkage ? .standard : StudyAnalysis.Shrinkage.none
        contract = TopsliceCohortData.Study(refusesIdentifiers: false, analysis: analysis)
    }

    private init(contract: TopsliceCohortData.Study) {
        self.contract = contract
    }

    /// The distribution of the outcome and its link.
    public enum Family: Sendable, Hashable {
        /// Least squares.
        case gaussian
        /// Logistic regression.
        case binomial
        /// Poisson regression with log link.
        case poisson
        /// Gamma regression with log link, of amounts above nought.
        case gamma
        /// Logistic regression of a part of one.
        case fractional
        /// Whether there is an amount, by logistic regression, times how much, by Gamma regression.
        case twoPart

        var stated: OutcomeModel {
            switch self {
            case .gaussian: .gaussian
            case .binomial: .binomial
            case .poisson: .poisson
            case .gamma: .gamma
            case .fractional: .fractional
            case .twoPart: .twoPart
            }
        }
    }

    /// Which agencies' effects may depend on each other.
    public enum Interactions: Sendable, Hashable {
        /// None: agencies act one by one.
        case separate
        /// Every pair.
        case pairwise
        /// Every set.
        case full

        var stated: TopsliceCohortData.Interactions {
            switch self {
            case .separate: .separate
            case .pairwise: .pairwise
            case .full: .full
            }
        }
    }
}
