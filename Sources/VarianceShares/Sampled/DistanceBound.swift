internal import TopsliceProbability
internal import Glibc

/// A bound on the Euclidean length of an error with an estimated covariance.
///
/// The squared length of a normal vector with covariance Σ is a weighted sum of χ², here matched in mean and
/// variance by tr Σ / ν times χ² with ν = (tr Σ)² / tr Σ² degrees of freedom (Satterthwaite 1946; Box 1954).
/// Σ being estimated, with D degrees of freedom of its own, turns χ² / ν into F(ν, D).
enum DistanceBound {
    /// - Parameters:
    ///   - trace: tr Σ.
    ///   - directions: ν, (tr Σ)² / tr Σ².
    ///   - degreesOfFreedom: D.
    static func quantile(
        trace: Double,
        directions: Double,
        degreesOfFreedom: Double,
        probability: Double
    ) -> Double {
        guard trace > 0 else { return 0 }
        return
            (trace * fQuantile(directions, min(1e9, max(4, degreesOfFreedom)), probability))
            .squareRoot()
    }

    /// The F quantile by Paulson's normal approximation (1942); two digits are plenty for an error bound.
    static func fQuantile(_ first: Double, _ second: Double, _ probability: Double) -> Double {
        let a = 2 / (9 * first), b = 2 / (9 * second), z = NormalDistribution.quantile(probability)
        let left = (1 - a) * (1 - b)
        let root = (a * (1 - b) * (1 - b) + b * (1 - a) * (1 - a) - a * b * z * z).squareRoot()
        let below = (1 - b) * (1 - b) - b * z * z
        return pow((left + z * root) / below, 3)
    }
}
