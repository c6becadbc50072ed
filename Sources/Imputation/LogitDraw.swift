internal import Glibc
internal import TopsliceLinearAlgebra
internal import TopsliceRandomness

/// Logistic regression with normal priors, and one draw from the normal that its posterior is close to.
///
/// The priors (standard deviation 2.5 on a predictor of deviation 1, Gelman and others 2008) keep the draw finite where a value is never
/// met among some people.
struct LogitDraw {
    let drawn: [Double]

    private static let scale = 2.5
    private static let interceptScale = 10.0
    private static let mostSteps = 30

    /// - `ones`: of each row whether it is a success.
    init(
        _ block: PredictorBlock,
        _ rows: [Int32],
        ones: [Bool],
        _ generator: inout Xoshiro256PlusPlus
    ) {
        let size = block.columnCount
        let precisions = (0..<size).map {
            1 / ($0 == 0 ? Self.interceptScale * Self.interceptScale : Self.scale * Self.scale)
        }
        let share = (Double(ones.count { $0 }) + 0.5) / Double(ones.count + 1)
        var coefficients = [Double](repeating: 0, count: size)
        coefficients[0] = log(share / (1 - share))
        var state = Self.look(block, rows, ones, coefficients, precisions)
        for _ in 0..<Self.mostSteps {
            let step = state.factor.solve(state.gradient)
            var length = 1.0
            var next = state
            var moved = coefficients
            repeat {
                moved = zip(coefficients, step).map { $0 + length * $1 }
                next = Self.look(block, rows, ones, moved, precisions)
                length /= 2
            } while next.height < state.height - 1e-9 && length > 1e-6
            (coefficients, state) = (moved, next)
            if step.allSatisfy({ $0.magnitude < 1e-5 }) { break }
        }
        let noise = state.factor.inverseRoot(times: coefficients.map { _ in generator.normal() })
        drawn = zip(coefficients, noise).map { $0 + $1 }
    }

    /// The penalised log-likelihood at a place: how high it is, which way is up, and how it bends.
    private struct Place {
        var height: Double
        var gradient: [Double]
        var factor: CholeskyFactor
    }

    private static func look(
        _ block: PredictorBlock,
        _ rows: [Int32],
        _ ones: [Bool],
        _ coefficients: [Double],
        _ precisions: [Double]
    ) -> Place {
        let size = block.columnCount
        var bend = Matrix(rowCount: size, columnCount: size)
        var gradient = zip(coefficients, precisions).map { -$0 * $1 }
        var height = -0.5 * zip(coefficients, precisions).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
        var predictions = [Double](repeating: 0, count: PredictorBlock.mostRows)
        var weights = predictions
        var done = 0
        block.forEach(rows) { rows, predictors in
            multiplyRows(
                predictors,
                rowCount: rows.count,
                columnCount: size,
                stride: PredictorBlock.mostRows,
                by: coefficients,
                into: &predictions
            )
            for place in 0..<rows.count {
                let predictor = predictions[place]
                let chance = 1 / (1 + exp(-predictor))
                let isOne = ones[done + place]
                height += (isOne ? predictor : 0) - max(0, predictor)
                height -= log1p(exp(-predictor.magnitude))
                predictions[place] = (isOne ? 1 : 0) - chance
                weights[place] = (chance * (1 - chance)).squareRoot()
            }
            addTransposedProduct(
                of: predictors,
                rowCount: rows.count,
                columnCount: size,
                stride: PredictorBlock.mostRows,
                with: predictions,
                to: &gradient
            )
            for column in 0..<size {
                let start = predictors + column * PredictorBlock.mostRows
                for place in 0..<rows.count { start[place] *= weights[place] }
            }
            addGram(
                of: predictors,
                rowCount: rows.count,
                columnCount: size,
                stride: PredictorBlock.mostRows,
                to: &bend.elements
            )
            done += rows.count
        }
        for index in 0..<size { bend[index, index] += precisions[index] }
        // The priors alone make every pivot positive.
        let factor = CholeskyFactor(bend, tolerance: 0)
        precondition(factor.dependent.isEmpty, "a penalised logit of \(size) columns is singular")
        return Place(height: height, gradient: gradient, factor: factor)
    }
}
