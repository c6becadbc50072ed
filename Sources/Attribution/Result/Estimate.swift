/// A number with its uncertainty: value, standard error, interval and two-sided p-value against zero.
///
/// All in the unit of `value` (outcome per person of the whole cohort, unless the holder says otherwise).
public struct Estimate: Sendable, Equatable {
    public let value: Double
    public let standardError: Double
    public let confidenceLow: Double
    public let confidenceHigh: Double
    /// Two-sided p-value of the hypothesis that the estimand is zero; nil where the standard error is zero.
    public let pValue: Double?

    public init(
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
