internal import TopsliceLinearAlgebra

/// What a robust covariance can't see: combinations of columns whose scores vanish in every row, or add up to nothing in every cluster.
///
/// A level with one row leaves that row no residual, and a factor of which each level is one cluster leaves each
/// cluster residuals that sum to nothing. The squared scores of a sandwich then say nothing of what these add to the error:
/// a coefficient that rests on them keeps only what others add to it, and seems certain (MacKinnon and Webb 2017, 2018,
/// on few treated clusters). Under independent errors the share of the variance of a coefficient β_j that comes from such
/// directions d, orthonormal in the information A, is Σ d_j² / (A⁻¹)_jj (compare the expectations of Bell and McCaffrey 2002).
struct SilentDirections {
    /// Of a variance that the sandwich sees less than half of no error is stated.
    static let mostUnseen = 0.5

    /// (Xᵀ W X)⁻¹ in the basis of the fit.
    let unscaled: Matrix
    /// Moves coefficients from the basis of the fit to that of the columns.
    let toRawBasis: Matrix
    /// The middle of the sandwich, in the basis of the fit.
    let meat: Matrix
    /// The size of one squared residual.
    let residualVariance: Double
    /// Scores this small a share of what independent errors would give are zero, squared.
    let tolerance: Double

    /// What one row or one cluster may have to itself: a column, the rows where it is not, the level of a factor that has no column.
    ///
    /// - `columns`: the design column of each coefficient, nil for the intercept, which is first where there is one.
    /// - `levelGroups`: design columns that are the levels of one factor.
    static func candidates(_ columns: [Int?], levelGroups: [[Int]]) -> [[Double]] {
        func combination(_ parts: [(place: Int, weight: Double)]) -> [Double] {
            var result = [Double](repeating: 0, count: columns.count)
            for (place, weight) in parts { result[place] = weight }
            return result
        }
        var result = columns.indices.map { combination([($0, 1)]) }
        guard columns.first == .some(nil) else { return result }
        result += columns.indices.dropFirst().map { combination([(0, 1), ($0, -1)]) }
        for group in levelGroups where group.count > 1 {
            let levels = columns.indices.filter { columns[$0].map(group.contains) ?? false }
            result.append(combination([(0, 1)] + levels.map { ($0, -1) }))
        }
        return result
    }

    /// The share of each coefficient's variance that the sandwich can't see.
    ///
    /// - `candidates`: combinations of the columns that one row or cluster may have to itself, in the raw basis.
    /// - Complexity: O(candidates · p), and O(p³ + p²) for each direction that is silent.
    func unseen(_ candidates: [[Double]]) -> [Double] {
        let size = unscaled.rowCount
        var shares = [Double](repeating: 0, count: size)
        guard size > 0, residualVariance > 0 else { return shares }
        let silent = candidates.map(fromRawBasis).filter(isSilent)
        guard !silent.isEmpty else { return shares }
        let factor = CholeskyFactor(unscaled, tolerance: 0)
        precondition(factor.dependent.isEmpty, "a covariance of kept columns is definite")
        var found: [(direction: [Double], dual: [Double])] = []
        for candidate in silent {
            var direction = candidate
            let whole = dot(direction, factor.solve(direction))
            for known in found {
                let along = dot(direction, known.dual)
                for index in 0..<size { direction[index] -= along * known.direction[index] }
            }
            let dual = factor.solve(direction)
            let left = dot(direction, dual)
            // A combination of those before it adds nothing.
            guard left > 1e-10 * whole else { continue }
            let length = left.squareRoot()
            found.append((direction.map { $0 / length }, dual.map { $0 / length }))
        }
        let variances = unscaled.congruence(toRawBasis)
        for (direction, _) in found {
            for (index, part) in toRawBasis.multiplied(by: direction).enumerated() {
                shares[index] += part * part / variances[index, index]
            }
        }
        return shares
    }

    /// Whether the scores along a direction are zero but for rounding.
    ///
    /// Its length dᵀ A d is at least d_j² / (A⁻¹)_jj, the squares of a column that the others leave.
    private func isSilent(_ direction: [Double]) -> Bool {
        var (sum, size, length) = (0.0, 0.0, 0.0)
        for column in direction.indices where direction[column] != 0 {
            let own = direction[column]
            length = max(length, own * own / unscaled[column, column])
            for row in direction.indices where direction[row] != 0 {
                let term = direction[row] * meat[row, column] * own
                sum += term
                size += term.magnitude
            }
        }
        return sum.magnitude <= tolerance * length * residualVariance + 1e-13 * size
    }

    /// The same function of the columns in the basis of the fit, which differs by an origin only.
    private func fromRawBasis(_ raw: [Double]) -> [Double] {
        var result = raw
        for column in 1..<max(raw.count, 1) where raw[column] != 0 {
            result[0] -= toRawBasis[0, column] * raw[column]
        }
        return result
    }

    private func dot(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
