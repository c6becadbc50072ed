/// A number with its uncertainty: value, standard error, interval and two-sided p-value against zero.
///
/// All in the unit of `value` (outcome per person of the whole cohort, unless the holder says otherwise).
package struct Estimate: Sendable, Equatable, Codable {
    package let value: Double
    /// Nil where the data do not identify the number: its error is zero but for rounding, or it is that of a term that nobody shows.
    package let uncertainty: Uncertainty?

    package struct Uncertainty: Sendable, Equatable, Codable {
        /// Above zero.
        package let standardError: Double
        package let confidenceLow: Double
        package let confidenceHigh: Double
        /// Two-sided p-value of the hypothesis that the estimand is zero.
        package let pValue: Double
        /// Of Student's t that interval and p-value rest on.
        package let degreesOfFreedom: Double

        package init(
            standardError: Double,
            confidenceLow: Double,
            confidenceHigh: Double,
            pValue: Double,
            degreesOfFreedom: Double = .infinity
        ) {
            self.standardError = standardError
            self.confidenceLow = confidenceLow
            self.confidenceHigh = confidenceHigh
            self.pValue = pValue
            self.degreesOfFreedom = degreesOfFreedom
        }
    }

    package init(value: Double, uncertainty: Uncertainty?) {
        self.value = value
        self.uncertainty = uncertainty
    }

    package init(
        value: Double,
        standardError: Double,
        confidenceLow: Double,
        confidenceHigh: Double,
        pValue: Double,
        degreesOfFreedom: Double = .infinity
    ) {
        self.value = value
        uncertainty = Uncertainty(
            standardError: standardError,
            confidenceLow: confidenceLow,
            confidenceHigh: confidenceHigh,
            pValue: pValue,
            degreesOfFreedom: degreesOfFreedom
        )
    }

    package var isIdentified: Bool { uncertainty != nil }
    /// The value where the data identify it.
    package var identifiedValue: Double? { isIdentified ? value : nil }
    package var standardError: Double? { uncertainty?.standardError }
    package var confidenceLow: Double? { uncertainty?.confidenceLow }
    package var confidenceHigh: Double? { uncertainty?.confidenceHigh }
    package var pValue: Double? { uncertainty?.pValue }
}
