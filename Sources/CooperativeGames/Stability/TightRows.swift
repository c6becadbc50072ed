/// One linear condition on the shares x and the level ε.
enum StabilityRow: Hashable {
    /// x(S) stays what it is: S was settled at an earlier level.
    case settled(Int)
    /// x_i stays where the search began; not a condition of the problem, gives way to any that is.
    case anchor(Int)
    /// v(S) − x(S) ≤ ε · weight(S).
    case coalition(Int)
    /// x_i ≥ v({i}).
    case rationality(Int)

    /// The coalition whose shares the row sums.
    var mask: Int {
        switch self {
        case .settled(let mask), .coalition(let mask): mask
        case .anchor(let player), .rationality(let player): 1 << player
        }
    }

    var isAnchor: Bool { if case .anchor = self { true } else { false } }

    /// Whether its multiplier must not be negative.
    var isInequality: Bool {
        switch self {
        case .coalition, .rationality: true
        case .settled, .anchor: false
        }
    }
}

/// n + 1 linearly independent rows held at equality, their solution (x, ε), and the inverse of their matrix.
///
/// The basis of a dual simplex method for "least ε": entry r of the last row of the inverse is the
/// multiplier of row r, because the objective is the last unit vector.
struct TightRows<Scalar: GameScalar> {
    struct Condition {
        var row: StabilityRow
        /// The coefficient of ε.
        var weight: Scalar
        var bound: Scalar
    }

    let playerCount: Int
    private(set) var conditions: [Condition]
    /// Shape (n + 1, n + 1), row-major; column r belongs to `conditions[r]`.
    private var inverse: [Scalar] = []
    /// x_0 … x_{n−1}, ε.
    private(set) var point: [Scalar] = []

    /// Nil where the rows are not independent.
    init?(playerCount: Int, conditions: [Condition]) {
        self.playerCount = playerCount
        self.conditions = conditions
        guard refresh() else { return nil }
    }

    var size: Int { playerCount + 1 }
    var shares: [Scalar] { Array(point.prefix(playerCount)) }
    var level: Scalar { point[playerCount] }
    func multiplier(_ index: Int) -> Scalar { inverse[playerCount * size + index] }

    /// bound − what the row comes to at the present point; above zero where violated.
    func violation(of condition: Condition) -> Scalar {
        var reached = condition.weight * point[playerCount]
        var rest = condition.row.mask
        while rest != 0 {
            reached += point[rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return condition.bound - reached
    }

    /// The combination of the present rows that gives this one.
    func combination(for condition: Condition) -> [Scalar] {
        var result = (0..<size).map { condition.weight * inverse[playerCount * size + $0] }
        var rest = condition.row.mask
        while rest != 0 {
            let start = rest.trailingZeroBitCount * size
            for index in 0..<size { result[index] += inverse[start + index] }
            rest &= rest - 1
        }
        return result
    }

    /// Puts a row in the place of another.
    mutating func replace(_ index: Int, by condition: Condition, combination: [Scalar]) {
        let step = violation(of: condition)
        let pivot = combination[index]
        for row in 0..<size {
            let start = row * size
            let factor = inverse[start + index] / pivot
            if factor == 0 { continue }
            for column in 0..<size where column != index {
                inverse[start + column] -= combination[column] * factor
            }
            inverse[start + index] = factor
            point[row] += step * factor
        }
        conditions[index] = condition
    }

    /// Inverts the rows afresh; false where they are dependent.
    mutating func refresh() -> Bool {
        let width = 2 * size
        var matrix = [Scalar](repeating: 0, count: size * width)
        for (index, condition) in conditions.enumerated() {
            for player in 0..<playerCount where condition.row.mask >> player & 1 == 1 {
                matrix[index * width + player] = 1
            }
            matrix[index * width + playerCount] = condition.weight
            matrix[index * width + size + index] = 1
        }
        for column in 0..<size {
            guard
                let pivot = (column..<size).max(by: {
                    matrix[$0 * width + column].magnitude < matrix[$1 * width + column].magnitude
                }), matrix[pivot * width + column].magnitude > Scalar.relativeTolerance
            else { return false }
            if pivot != column {
                for index in 0..<width {
                    matrix.swapAt(pivot * width + index, column * width + index)
                }
            }
            let scale = matrix[column * width + column]
            for index in column..<width { matrix[column * width + index] /= scale }
            for row in 0..<size where row != column {
                let factor = matrix[row * width + column]
                if factor == 0 { continue }
                for index in column..<width {
                    matrix[row * width + index] -= factor * matrix[column * width + index]
                }
            }
        }
        inverse = (0..<size * size).map { matrix[$0 / size * width + size + $0 % size] }
        point = (0..<size).map { row in
            conditions.indices.reduce(0) { sum, index in
                sum + inverse[row * size + index] * conditions[index].bound
            }
        }
        return true
    }
}
