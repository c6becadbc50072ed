package import TopsliceRegression

/// What weakens an attribution.
package enum AttributionCaution: Sendable, Equatable, Codable {
    /// Nothing makes people comparable.
    case noCovariates
    /// So few people were served by an agency, or were not, that a handful carries the comparison.
    case fewPeople(agency: String, count: Int, isServed: Bool)
    /// Coalitions that lack support, and the share of people who for the worst of them nobody was alike.
    case unsupported(coalitions: Int, of: Int, worstShare: Double)
    /// A handful of the people not served carries the comparison of an agency.
    case thinComparison(agency: String, ComparisonWeight)
    /// People seem to have been referred by a value of a covariate.
    case cutOff(CutOff)
    /// A column of the model that others determine, or that nobody shows.
    case leftOut(LeastSquaresFit.DroppedColumn)
    /// Columns that the data do not show apart from others, which their priors settle.
    case settledByPrior([String])
    /// All people of some agency had the same outcome: only a prior of this scale on agencies' own effects keeps them finite.
    case effectsHeld(scale: Double)
    /// The effects of agencies were not taken to differ by the levels of a category: too many.
    case manyLevels(ManyLevels)
    /// Clusters that are few, or so unequal that they are worth no more than a few equal ones (to a tenth).
    case fewClusters(effective: Double, of: Int)
    /// The games of so many clusters among so many agencies do not fit in memory.
    case coalitionErrorsNotComputed
    /// Weighting gives a contribution, or the whole, that differs from that of the model by more than two standard errors of the difference.
    case crossCheckDiffers(agencies: [String], together: Bool)
    /// Fewer completed tables than there are hundredths of some variance due to what is missing.
    case fewImputations(tables: Int, wanted: Int)
    /// Covariates were imputed beside amounts with a long tail: what these say of a covariate is no straight line, and imputation takes it for one.
    case imputedBesideAmounts
    /// The interval of the whole effect includes zero.
    case wholeEffectUncertain

    /// Whether it is of the outcome, so that another outcome of the same people may have its own.
    package var isOfTheOutcome: Bool {
        switch self {
        case .leftOut, .settledByPrior, .effectsHeld, .crossCheckDiffers, .imputedBesideAmounts:
            true
        case .noCovariates, .fewPeople, .unsupported, .thinComparison, .cutOff, .manyLevels,
            .fewClusters, .coalitionErrorsNotComputed, .fewImputations, .wholeEffectUncertain:
            false
        }
    }

    /// Whether both say the same thing of the same agency or column, whatever their numbers are.
    func isOfTheSame(as other: AttributionCaution) -> Bool {
        switch (self, other) {
        case (.fewPeople(let left, _, _), .fewPeople(let right, _, _)): left == right
        case (.thinComparison(let left, _), .thinComparison(let right, _)): left == right
        case (.cutOff(let left), .cutOff(let right)):
            left.agency == right.agency && left.covariate == right.covariate
        case (.leftOut(let left), .leftOut(let right)): left.name == right.name
        case (.unsupported, .unsupported), (.settledByPrior, .settledByPrior),
            (.effectsHeld, .effectsHeld), (.manyLevels, .manyLevels),
            (.fewClusters, .fewClusters), (.fewImputations, .fewImputations):
            true
        default: self == other
        }
    }
}
