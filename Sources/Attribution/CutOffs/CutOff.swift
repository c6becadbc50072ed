internal import Glibc

/// A value of a covariate at which an agency's service jumps: people were referred by it, or by something that goes with it.
///
/// Those just above and just below differ in little but service, which is a regression discontinuity, and another design; away from it the
/// model has nobody to compare with or few.
package struct CutOff: Sendable, Equatable, Codable {
    package let agency: String
    package let covariate: String
    /// From this value on service is another; the shortest number that tells the two sides apart.
    package let from: Double
    /// The part served just below and just above, by a straight line on either side.
    package let below: Double
    package let above: Double
    /// The jump in standard errors.
    package let statistic: Double

    package init(
        agency: String,
        covariate: String,
        from: Double,
        below: Double,
        above: Double,
        statistic: Double
    ) {
        self.agency = agency
        self.covariate = covariate
        self.from = from
        self.below = below
        self.above = above
        self.statistic = statistic
    }

    /// A smaller jump is not noticed, and one of fewer standard errors, as chance gives one in a cohort of many covariates.
    package static let leastJump = 0.2
    package static let leastStatistic = 5.0
    /// Of fewer values there is no line on either side.
    package static let leastValues = 8

    /// The number with fewest digits above `low` and not above `high`.
    static func between(_ low: Double, _ high: Double) -> Double {
        for decimals in -12...12 {
            // Powers below one are no doubles.
            let scale = pow(10, Double(decimals.magnitude))
            let value =
                decimals < 0
                ? (high / scale).rounded(.down) * scale : (high * scale).rounded(.down) / scale
            if value > low, value <= high { return value }
        }
        return high
    }
}
