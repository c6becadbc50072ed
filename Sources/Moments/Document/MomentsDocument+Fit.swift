extension MomentsDocument {
    /// What a model of another family than least squares, fitted where its rows are, is known by besides its moments.
    ///
    /// The moments are then those of the last step of Newton's method: weights are the information of each row, Σ w i, and the last
    /// column is the score of a row over its information, so that the products are the information and the scores by cluster.
    package struct Fit: Sendable, Equatable {
        /// `binomial`, `poisson`, `gamma` or `fractional`.
        package var family: String
        package var iterations: Int
        package var deviance: Double
        /// Σ w and Σ w y over the rows, w being their own weights.
        package var weight: Double
        package var outcome: Double
        /// What of the deviance no mean enters.
        package var saturated: Double
        /// Σ w s² / variance of the scores s; nought where the family has no dispersion.
        package var pearson: Double
        /// About the origin, the intercept first where there is one: one step before the solution.
        package var coefficients: [Double]

        package static let families = ["binomial", "poisson", "gamma", "fractional"]

        package init(
            family: String,
            iterations: Int,
            deviance: Double,
            weight: Double,
            outcome: Double,
            saturated: Double,
            pearson: Double,
            coefficients: [Double]
        ) {
            self.family = family
            self.iterations = iterations
            self.deviance = deviance
            self.weight = weight
            self.outcome = outcome
            self.saturated = saturated
            self.pearson = pearson
            self.coefficients = coefficients
        }

        /// The fields of its two records.
        var records: [[String]] {
            [
                ["fit", family, "\(iterations)"]
                    + [deviance, weight, outcome, saturated, pearson].map(\.description),
                ["coefficients"] + coefficients.map(\.description),
            ]
        }
    }
}
