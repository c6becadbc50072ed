/// A regressor that is a combination of regressors before it.
///
/// R² of a subset is still defined (a regressor the others can replace adds nothing), so shares are too;
/// but its coefficient is not, and what it would add last is nothing.
package struct LinearDependency: Sendable, Equatable, CustomStringConvertible {
    package var regressor: String
    /// The earlier regressors it is made of.
    package var combination: [String]

    package init(regressor: String, combination: [String]) {
        self.regressor = regressor
        self.combination = combination
    }

    package var description: String {
        let others = combination.map { "'\($0)'" }
        let list =
            others.count < 2
            ? others.joined()
            : others.dropLast().joined(separator: ", ") + " and " + (others.last ?? "")
        return "regressor '\(regressor)' is a combination of \(list)"
    }
}
