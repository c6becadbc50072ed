internal import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
    /// P(|Z| ≥ |z|).
    public static func twoSidedPValue(_ statistic: Double) -> Double {
        erfc(statistic.magnitude / 2.0.squareRoot())
    }
}
