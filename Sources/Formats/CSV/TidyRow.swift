/// One estimate in the columns the tidy tools of R and Python agree on.
package struct TidyRow: Sendable, Equatable {
    package static let columns = [
        "term", "estimate", "std_error", "statistic", "p_value", "conf_low", "conf_high",
    ]

    package var term: String
    package var estimate: Double
    package var standardError: Double?
    /// Estimate over standard error; nil where that cannot be formed.
    package var statistic: Double?
    package var pValue: Double?
    package var confidenceLow: Double?
    package var confidenceHigh: Double?

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

    package var cells: [CSVCell] {
        [
            .text(term), .number(estimate), .optional(standardError), .optional(statistic),
            .optional(pValue), .optional(confidenceLow), .optional(confidenceHigh),
        ]
    }

    package var json: JSONValue {
        [
            "term": .string(term),
            "estimate": .number(estimate),
            "std_error": .optional(standardError),
            "statistic": .optional(statistic),
            "p_value": .optional(pValue),
            "conf_low": .optional(confidenceLow),
            "conf_high": .optional(confidenceHigh),
        ]
    }
}
