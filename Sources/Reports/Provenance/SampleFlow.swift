package import TopsliceCohortData

/// What became of the rows read: every one is either counted or left out for a stated reason.
package struct SampleFlow: Sendable, Equatable {
    package var rowsRead: Int
    /// Rows that the filter did not keep.
    package var filtered: Int
    /// Of the rows left out because a value is missing, those that lack the outcome; nil where these are not told apart.
    package var withoutOutcome: Int?
    /// The column of the outcome, where it is told apart.
    package var outcome: String?
    package var analysed: Int
    /// Complete rows whose weight is zero: they count nowhere.
    package var withoutWeight: Int
    /// Rows with a missing value, by column, in the order of the file. A row with two missing
    /// values stands under both columns, so these may add up to more than the rows left out.
    package var missing: [Missing]
    /// The same rows by who was served; empty where there are no agencies.
    package var arms: [Arm]
    /// The distinct rows that were computed with; nil where rows hardly repeat.
    package var cells: Int?

    package struct Missing: Sendable, Equatable {
        package var column: String
        package var rows: Int
        /// One for each of `arms`, in their order.
        package var arms: [ArmCount]

        package init(column: String, rows: Int, arms: [ArmCount] = []) {
            self.column = column
            self.rows = rows
            self.arms = arms
        }
    }

    /// Those whom an agency served, and those it did not.
    package struct Arm: Sendable, Equatable {
        package var agency: String
        package var analysed: ArmCount
        package var excluded: ArmCount
        package var withoutWeight: ArmCount

        package init(
            agency: String,
            analysed: ArmCount,
            excluded: ArmCount,
            withoutWeight: ArmCount = ArmCount()
        ) {
            self.agency = agency
            self.analysed = analysed
            self.excluded = excluded
            self.withoutWeight = withoutWeight
        }
    }

    package init(
        rowsRead: Int,
        filtered: Int = 0,
        withoutOutcome: Int? = nil,
        outcome: String? = nil,
        analysed: Int,
        withoutWeight: Int = 0,
        missing: [Missing],
        arms: [Arm] = []
    ) {
        self.rowsRead = rowsRead
        self.filtered = filtered
        self.withoutOutcome = withoutOutcome
        self.outcome = outcome
        self.analysed = analysed
        self.withoutWeight = withoutWeight
        self.missing = missing
        self.arms = arms
    }

    /// Rows left out because a value is missing.
    package var excluded: Int { rowsRead - filtered - analysed - withoutWeight }

    /// The rows without an outcome by who was served, one for each of `arms`.
    var withoutOutcomeArms: [ArmCount] {
        guard withoutOutcome ?? 0 > 0 else { return arms.map { _ in ArmCount() } }
        guard let outcome, let column = missing.first(where: { $0.column == outcome }),
            column.arms.count == arms.count
        else {
            preconditionFailure(
                "rows lack an outcome and nobody told whom the agencies served of them"
            )
        }
        return column.arms
    }
}

extension SampleFlow {
    /// - Parameters:
    ///   - outcome: the column whose absence is told apart; nil for none.
    ///   - served: of those analysed, as many as each of the summary's arms served.
    package init(_ summary: ReadSummary, outcome: String? = nil, served: [Int] = []) {
        precondition(
            served.isEmpty || served.count == summary.arms.count,
            "\(served.count) counts of \(summary.arms.count) arms"
        )
        self.init(
            rowsRead: summary.rowsRead,
            filtered: summary.rowsFiltered,
            withoutOutcome: outcome.flatMap { name in
                summary.missing.first { $0.column == name }?.rows
            },
            outcome: outcome,
            analysed: summary.rowsComplete,
            withoutWeight: summary.rowsWithoutWeight,
            missing: summary.missing.filter { $0.rows > 0 }
                .map { Missing(column: $0.column, rows: $0.rows, arms: $0.arms) },
            arms: served.enumerated().map { number, count in
                Arm(
                    agency: summary.arms[number],
                    analysed: ArmCount(ones: count, zeros: summary.rowsComplete - count),
                    excluded: summary.armsExcluded[number],
                    withoutWeight: summary.armsWithoutWeight[number]
                )
            }
        )
        cells = summary.cells
    }
}
