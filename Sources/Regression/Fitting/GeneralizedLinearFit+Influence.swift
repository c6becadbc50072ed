internal import TopsliceCohortData
package import TopsliceLinearAlgebra

/// What influence functions need of a fit: coefficients, the inverse information, and the basis both are in.
extension GeneralizedLinearFit {
    /// Coefficients of the columns themselves, the intercept first; zero for columns left out.
    package var coefficients: [Double] {
        var result = [Double](repeating: 0, count: solution.coefficients.count)
        for (place, value) in rawCoefficients.enumerated() { result[kept[place]] = value }
        return result
    }

    /// Coefficients about `centre`, the intercept first; zero for columns left out.
    package var centredCoefficients: [Double] { solution.coefficients }

    /// What the prior's pull adds to the score of all rows together: precision times coefficient; zero without priors.
    package var priorPull: [Double] {
        guard let penalty else { return solution.coefficients.map { _ in 0 } }
        return zip(penalty, solution.coefficients).map { $0 * $1 }
    }

    /// The trace of the map from outcomes to fitted values: as many parameters as an unpenalised fit of the same freedom has.
    package var effectiveParameters: Double {
        guard let penalty else { return Double(kept.count) }
        let inverse = solution.factor.inverse()
        return kept.enumerated().reduce(Double(kept.count)) { sum, place in
            sum - penalty[place.element] * inverse[place.offset, place.offset]
        }
    }

    /// What the inverse information is multiplied by for a covariance, were outcomes independent and the model's variance right: Pearson's
    /// estimate, and for outcomes of 0 and 1, whose variance is known, the mean weight of a person. No unit of the weights matters.
    package var dispersion: Double {
        let sums = solution.sums
        let free = Double(sums.rowCount) - effectiveParameters
        switch solution.family {
        case .binomial: return sums.weight / Double(sums.rowCount)
        case .gaussian: return free > 0 ? sums.deviance / free : 0
        case .poisson, .gamma, .fractional: return free > 0 ? sums.pearson / free : 0
        }
    }

    /// H⁻¹ (of the penalised information, where there are priors) about `centre`, rows and columns in the order of all coefficients;
    /// zero for columns left out.
    package var inverseInformation: Matrix {
        let size = solution.coefficients.count
        let inverse = solution.factor.inverse()
        var result = Matrix(rowCount: size, columnCount: size)
        for (newColumn, column) in kept.enumerated() {
            for (newRow, row) in kept.enumerated() {
                result[row, column] = inverse[newRow, newColumn]
            }
        }
        return result
    }

    /// What is subtracted from each design column (the response's entry is zero) in the basis of the information.
    package var centre: [Double] { origin }

    /// Iterations of Newton's method.
    package var iterationCount: Int { solution.iterations }
}
