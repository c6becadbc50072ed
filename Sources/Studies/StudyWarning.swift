package import TopsliceAttribution
package import TopsliceCohortData
package import TopsliceRegression
package import TopsliceVarianceShares

/// What whoever reads a finished study must be told besides its numbers.
package enum StudyWarning: Sendable, Equatable {
    case file(CohortWarning)
    case blankLines(Int)
    /// Rows whose weight is zero, which count nowhere.
    case rowsWithoutWeight(Int)
    case regression(RegressionWarning)
    case attribution(AttributionCaution)
    case importance(ImportanceCaution)

    /// What reading the rows of a file gave rise to.
    static func reading(_ source: TextSource, _ summary: ReadSummary) -> [StudyWarning] {
        var result = source.warnings.map { StudyWarning.file($0) }
        result += reading(summary)
        return result
    }

    static func reading(_ summary: ReadSummary) -> [StudyWarning] {
        var result: [StudyWarning] = []
        if summary.blankLines > 0 { result.append(.blankLines(summary.blankLines)) }
        if summary.rowsWithoutWeight > 0 {
            result.append(.rowsWithoutWeight(summary.rowsWithoutWeight))
        }
        return result
    }
}

/// What weakens shares of explained variance.
package enum ImportanceCaution: Sendable, Equatable {
    /// A regressor that others determine.
    case replaceable(LinearDependency)
    /// Products that may be taken in before the variables they multiply.
    case productsBeforeFactors([String])
    /// The effort allowed ran out before the precision asked for was reached.
    case lessPrecise
    case fewClusters(Int)
}

/// Why shares come without intervals.
package enum NoIntervals: Sendable, Equatable {
    case matrix
    case testRows
    case oneCluster
    case momentsWithoutClusters
    case dependentRegressors
    case tooManyRegressors(limit: Int)
    case tooManySubsets(groups: Int)
    case constantWithoutGroup
}
