/// One estimate in the columns the tidy tools of R and Python agree on.
package struct TidyRow: Sendable, Equatable {
    /// The columns with their headings; `level` is that of the interval, such as "95%".
    package static func reportColumns(term: String = "Term", level: String) -> [ReportTable.Column]
    {
        let number = Workbook.Column.Kind.decimal(places: 6)
        return [
            .init(term, key: "term"), .init("Estimate", key: "estimate", number),
            .init("Std. error", key: "std_error", number),
            .init("Statistic", key: "statistic", number),
            .init("p-value", key: "p_value", number),
            .init("\(level) low", key: "conf_low", number),
            .init("\(level) high", key: "conf_high", number),
        ]
    }

    package static var columns: [String] { reportColumns(level: "").map(\.key) }

    package var term: String
    package var estimate: Double
    package var standardError: Double?
    /// Estimate over standard error; nil where that cannot be formed.
    package var statistic: Double?
    package var pValue: Double?
    package var confidenceLow: Double?
    package var confidenceHigh: Double?
    /// Of so few people that nothing of it may be written but what it is called.
    package private(set) var isWithheld = false

    package init(
        _ term: String,
        estimate: Double,
        standardError: Double? = nil,
        statistic: Double? = nil,
        pValue: Double? = nil,
        confidenceLow: Double? = nil,
        confidenceHigh: Double? = nil
    ) {
        self.term = term
        self.estimate = estimate
        self.standardError = standardError
        self.statistic = statistic
        self.pValue = pValue
        self.confidenceLow = confidenceLow
        self.confidenceHigh = confidenceHigh
    }

    /// A row of which only the name is written.
    package init(withheld term: String) {
        self.init(term, estimate: 0)
        isWithheld = true
    }

    private static let estimates = NumberFormat(notation: .general(digits: 6))
    private static let statistics = NumberFormat(notation: .fixed(decimals: 2)).ungrouped

    package var reportCells: [ReportCell] {
        if isWithheld {
            return [.text(term), .absent(.withheld)] + [ReportCell](repeating: .empty, count: 5)
        }
        return [
            .text(term), .number(estimate, Self.estimates),
            .number(standardError, Self.estimates), .number(statistic, Self.statistics),
            .number(pValue, .probability), .number(confidenceLow, Self.estimates),
            .number(confidenceHigh, Self.estimates),
        ]
    }

    package var cells: [CSVCell] { reportCells.map(\.csvCell) }
}
