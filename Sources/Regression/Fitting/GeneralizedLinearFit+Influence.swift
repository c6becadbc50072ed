package import TopsliceLinearAlgebra

/// What influence functions need of a fit: coefficients, the inverse information, and the basis both are in.
extension GeneralizedLinearFit {
    /// Coefficients of the columns themselves, the intercept first; zero for columns left out.
    package var coefficients: [Double] {
        var result = [Double](repeating: 0, count: solution.coefficients.count)
        for (place, value) in rawCoefficients.enumerated() { result[kept[place]] = value }
        return result
    }

    /// H⁻¹ about `centre`, rows and columns in the order of all coefficients; zero for columns left out.
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
