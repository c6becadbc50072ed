/// A request that lacks something, in the user's words.
package enum EvaluationError: Error, Equatable, CustomStringConvertible {
    case noOutcome
    case noFormula
    case noMoments
    /// Values are drawn person by person, so rows that stand for several people cannot be completed.
    case imputationOfCounts
    /// A unit was stated of an outcome that is a part of one.
    case unitOfProportions
    /// Moments among several files.
    case momentsAmongFiles(String)
    case otherFormula(asked: String, held: String)
    case unreadable(path: String, reason: String)

    package var description: String {
        switch self {
        case .noFormula: "no model was given; give --formula 'y ~ x1 + x2'"
        case .imputationOfCounts:
            "--impute draws for each person, so rows must be single people; leave --counts or --impute out"
        case .unitOfProportions:
            "'unit:' of the study goes only with an outcome that is a number; of 0 and 1, or parts of one, it is percentage points"
        case .noMoments: "no file of moments was named"
        case .momentsAmongFiles(let path):
            "'\(path)' holds moments, which are read alone; add them up with topslice moments --merge"
        case .otherFormula(let asked, let held):
            "the moments are those of '\(held)', not of '\(asked)'"
        case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)"
        case .noOutcome: "no outcome was named; give --outcome COLUMN or 'outcome:' in the study"
        }
    }
}
