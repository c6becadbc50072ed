internal import TopsliceProbability

/// Turns values and variances into estimates: intervals and p-values by Student's t.
struct IntervalRule {
    let level: Double
    /// A variance up to this is rounding, and no interval is made of it.
    let rounding: Double

    /// - Parameters:
    ///   - degrees: of freedom of t; for infinity the normal distribution.
    ///   - isIdentified: false where the data do not show what is estimated.
    func estimate(
        _ value: Double,
        variance: Double,
        degrees: Double,
        isIdentified: Bool = true
    ) -> Estimate {
        guard isIdentified, variance > rounding else {
            return Estimate(value: value, uncertainty: nil)
        }
        let error = variance.squareRoot()
        let margin = multiplier(degrees) * error
        return Estimate(
            value: value,
            standardError: error,
            confidenceLow: value - margin,
            confidenceHigh: value + margin,
            pValue: pValue(value / error, degrees),
            degreesOfFreedom: degrees
        )
    }

    /// What a standard error is multiplied by to become half an interval.
    func multiplier(_ degrees: Double) -> Double {
        degrees.isFinite
            ? StudentDistribution(degreesOfFreedom: degrees).intervalMultiplier(level)
            : NormalDistribution.quantile(0.5 + level / 2)
    }

    private func pValue(_ statistic: Double, _ degrees: Double) -> Double {
        degrees.isFinite
            ? StudentDistribution(degreesOfFreedom: degrees).twoSidedPValue(statistic)
            : NormalDistribution.twoSidedPValue(statistic)
    }
}
