internal import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
    /// P(|Z| ≥ |z|).
    public static func twoSidedPValue(_ statistic: Double) -> Double {
        erfc(statistic.magnitude / 2.0.squareRoot())
    }

    /// The z with P(Z ≤ z) = p, for 0 < p < 1; relative error below 10⁻¹⁴.
    ///
    /// Acklam's rational approximation (2003), then two Newton steps on the complementary error function.
    public static func quantile(_ probability: Double) -> Double {
        guard probability > 0, probability < 1 else {
            return probability <= 0 ? -.infinity : .infinity
        }
        // Work in the lower tail, where erfc keeps its digits.
        if probability > 0.5 { return -quantile(1 - probability) }
        var z = firstGuess(probability)
        for _ in 0..<2 {
            let error = 0.5 * erfc(-z / 2.0.squareRoot()) - probability
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            guard density > 0 else { break }
            z -= error / density
        }
        return z
    }

    private static func firstGuess(_ p: Double) -> Double {
        if p < 0.02425 {
            let q = (-2 * log(p)).squareRoot()
            let top =
                ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q
                    - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q
                + 2.938163982698783
            let bottom =
                (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996)
                    * q + 3.754408661907416) * q + 1
            return top / bottom
        }
        let q = p - 0.5
        let r = q * q
        let top =
            ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r
                - 2.759285104469687e+02) * r + 1.383577518672690e+02) * r
                - 3.066479806614716e+01) * r + 2.506628277459239
        let bottom =
            ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r
                - 1.556989798598866e+02) * r + 6.680131188771972e+01) * r
                - 1.328068155288572e+01) * r + 1
        return top * q / bottom
    }
}
