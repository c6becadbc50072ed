/// A part of what the agencies caused together: 1 is all of it.
package struct ShareEstimate: Sendable, Equatable, Codable {
    package let value: Double
    /// By the delta method: small comfort where the whole is not well known, hence the interval by Fieller. Nil where not identified.
    package let standardError: Double?
    /// Nil where the data do not identify the share.
    package let interval: ShareInterval?

    package init(value: Double, standardError: Double?, interval: ShareInterval?) {
        self.value = value
        self.standardError = standardError
        self.interval = interval
    }

    /// A ratio with its interval by Fieller, and the error of the delta method: its gradient is (1, −share) / whole.
    ///
    /// - `variances`: of part and whole; `covariance` is between the two.
    static func byFieller(
        _ share: Double,
        of values: (part: Double, whole: Double),
        variances: (part: Double, whole: Double),
        covariance: Double,
        multiplier: Double
    ) -> ShareEstimate {
        let variance =
            variances.part - 2 * share * covariance + share * share * variances.whole
        return ShareEstimate(
            value: share,
            standardError: max(0, variance).squareRoot() / values.whole.magnitude,
            interval: ShareInterval(
                numerator: values.part,
                denominator: values.whole,
                variances: (variances.part, variances.whole),
                covariance: covariance,
                multiplier: multiplier
            )
        )
    }
}
