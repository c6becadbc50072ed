package import TopsliceCohortData
package import TopsliceLinearAlgebra

/// A fitted regression, ready to print.
package struct RegressionResult: Sendable {
    package let formula: String
    /// The response, as it stands in the formula.
    package let outcome: String
    package let family: Family
    package let covarianceKind: CovarianceKind
    /// In formula order, the intercept first.
    package let coefficients: [Coefficient]
    package let dropped: [LeastSquaresFit.DroppedColumn]
    /// Covariance of `coefficients`, in their order.
    package let covariance: Matrix
    /// Rows with a weight above zero.
    package let people: Int
    /// Rows less all coefficients, absorbed fixed effects included.
    package let residualDegreesOfFreedom: Int
    /// Degrees of freedom of the t distribution used; nil for the normal distribution.
    package let inferenceDegreesOfFreedom: Double?
    package let clusterCount: Int?
    /// Least squares only: one minus residual over total sum of squares.
    package let rSquared: Double?
    /// What the sum of squares behind `rSquared` is taken about.
    package let rSquaredVariation: Variation?
    /// With absorbed fixed effects: the same after taking them out.
    package let withinRSquared: Double?
    /// Least squares only: residual standard error.
    package let sigma: Double?
    /// GLMs only.
    package let deviance: Double?
    package let nullDeviance: Double?
    package let iterations: Int?
    package let method: String
    package let confidenceLevel: Double
    package let summary: ReadSummary
    package let warnings: [RegressionWarning]
    /// How many people each coefficient rests on, in their order, nil for the intercept; nil where that is not known.
    package internal(set) var uses: [TermUse?]?

    /// How many people a coefficient rests on; counts beyond some thousands are lower bounds.
    package struct TermUse: Sendable, Equatable {
        /// Stands for a number of people that is not known, and so for one that may be small.
        package static let unknown = -1
        /// Those who differ in its column from the others, if they are few; of two values the rarer one.
        package let fewest: Int
        /// Those with anything but nought in its column.
        package let people: Int
        /// Which factor it is a level of; nil for none.
        package let factor: Int?
        /// People at no level of that factor that has a column.
        package let reference: Int?

        package init(fewest: Int, people: Int, factor: Int? = nil, reference: Int? = nil) {
            self.fewest = fewest
            self.people = people
            self.factor = factor
            self.reference = reference
        }
    }

    package struct Coefficient: Sendable, Equatable {
        package let term: String
        package let estimate: Double
        package let uncertainty: Uncertainty

        package var standardError: Double? { uncertainty.stated?.standardError }
        package var statistic: Double? { uncertainty.stated?.statistic }
        package var pValue: Double? { uncertainty.stated?.pValue }
        package var confidenceLow: Double? { uncertainty.stated?.confidenceLow }
        package var confidenceHigh: Double? { uncertainty.stated?.confidenceHigh }
    }

    /// What the data say of the error of an estimate.
    package enum Uncertainty: Sendable, Equatable {
        case stated(Stated)
        /// An error of zero, but for rounding, is no certainty: no interval and no p-value exist.
        case unknown(NoError)

        package var stated: Stated? {
            if case .stated(let stated) = self { return stated }
            return nil
        }
    }

    package struct Stated: Sendable, Equatable {
        package let standardError: Double
        package let statistic: Double
        package let pValue: Double
        package let confidenceLow: Double
        package let confidenceHigh: Double
    }

    /// Why an estimate has no error.
    package enum NoError: String, Sendable, Equatable, CaseIterable {
        /// The outcome has the same value in every row.
        case constantOutcome = "constant_outcome"
        /// Nothing of the outcome is left unexplained.
        case perfectFit = "perfect_fit"
        /// The residuals of the rows that most determine it are zero: a level with one row, for instance.
        case rowsWithoutResidual = "rows_without_residual"
        /// The residuals that most determine it add up to zero in every cluster: a factor clustered by itself, or a column that
        /// is different in one cluster only.
        case clustersWithoutResidual = "clusters_without_residual"
    }

    /// What `rSquared` is a share of.
    package enum Variation: String, Sendable, Equatable, CaseIterable {
        case aboutMean = "mean"
        /// Without an intercept; such shares do not compare with those about the mean.
        case aboutZero = "zero"
    }
}
