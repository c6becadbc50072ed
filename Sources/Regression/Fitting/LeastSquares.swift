package import TopsliceLinearAlgebra
package import TopsliceMoments

/// Least squares from moments.
///
/// The columns are centred at their means and scaled to unit length before the cross-products are factored (Cholesky), so
/// that only genuine near-dependence costs digits. `isTrustworthy` says whether enough are left; otherwise the rows
/// themselves are orthogonalised (`ExactLeastSquares`).
package struct LeastSquares: Sendable {
    /// A column is dependent when one minus its R² on the earlier columns is at most this.
    package static let dependenceTolerance = 1e-13
    /// Below this smallest pivot cross-products may keep fewer than about nine digits of a coefficient.
    package static let trustworthyPivot = 1e-4
    /// Below this share of variance left they may keep fewer than about nine digits of the residual variance.
    package static let trustworthyResidual = 1e-6

    package let fit: LeastSquaresFit
    /// Moments about `fit.origin`, from which clustered covariances are made.
    let centred: Moments
    package let isTrustworthy: Bool

    /// - `moments`: columns x₁ … x_p and the response last.
    /// - Complexity: O(clusters · p² + p³).
    package init(_ moments: Moments, hasIntercept: Bool) throws(RegressionError) {
        let order = moments.order
        let raw = moments.total
        guard !moments.clusters.isEmpty else { throw .noRows }
        guard moments.rowCount > 0, raw[0] != 0 else { throw .allWeightsZero }
        guard raw.allSatisfy(\.isFinite) else {
            let bad = (1..<order).first { !raw[$0].isFinite || !raw[$0 + $0 * order].isFinite }
            throw .notFinite(moments.columns[(bad ?? 1) - 1])
        }
        let means = (1..<order).map { moments.origin[$0 - 1] + raw[$0] / raw[0] }
        let centred = moments.moved(to: hasIntercept ? means : means.map { _ in 0 })
        let total = centred.total
        let regressors = order - 2
        let response = order - 1
        var products = Matrix(rowCount: regressors, columnCount: regressors)
        for column in 0..<regressors {
            for row in column..<regressors {
                products[row, column] = total[row + 1 + (column + 1) * order]
            }
        }
        let factor = CholeskyFactor(products, tolerance: LeastSquares.dependenceTolerance)
        let right = factor.kept.map { total[response + ($0 + 1) * order] }
        let slopes = factor.solve(right)
        let totalSum = max(0, total[response + response * order])
        let explained = zip(slopes, right).reduce(0) { $0 + $1.0 * $1.1 }
        let residualSum = max(0, totalSum - explained)
        let inverse = factor.inverse()
        let lead = hasIntercept ? 1 : 0
        var covariance = Matrix(rowCount: slopes.count + lead, columnCount: slopes.count + lead)
        if hasIntercept { covariance[0, 0] = 1 / total[0] }
        for column in 0..<slopes.count {
            for row in 0..<slopes.count {
                covariance[row + lead, column + lead] = inverse[row, column]
            }
        }
        fit = LeastSquaresFit(
            columns: factor.kept,
            dropped: LeastSquares.describe(factor, products, moments, hasIntercept),
            hasIntercept: hasIntercept,
            origin: factor.kept.map { centred.origin[$0] } + [centred.origin[response - 1]],
            coefficients: (hasIntercept ? [total[response] / total[0]] : []) + slopes,
            unscaledCovariance: covariance,
            residualSumOfSquares: residualSum,
            totalSumOfSquares: totalSum,
            rowCount: moments.rowCount,
            method: .crossProducts
        )
        self.centred = centred
        isTrustworthy =
            factor.smallestPivot > LeastSquares.trustworthyPivot && factor.dependent.isEmpty
            && residualSum > LeastSquares.trustworthyResidual * totalSum
    }

    /// The scores Σ w x e of each cluster in the basis about `fit.origin`; shape (coefficients, clusters).
    package func clusterScores() -> Matrix {
        let order = centred.order
        let size = fit.coefficients.count
        // Where each coefficient stands in z.
        let places = (fit.hasIntercept ? [0] : []) + fit.columns.map { $0 + 1 }
        var scores = Matrix(rowCount: size, columnCount: centred.clusters.count)
        for (number, cluster) in centred.clusters.enumerated() {
            func product(_ first: Int, _ second: Int) -> Double {
                cluster.products[max(first, second) + min(first, second) * order]
            }
            for row in 0..<size {
                var score = product(places[row], order - 1)
                for column in 0..<size {
                    score -= product(places[row], places[column]) * fit.coefficients[column]
                }
                scores[row, number] = score
            }
        }
        return scores
    }

    /// Each dependent column with the columns that determine it.
    static func describe(
        _ factor: CholeskyFactor,
        _ products: Matrix,
        _ moments: Moments,
        _ hasIntercept: Bool
    ) -> [LeastSquaresFit.DroppedColumn] {
        factor.dependent.map { column in
            let own = products[column, column].squareRoot()
            guard own > 0 else {
                return .init(
                    name: moments.columns[column],
                    combinationOf: hasIntercept ? ["(Intercept)"] : []
                )
            }
            let parts = factor.combination(of: column, in: products).filter { part in
                let length = products[part.column, part.column].squareRoot()
                return part.column < column && (part.weight * length).magnitude > 1e-6 * own
            }
            return .init(
                name: moments.columns[column],
                combinationOf: parts.map { moments.columns[$0.column] }
            )
        }
    }
}
