/// A request for shares of explained variance that cannot be met, in the user's words.
package enum ImportanceError: Error, Equatable, CustomStringConvertible {
    case noIntercept
    case absorbedEffects(String)
    case badGroup(option: String, text: String)
    case repeatedGroup(option: String, name: String)
    case rowsNeeded(option: String)
    case tooManyRowUnits(rows: Int)
    /// Single people are drawn, and rows stand for several.
    case bootstrapOfCounts
    case unknownLevels(path: String, column: String, count: Int)
    case differentCluster(asked: String, held: String?)
    case differentWeights(asked: String, held: String?)
    case testWithoutIntervals
    case momentsAsTest(String)
    /// A regressor, or group, that fewer people than these have, or lack.
    case ofFew(String, least: Int)
    /// One of which it is not known how many have it.
    case ofUnknown(String)

    package var description: String {
        switch self {
        case .noIntercept:
            return "a share of variance is one about the mean: the formula needs its intercept, "
                + "leave out '- 1'"
        case .absorbedEffects(let column):
            return
                "effects after '|' are absorbed, not shared; write factor(\(column)) in the formula "
                + "and --always 'factor(\(column))'"
        case .badGroup(let option, let text):
            return "\(option): '\(text)' is not understood; expected NAME=member+member, several "
                + "separated by commas"
        case .repeatedGroup(let option, let name):
            return "\(option): '\(name)' stands twice"
        case .rowsNeeded(let option):
            return "\(option) needs rows: a matrix does not hold them"
        case .tooManyRowUnits(let rows):
            return "\(rows) rows are too many to be drawn one by one; give --cluster COLUMN, and "
                + "clusters are drawn"
        case .bootstrapOfCounts:
            return
                "--bootstrap draws single people, and with --counts a row stands for several; give --cluster COLUMN, "
                + "and clusters are drawn, or leave --bootstrap out: the intervals by influence functions are those of "
                + "the people"
        case .unknownLevels(let path, let column, let count):
            return "'\(path)': column '\(column)' holds \(count) "
                + "\(count == 1 ? "level" : "levels") that no training row has, so that nothing is "
                + "known of \(count == 1 ? "it" : "them")"
        case .differentCluster(let asked, let held):
            return
                "the moments are kept apart by \(held.map { "'\($0)'" } ?? "no cluster"), not by "
                + "'\(asked)'"
        case .differentWeights(let asked, let held):
            return "the moments are weighted by \(held.map { "'\($0)'" } ?? "nothing"), not by "
                + "'\(asked)'"
        case .testWithoutIntervals:
            return "--bootstrap is not available with --test"
        case .momentsAsTest(let path):
            return "'\(path)' holds moments; --test needs rows, in a CSV file"
        case .ofFew(let name, let least):
            return
                "'\(name)': fewer than \(least) people have it, or lack it, and its share would say what sets these few apart; "
                + Self.instead
        case .ofUnknown(let name):
            return
                "'\(name)': of rows by weights it is not known how many people have it, and its share may say what sets a few apart; "
                + "build the moments with topslice moments build, which counts people beside weights, or "
                + Self.instead
        }
    }

    private static let instead =
        "leave it out, share it out with others (--groups), or give --disclosure-threshold 0 where nobody else sees the result"
}
