package import TopsliceCohortData
package import TopsliceFormats

/// What became of the rows read: every one is either counted or left out for a stated reason.
package struct SampleFlow: Sendable, Equatable {
    package var rowsRead: Int
    /// Rows that the filter did not keep.
    package var filtered: Int
    /// Of the rows left out because a value is missing, those that lack the outcome; nil where these are not told apart.
    package var withoutOutcome: Int?
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
        analysed: Int,
        withoutWeight: Int = 0,
        missing: [Missing],
        arms: [Arm] = []
    ) {
        self.rowsRead = rowsRead
        self.filtered = filtered
        self.withoutOutcome = withoutOutcome
        self.analysed = analysed
        self.withoutWeight = withoutWeight
        self.missing = missing
        self.arms = arms
    }

    /// Rows left out because a value is missing.
    package var excluded: Int { rowsRead - filtered - analysed - withoutWeight }

    /// Why rows are not analysed.
    package enum Loss: Sendable, Equatable {
        case filtered
        case withoutOutcome
        /// Lacks something else that is needed, but has the outcome where that is told apart.
        case incomplete
        case withoutWeight
    }

    /// What is taken off the rows read, one after the other; what is left is analysed.
    package var losses: [(loss: Loss, rows: Int)] {
        var result: [(loss: Loss, rows: Int)] = []
        if filtered > 0 { result.append((.filtered, filtered)) }
        if let withoutOutcome { result.append((.withoutOutcome, withoutOutcome)) }
        result.append((.incomplete, excluded - (withoutOutcome ?? 0)))
        if withoutWeight > 0 { result.append((.withoutWeight, withoutWeight)) }
        return result
    }

    package var json: JSONValue {
        [
            "rows_read": .integer(rowsRead),
            "rows_filtered": .integer(filtered),
            "rows_excluded": .integer(excluded),
            "rows_without_outcome": .optional(withoutOutcome),
            "rows_without_weight": .integer(withoutWeight),
            "rows_analysed": .integer(analysed),
            "cells": .optional(cells),
            "missing": .array(
                missing.map { one in
                    [
                        "column": .string(one.column), "rows": .integer(one.rows),
                        "arms": .array(
                            zip(arms, one.arms).map {
                                ["agency": .string($0.agency), "rows": Self.json($1)]
                            }
                        ),
                    ]
                }
            ),
            "arms": .array(
                arms.map {
                    [
                        "agency": .string($0.agency),
                        "rows_analysed": Self.json($0.analysed),
                        "rows_excluded": Self.json($0.excluded),
                        "rows_without_weight": Self.json($0.withoutWeight),
                    ]
                }
            ),
        ]
    }

    private static func json(_ count: ArmCount) -> JSONValue {
        [
            "served": .integer(count.ones), "not_served": .integer(count.zeros),
            "unknown": .integer(count.unknown),
        ]
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
