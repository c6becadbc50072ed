internal import TopsliceRegression

extension RegressionWarning {
    /// The warning as a reader is told it.
    var words: String {
        switch self {
        case .momentsAreShort:
            return
                "the columns nearly determine one another, so that moments keep fewer than nine digits; "
                + "fit the cohort file itself for all of them"
        case .constantOutcome(let name):
            return
                "the outcome '\(name)' has the same value in every row: there is nothing to explain, "
                + "and no error, interval or p-value exists"
        case .perfectFit:
            return "the fit is perfect: errors of zero say nothing about other people, "
                + "so that no interval and no p-value exists"
        case .leftOut(let column):
            guard !column.combinationOf.isEmpty else {
                return "'\(column.name)' is the same in every row; it was left out"
            }
            return
                "'\(column.name)' is a combination of \(joined(column.combinationOf)); it was left out"
        case .manyLeftOut(let count):
            return "\(count) columns are combinations of others; they were left out"
        case .fewClusters(let count):
            return "only \(count) clusters: clustered errors tend to be too small below about "
                + "\(RegressionWarning.enoughClusters)"
        case .fewerClustersThanCoefficients(let clusters, let coefficients):
            return "\(clusters) clusters do not outnumber \(coefficients) coefficients: "
                + "no joint test of all of them exists"
        case .noError(let terms, let reason):
            return "no error, interval or p-value exists of \(listed(terms)): \(reason.words)"
        }
    }

    /// The first of them: a factor may have thousands of levels.
    private func listed(_ names: [String]) -> String {
        let most = 20
        guard names.count > most else { return joined(names) }
        return names.prefix(most).map { "'\($0)'" }.joined(separator: ", ")
            + " and \(names.count - most) more"
    }

    private func joined(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: " and ")
    }
}

extension RegressionResult.NoError {
    var words: String {
        switch self {
        case .constantOutcome: "the outcome has the same value in every row"
        case .perfectFit: "nothing of the outcome is left unexplained"
        case .rowsWithoutResidual:
            "the rows that most determine it leave no residual, as where a level has one row only"
        case .clustersWithoutResidual:
            "most of what determines it adds up to zero in every cluster, as where a factor is clustered by "
                + "itself or only one cluster differs"
        }
    }
}
