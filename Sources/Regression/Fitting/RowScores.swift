internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// A pass over the rows for what moments do not hold: residuals row by row, leverages, scores by cluster.
///
/// Of models of a whole outcome.
struct RowScores {
    let model: ModelRows
    let family: Family
    let origin: [Double]
    /// About `origin`, the intercept first.
    let coefficients: [Double]
    /// (Xᵀ W X)⁻¹ about `origin`, W with the variance function for a GLM.
    let bread: Matrix

    /// A leverage this near to one is one: the row has a coefficient to itself and its residual is zero.
    private static let leverageRounding = 1e-9

    struct Gathered: Sendable {
        var sandwich: Sandwich
        var residualSumOfSquares = 0.0
        var largestLeverage = 0.0
    }

    /// The middle of the sandwich for `kind`.
    ///
    /// - `clusterCount`: number of levels of the cluster column; used for clustered kinds only.
    /// - Complexity: O(rows · p²).
    func gather(_ kind: CovarianceKind, clusterCount: Int) throws -> Gathered {
        let size = coefficients.count
        let groups = kind.clusterColumn == nil ? nil : clusterCount
        let (family, coefficients, bread) = (family, coefficients, bread)
        let states = try model.forEachBlock(
            origin: origin,
            constant: model.design.hasIntercept,
            extra: 2 + (kind.needsLeverage ? size : 0),
            makeState: { _ in Gathered(sandwich: Sandwich(size: size, clusterCount: groups)) },
            body: { gathered, block in
                RowScores.add(block, to: &gathered, kind, family, coefficients, bread)
            }
        )
        var result = Gathered(sandwich: Sandwich(size: size, clusterCount: groups))
        for state in states {
            result.sandwich.merge(state.sandwich)
            result.residualSumOfSquares += state.residualSumOfSquares
            result.largestLeverage = max(result.largestLeverage, state.largestLeverage)
        }
        guard !kind.needsLeverage || result.largestLeverage < 1 - RowScores.leverageRounding else {
            throw RegressionError.leverageOfOne(kind: kind.label)
        }
        return result
    }

    private static func add(
        _ block: ModelRows.Block,
        to gathered: inout Gathered,
        _ kind: CovarianceKind,
        _ family: Family,
        _ coefficients: [Double],
        _ bread: Matrix
    ) {
        let size = coefficients.count
        let count = block.rowCount
        let outcome = block.base + size * block.stride
        let predictor = block.base + (size + 1) * block.stride
        let factors = block.base + (size + 2) * block.stride
        multiplyRows(
            block.base,
            rowCount: count,
            columnCount: size,
            stride: block.stride,
            by: coefficients,
            into: predictor
        )
        for row in 0..<count {
            let mean = family.mean(predictor[row] + block.logExposure(row))
            let weight = block.weights.map { $0[row] } ?? 1
            let (score, information) = family.scoreAndInformation(outcome[row], mean: mean)
            gathered.residualSumOfSquares += weight * score * score
            // The squares of people's scores are summed, so the score of a row is that of √count people; sums by cluster are of all.
            let count = block.count(row)
            factors[row] =
                weight * score / (kind.clusterColumn == nil ? count.squareRoot() : 1)
            // Leverage is of one person.
            predictor[row] = weight * information / count
        }
        if kind.needsLeverage {
            let projected = block.base + (size + 3) * block.stride
            for column in 0..<size {
                multiplyRows(
                    block.base,
                    rowCount: count,
                    columnCount: size,
                    stride: block.stride,
                    by: Array(bread.elements[(column * size)..<((column + 1) * size)]),
                    into: projected + column * block.stride
                )
            }
            for row in 0..<count {
                var leverage = 0.0
                for column in 0..<size {
                    leverage +=
                        block.base[column * block.stride + row]
                        * projected[column * block.stride + row]
                }
                leverage *= predictor[row]
                if let groups = block.groups, predictor[row] > 0 {
                    // The column space is that of the centred columns and that of the group means, which are at right angles.
                    leverage += predictor[row] / block.groupWeights[Int(groups[row])]
                }
                gathered.largestLeverage = max(gathered.largestLeverage, leverage)
                factors[row] *= kind.adjustment(leverage: leverage).squareRoot()
            }
        }
        gathered.sandwich.add(
            block.base,
            stride: block.stride,
            rowCount: count,
            factors: factors,
            clusters: kind.clusterColumn == nil ? nil : block.clusters,
            scratch: block.base
        )
    }
}
