/// A number with its uncertainty: value, standard error, interval and two-sided p-value against zero.
///
/// All in the unit of `value` (outcome per person of the whole cohort, unless the holder says otherwise).
package struct Estimate: Sendable, Equatable {
    package let value: Double
    package let standardError: Double
    package let confidenceLow: Double
    package let confidenceHigh: Double
    /// Two-sided p-value of the hypothesis that the estimand is zero; nil where the standard error is zero.
    package let pValue: Double?

    package init(
        value: Double,
        standardError: Double,
        confidenceLow: Double,
        confidenceHigh: Double,
        pValue: Double?
    ) {
        self.value = value
        self.standardError = standardError
        self.confidenceLow = confidenceLow
        self.confidenceHigh = confidenceHigh
        self.pValue = pValue
    }
}
