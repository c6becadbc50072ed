internal import TopsliceCohortData
package import TopsliceParallel

/// A regression that cannot be done on these data, in the user's words.
package enum RegressionError: Error, Equatable, CustomStringConvertible {
    case noRows
    case negativeWeight
    case allWeightsZero
    case tooFewRows(rows: Int, coefficients: Int)
    case constantResponse(String)
    case notFinite(String)
    case tooFewClusters(column: String, count: Int)
    case responseNotBinary(String)
    case responseNegative(String)
    case responseNotPositive(String)
    case responseNotFraction(String)
    case separation(terms: [NamedTerm])
    case notConverged(iterations: Int)
    case noRegressors
    /// Every column was left out, or absorbed.
    case nothingToEstimate(leftOut: [String])
    case momentsLackRows(String)
    case absorptionNeedsLeastSquares
    case leverageOfOne(kind: String)
    case tooManyExposures(Int)
    case unknownLevels(column: String, count: Int)
    /// Numbers of columns are doubles, since interactions may have more than an integer holds.
    case moreColumnsThanRows(term: String, ofTerm: Double, columns: Double, rows: Int)
    case tooLarge(
        term: String,
        ofTerm: Double,
        columns: Double,
        clusters: Int,
        shortage: MemoryShortage
    )

    /// Refuses a cohort of which no row counts.
    static func refuseNoRows(_ summary: ReadSummary) throws(RegressionError) {
        guard summary.rowsComplete == 0 else { return }
        throw summary.rowsWithoutWeight > 0 ? .allWeightsZero : .noRows
    }

    /// Whether estimates ran off to infinity, or seemed to.
    package var isRunaway: Bool {
        switch self {
        case .separation, .notConverged: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .noRows: "no row has every column that the model needs"
        case .negativeWeight: "a weight is below zero; weights must be zero or more"
        case .allWeightsZero: "all weights are zero"
        case .tooFewRows(let rows, let coefficients):
            "\(rows) rows cannot determine \(coefficients) coefficients and their errors"
        case .constantResponse(let name):
            "the outcome '\(name)' has the same value in every row: there is nothing to explain"
        case .notFinite(let name):
            "'\(name)' is not a finite number in some row (the logarithm or root of a value below zero, or an overflow)"
        case .tooFewClusters(let column, let count):
            "column '\(column)' has \(count) cluster\(count == 1 ? "" : "s"); clustered errors need at least 2, "
                + "and 30 or more to be trusted"
        case .responseNotBinary(let name):
            "the outcome '\(name)' must lie between 0 and 1 for the binomial family"
        case .responseNegative(let name):
            "the outcome '\(name)' must be zero or more for the poisson family"
        case .responseNotPositive(let name):
            "the outcome '\(name)' of a Gamma model must be above zero; where many have none of it, "
                + "two-part models whether and how much"
        case .responseNotFraction(let name):
            "the outcome '\(name)' of a fractional model must lie between 0 and 1"
        case .separation(let terms):
            "separation: the outcome is perfectly predicted by "
                + terms.map(\.description).joined(separator: ", ")
                + " in part of the data, so that no finite estimate exists; merge rare levels, drop the term, or use --family gaussian"
        case .notConverged(let iterations):
            "the fit did not settle in \(iterations) iterations; check for extreme values or nearly separated groups"
        case .absorptionNeedsLeastSquares:
            "fixed effects after '|' are absorbed in least squares only; write factor(…) for the other families"
        case .leverageOfOne(let kind):
            "\(kind) errors do not exist: some row alone determines a coefficient (its leverage is 1), "
                + "for instance the only member of a group; use hc1 or merge rare levels"
        case .tooManyExposures(let count):
            "\(count) exposures were named; patterns are kept of at most 62"
        case .unknownLevels(let column, let count):
            "column '\(column)' holds \(count) level\(count == 1 ? "" : "s") that the rows of the model lack"
        case .moreColumnsThanRows(let term, let ofTerm, let columns, let rows):
            "the model has \(Self.count(columns)) columns, \(Self.count(ofTerm)) of them of '\(term)', and the file only "
                + "\(rows) rows to determine them; merge levels, absorb the column after '|', or leave it out"
        case .tooLarge(let term, let ofTerm, let columns, let clusters, let shortage):
            "the model has \(Self.count(columns)) columns, \(Self.count(ofTerm)) of them of '\(term)'"
                + (clusters > 0 ? ", and \(clusters) clusters" : "")
                + ": \(shortage); merge levels, absorb the column after '|', or leave it out"
        case .noRegressors: "the model has neither an intercept nor a term"
        case .nothingToEstimate(let names):
            names.isEmpty
                ? "nothing is left to estimate: the formula names no term beside the absorbed effects"
                : "nothing is left to estimate: "
                    + names.map { "'\($0)'" }.joined(separator: ", ")
                    + " \(names.count == 1 ? "does" : "do") not vary, or not within the absorbed effects"
        case .momentsLackRows(let what):
            "\(what) needs the rows of the cohort, which moments do not hold; give the cohort file instead"
        }
    }

    /// A number of columns, written out where that can be read.
    private static func count(_ value: Double) -> String {
        value < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
