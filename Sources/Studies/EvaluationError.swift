internal import TopsliceAttribution

/// A request that lacks something, in the user's words.
package enum EvaluationError: Error, Equatable, CustomStringConvertible {
    case noOutcome
    case noFormula
    case noMoments
    /// Values are drawn person by person, so rows that stand for several people cannot be completed.
    case imputationOfCounts
    /// Labels are dealt person by person, so rows must be single people.
    case placebosOfCounts
    /// A placebo outcome that is declared as words or dates.
    case placeboOfWords(String)
    /// A unit was stated of an outcome that is a part of one.
    case unitOfProportions
    /// Moments among several files.
    case momentsAmongFiles(String)
    /// A column to group people by that has another role, that holds numbers, or that has too many levels.
    case groupsByRole(column: String)
    case groupsOfNumbers(column: String)
    case tooManyGroups(column: String, count: Int)
    case otherFormula(asked: String, held: String)
    /// A seal left out columns, so that the rest are not those of the formula.
    case sealedColumns([String])
    case unreadable(path: String, reason: String)

    package var description: String {
        switch self {
        case .noFormula: "no model was given; give --formula 'y ~ x1 + x2'"
        case .imputationOfCounts:
            "--impute draws for each person, so rows must be single people; leave --counts or --impute out"
        case .placebosOfCounts:
            "--placebo-permutations and --placebo-agencies draw for each person, so rows must be single people; "
                + "leave --counts or these out"
        case .placeboOfWords(let column):
            "--placebo-outcome: '\(column)' is declared as words or dates, expected a number or a flag"
        case .unitOfProportions:
            "'outcome_unit:' of the study goes only with an outcome that is a number; of 0 and 1, or parts of one, it is percentage points"
        case .groupsByRole(let column):
            "--by: '\(column)' has another role, expected a column of groups such as an area"
        case .groupsOfNumbers(let column):
            "--by: '\(column)' is declared as numbers or dates, expected a column of groups such as an area"
        case .tooManyGroups(let column, let count):
            "--by: '\(column)' has \(count) levels, expected \(SubgroupTable.mostGroups) or fewer"
        case .noMoments: "no file of moments was named"
        case .momentsAmongFiles(let path):
            "'\(path)' holds moments, which are read alone; add them up with topslice moments merge"
        case .otherFormula(let asked, let held):
            "the moments are those of '\(held)', not of '\(asked)'"
        case .sealedColumns(let columns):
            "the seal left out \(columns.map { "'\($0)'" }.joined(separator: ", ")), so that the model is no longer "
                + "that of its formula; build the files from a formula without them"
        case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)"
        case .noOutcome: "no outcome was named; give --outcome COLUMN or 'outcome:' in the study"
        }
    }
}
