internal import Glibc

/// A bound on the Euclidean length of an error with an estimated covariance.
///
/// The squared length of a normal vector with covariance Σ is a weighted sum of χ², here matched in mean and
/// variance by tr Σ times χ² over ν = (tr Σ)² / tr Σ² (Satterthwaite 1946; Box 1954); Σ being estimated with
/// D degrees of freedom of its own turns χ² into F(ν, D).
enum DistanceBound {
    /// - Parameters:
    ///   - trace, squares: tr Σ and tr Σ².
    ///   - degreesOfFreedom: D.
    static func quantile(
        trace: Double,
        squares: Double,
        degreesOfFreedom: Double,
        probability: Double
    ) -> Double {
        guard trace > 0, squares > 0 else { return 0 }
        let directions = max(1, trace * trace / squares)
        return
            (trace * fQuantile(directions, max(4, degreesOfFreedom), probability)).squareRoot()
    }

    /// The F quantile by Paulson's normal approximation (1942); two digits are plenty for an error bound.
    static func fQuantile(_ first: Double, _ second: Double, _ probability: Double) -> Double {
        let a = 2 / (9 * first), b = 2 / (9 * second), z = normalQuantile(probability)
        let left = (1 - a) * (1 - b)
        let root = (a * (1 - b) * (1 - b) + b * (1 - a) * (1 - a) - a * b * z * z).squareRoot()
        let below = (1 - b) * (1 - b) - b * z * z
        return pow((left + z * root) / below, 3)
    }
}
