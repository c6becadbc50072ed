internal import Glibc

/// The standard normal distribution.
package enum NormalDistribution {
    /// P(|Z| ≥ |z|).
    package static func twoSidedPValue(_ statistic: Double) -> Double {
        erfc(statistic.magnitude / 2.0.squareRoot())
    }
}
