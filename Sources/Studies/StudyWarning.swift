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
    /// Rows that the filter leaves out, and how many of these lack a value it compares.
    case rowsFiltered(Int, of: Int, missing: Int, filter: String)
    /// Rows left out as a value is missing, and how many lack each column.
    case rowsLeftOut(Int, of: Int, lacking: [LackingColumn], arms: [ArmLoss])
    /// Covariates of which values were imputed.
    case imputed(ImputationSummary)
    /// Cells of fewer people than the threshold, and how many people those had.
    case cellsLeftOut(Int, of: Int, people: Int, threshold: Int)
    case regression(RegressionWarning)
    case attribution(AttributionCaution)
    /// Of another than the main outcome.
    case ofOutcome(String, AttributionCaution)
    case importance(ImportanceCaution)

    /// What reading the rows of a file gave rise to.
    static func reading(
        _ source: any RowSource,
        _ summary: ReadSummary,
        _ filter: RowFilter?
    ) -> [StudyWarning] {
        var result = source.warnings.map { StudyWarning.file($0) }
        result += reading(summary, filter)
        return result
    }

    /// - `served`: of the rows that count, as many as each of the summary's arms served; empty where there are none.
    static func leftOut(_ summary: ReadSummary, served: [Int] = []) -> [StudyWarning] {
        guard summary.rowsExcluded > 0 else { return [] }
        let arms = served.enumerated().map { number, count in
            ArmLoss(
                agency: summary.arms[number],
                lost: summary.armsExcluded[number],
                kept: ArmCount(ones: count, zeros: summary.rowsComplete - count)
            )
        }
        let lacking = summary.missing.filter { $0.rows > 0 }
            .map { LackingColumn(column: $0.column, rows: $0.rows) }
        return [
            .rowsLeftOut(
                summary.rowsExcluded,
                of: summary.rowsRead,
                lacking: lacking,
                arms: arms
            )
        ]
    }

    /// What was imputed, where anything was.
    static func imputed(_ summary: ImputationSummary?) -> [StudyWarning] {
        guard let summary, !summary.columns.isEmpty else { return [] }
        return [.imputed(summary)]
    }

    /// Rows left out and rows that count, by whether an agency served them.
    package struct ArmLoss: Sendable, Equatable {
        package let agency: String
        package let lost: ArmCount
        package let kept: ArmCount
    }

    /// Whether it is of who is counted at all, or of what makes them comparable: to be read before any figure.
    package var isSaidFirst: Bool {
        switch self {
        case .rowsFiltered, .rowsLeftOut, .rowsWithoutWeight, .imputed: true
        case .attribution(let caution):
            switch caution {
            case .noCovariates, .fewPeople: true
            default: false
            }
        case .file, .blankLines, .cellsLeftOut, .regression, .importance, .ofOutcome: false
        }
    }

    package struct LackingColumn: Sendable, Equatable {
        package let column: String
        package let rows: Int
    }

    /// What weakens the attributions of outcomes, the main one first; of others what is not of the people and not said already.
    static func cautions(
        _ main: AttributionResult,
        _ several: SeveralOutcomes?
    ) -> [StudyWarning] {
        let others = several.map { $0.outcomes.dropFirst() } ?? []
        return main.cautions.map { .attribution($0) }
            + others.flatMap { one in
                one.outcome.result.cautions.filter { caution in
                    // Who had what is of each outcome; a column that others determine is of the model.
                    if case .effectsHeld = caution { return true }
                    return caution.isOfTheOutcome && !main.cautions.contains(caution)
                }
                .map { .ofOutcome(one.name, $0) }
            }
    }

    static func reading(_ summary: ReadSummary, _ filter: RowFilter?) -> [StudyWarning] {
        var result: [StudyWarning] = []
        if let filter, summary.rowsFiltered > 0 {
            result.append(
                .rowsFiltered(
                    summary.rowsFiltered,
                    of: summary.rowsRead,
                    missing: summary.rowsFilteredMissing,
                    filter: filter.text
                )
            )
        }
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
