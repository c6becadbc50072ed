package import TopsliceRecords

/// Why moments cannot be made fit to leave.
package enum MomentsSealError: Error, Equatable, CustomStringConvertible {
    case alreadySealed
    /// The moments are those of a fit, whose weights are not people.
    case fitted(family: String)
    /// How many people stand in a cell cannot be told from weighted sums, and there are no others beside them.
    case weighted(by: String)
    case tooFewRows(Int, threshold: Int)
    case tooManyParameters(Int, rows: Int)
    /// A 0/1 outcome that fewer people than the threshold have, or lack.
    case rareOutcome(String, threshold: Int)
    /// Every column of the model had to be suppressed.
    case nothingLeft(threshold: Int)
    case hashing(HashingError)

    package var description: String {
        switch self {
        case .alreadySealed: "it is sealed already; seal the file it was made from"
        case .fitted(let family):
            "it holds a fitted \(family) model, whose sums do not count people; publish its coefficients instead"
        case .weighted(let column):
            "its sums are weighted by '\(column)' and do not say how many people stand in a cell; build it by "
                + "'topslice moments build' of this version, which counts people beside the weights"
        case .tooFewRows(let rows, let threshold):
            "it rests on \(rows) people, fewer than the threshold of \(threshold)"
        case .tooManyParameters(let parameters, let rows):
            "\(parameters) coefficients need \(parameters * MomentsSealing.rowsPerParameter) people, a third of whom "
                + "they are, and there are \(rows); build it from a smaller formula"
        case .rareOutcome(let column, let threshold):
            "'\(column)' is 0 or 1, and fewer than \(threshold) people have one of the two; only the sum of several "
                + "agencies' files could be sealed"
        case .nothingLeft(let threshold):
            "every column has a cell of fewer than \(threshold) people; build it from a smaller formula"
        case .hashing(let error): error.description
        }
    }
}
