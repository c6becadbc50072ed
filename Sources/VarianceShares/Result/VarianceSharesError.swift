/// What the data or the request make impossible, in the user's words.
package enum VarianceSharesError: Error, Equatable, Sendable, CustomStringConvertible {
    case wrongSize(columns: Int, entries: Int)
    case notANumber(String, String)
    case notSymmetric(String, String)
    case repeatedName(String)
    case unknownColumn(String, known: [String])
    case usedTwice(String, first: String, second: String)
    case emptyGroup(String)
    case noRegressors
    case constantRegressor(String)
    case constantResponse(String)
    case duplicatedRegressor(String, of: String)
    case fewerRows(rows: Int, regressors: Int)
    case notACovariance(String)
    case linearlyDependent([LinearDependency])
    case otherColumns(missing: [String], unexpected: [String])
    case tooManyToEnumerate(players: Int, limit: Int, seconds: Double)
    case tooManyColumns(Int, limit: Int)
    case tooManyForTable(players: Int, limit: Int, what: String)
    case badOption(String)
    case fewClusters(Int)
    case stopped(done: Double)

    package var description: String {
        switch self {
        case .wrongSize(let columns, let entries):
            return "the matrix has \(entries) entries; \(columns) columns need \(columns * columns)"
        case .notANumber(let row, let column):
            return "the entry of '\(row)' and '\(column)' is not a finite number"
        case .notSymmetric(let row, let column):
            return "the matrix is not symmetric: '\(row)' with '\(column)' differs from the reverse"
        case .repeatedName(let name):
            return "the name '\(name)' occurs twice"
        case .unknownColumn(let name, let known):
            return "there is no '\(name)'; there are \(quoted(known))"
        case .usedTwice(let name, let first, let second):
            return "'\(name)' is in '\(first)' and again in '\(second)'"
        case .emptyGroup(let name):
            return "'\(name)' has no members"
        case .noRegressors:
            return "there is no regressor to share the explained variance among"
        case .constantRegressor(let name):
            return "regressor '\(name)' is constant: it cannot explain anything"
        case .constantResponse(let name):
            return "the response '\(name)' is constant: there is nothing to explain"
        case .duplicatedRegressor(let name, let of):
            return "regressor '\(name)' duplicates '\(of)' (correlation 1 or -1): drop one of them"
        case .fewerRows(let rows, let regressors):
            return
                "\(rows) rows cannot tell \(regressors) regressors apart: more rows than regressors "
                + "are needed"
        case .notACovariance(let name):
            return
                "the matrix is not one of cross-products: '\(name)' has a negative variance once the "
                + "columns before it are accounted for"
        case .linearlyDependent(let dependencies):
            return dependencies.map(\.description).joined(separator: "; ")
        case .otherColumns(let missing, let unexpected):
            var parts: [String] = []
            if !missing.isEmpty { parts.append("lacks \(quoted(missing))") }
            if !unexpected.isEmpty { parts.append("has \(quoted(unexpected)) instead") }
            if parts.isEmpty { parts.append("has another response") }
            return "the test set \(parts.joined(separator: " and "))"
        case .tooManyToEnumerate(let players, let limit, let seconds):
            return "exact shares of \(players) regressors would take about \(spelled(seconds)); "
                + "at most \(limit) are enumerated: ask for a tolerance instead, such as 0.001, and the "
                + "shares are sampled to that error"
        case .tooManyColumns(let columns, let limit):
            return "\(columns) columns are more than the \(limit) that subsets are enumerated over"
        case .tooManyForTable(let players, let limit, let what):
            return "\(what) needs every subset at hand: at most \(limit) regressors, not \(players)"
        case .badOption(let text):
            return text
        case .fewClusters(let clusters):
            return "intervals need at least two clusters, not \(clusters)"
        case .stopped(let done):
            let percent = Double(Int(done * 1000)) / 10
            return "stopped when \(percent)% of the work was done; nothing was printed"
        }
    }
}

extension VarianceSharesError {
    /// The same error with the columns of a model named as `label` says: a level of a factor may be that of one person.
    package func naming(_ label: (String) -> String) -> VarianceSharesError {
        switch self {
        case .notANumber(let row, let column): .notANumber(label(row), label(column))
        case .notSymmetric(let row, let column): .notSymmetric(label(row), label(column))
        case .constantRegressor(let name): .constantRegressor(label(name))
        case .duplicatedRegressor(let name, let of):
            .duplicatedRegressor(label(name), of: label(of))
        case .notACovariance(let name): .notACovariance(label(name))
        case .linearlyDependent(let dependencies):
            .linearlyDependent(
                dependencies.prefix(1).map { dependency in
                    var seen: Set<String> = []
                    return LinearDependency(
                        regressor: label(dependency.regressor),
                        combination: dependency.combination.map(label)
                            .filter { seen.insert($0).inserted }
                    )
                }
            )
        case .wrongSize, .repeatedName, .unknownColumn, .usedTwice, .emptyGroup, .noRegressors,
            .constantResponse, .fewerRows, .otherColumns, .tooManyToEnumerate, .tooManyColumns,
            .tooManyForTable, .badOption, .fewClusters, .stopped:
            self
        }
    }
}

private func quoted(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
}

/// A time as a person says it.
private func spelled(_ seconds: Double) -> String {
    let units: [(Double, String)] = [
        (365.25 * 86400, "years"), (86400, "days"), (3600, "hours"), (60, "minutes"),
    ]
    for (length, name) in units where seconds >= 2 * length {
        let count = seconds / length
        return count < 1e15 ? "\(Int(count.rounded())) \(name)" : "for ever"
    }
    return "\(max(1, Int(seconds.rounded()))) seconds"
}
