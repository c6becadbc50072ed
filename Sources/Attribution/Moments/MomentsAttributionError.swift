/// Why moments cannot say who caused what, and what can.
package enum MomentsAttributionError: Error, Equatable, CustomStringConvertible {
    /// The moments are those of a fit of another family.
    case fitted(family: String)
    case noAgencies
    case repeatedAgency(String)
    /// No column of the model by itself.
    case unknownAgency(String)
    case insideExpression(agency: String, term: String)
    case notBinary(String)
    case oneSided(String)
    case noIntercept
    case noClusters
    case weighted(by: String)
    case otherOutcome(asked: String, held: String)
    case otherCluster(asked: String, held: String?)
    case tooManyAgencies(Int, clusters: Int)
    /// A column that others determine.
    case dependent(String)
    case tooFewDigits
    /// Something that was asked for besides.
    case needsRows

    package var description: String {
        switch self {
        case .fitted(let family):
            "it holds a fitted \(family) model, and what agencies contributed in one needs the rows or cells of people: "
                + "topslice cells (or topslice spark --cells) and then topslice attribute --counts people"
        case .noAgencies: "no agency was named; give --agencies a,b"
        case .repeatedAgency(let name): "agency '\(name)' is named twice"
        case .unknownAgency(let name):
            "'\(name)' is no column of the model by itself; build the moments from a formula with it"
        case .insideExpression(let agency, let term):
            "agency '\(agency)' stands inside '\(term)', where it cannot be switched off; build the moments from a "
                + "formula with agencies as they are and their products (a*b)"
        case .notBinary(let name): "agency '\(name)' is not 0 or 1 for everybody"
        case .oneSided(let name): "agency '\(name)' served everybody or nobody"
        case .noIntercept:
            "the formula has no intercept, so that nothing says what nobody's help would have left"
        case .noClusters:
            "errors of independent people need each of them: build the moments with --cluster, or attribute from "
                + "the rows"
        case .weighted(let column):
            "the moments are weighted by '\(column)', and the degrees of freedom of clusters then need the rows"
        case .otherOutcome(let asked, let held):
            "the moments are those of the outcome '\(held)', not of '\(asked)'"
        case .otherCluster(let asked, let held):
            "the moments are kept apart by \(held.map { "'\($0)'" } ?? "no cluster"), not by '\(asked)'"
        case .tooManyAgencies(let agencies, let clusters):
            "the games of \(agencies) agencies in \(clusters) clusters are too many to be held; attribute from the rows"
        case .dependent(let column):
            "column '\(column)' is determined by others; build the moments from a formula without it"
        case .tooFewDigits:
            "the columns nearly determine one another, so that moments keep too few digits; attribute from the rows"
        case .needsRows:
            "moments hold one linear model, that of their formula: priors, splines, families, weights, covariates and "
                + "the like need the rows; leave all but --agencies, --outcome, --cluster and --level out, or give the "
                + "cohort file"
        }
    }
}
