internal import TopsliceCohortData
internal import TopsliceRegression
package import TopsliceStudies
internal import TopsliceVarianceShares

extension ImportanceCaution {
    /// The caution as a reader is told it.
    func words(_ labels: StudyLabels) -> String {
        switch self {
        case .replaceable(let dependency):
            dependency.description
                + ": it can be replaced by them, so its share says little of it alone"
        case .productsBeforeFactors(let products):
            products.map(labels.marked).joined(separator: ", ")
                + " may be taken in before the variables multiplied; "
                + "--groups puts them together with these"
        case .lessPrecise:
            "the shares are less precise than was asked for: the effort allowed ran out first"
        case .fewClusters(let count):
            "\(count) clusters are few: intervals are too narrow below about "
                + "\(RegressionWarning.enoughClusters)"
        }
    }
}

extension NoIntervals {
    /// Why there are none, in words that follow "none: ".
    package var words: String {
        switch self {
        case .matrix: "a matrix does not hold the rows they rest on"
        case .testRows: "they are not available for shares measured on test rows"
        case .oneCluster: "they rest on two clusters or more, kept apart"
        case .momentsWithoutClusters:
            "moments without clusters do not hold the rows they rest on"
        case .dependentRegressors:
            "influence functions are not defined where a regressor depends on others; "
                + "--cluster or --bootstrap 1000 gives intervals"
        case .tooManyRegressors(let limit):
            "with more than \(limit) regressors they rest on clusters: give --cluster"
        case .tooManySubsets(let groups):
            "with so many subsets they would take \(groups) times as long; --tolerance "
                + "gives sampled shares with intervals"
        case .constantWithoutGroup:
            "a regressor does not vary without one of the groups of clusters"
        }
    }
}
