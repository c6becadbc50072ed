/// The division of smallest Σx² that holds all excesses to a level: a strictly convex quadratic programme.
///
/// The dual active-set method of Goldfarb and Idnani (1983): start from the equal division of the total, the
/// smallest of all, and bring in the most violated coalition, dropping those that stop binding. Only the
/// binding coalitions, at most n of them, are ever held; the rest of the table is searched anew each time.
struct LeastSquaresPoint<Scalar: GameScalar> {
    private let playerCount: Int
    private let orientation: Orientation
    /// What each coalition must get at least, in gains; nothing is asked for the empty one and everybody.
    private let demands: [Scalar]
    private let tolerance: Scalar
    private var active: [Int] = []
    private var multipliers: [Scalar] = []
    private var shares: [Scalar]

    init(game: Game<Scalar>, level: Scalar) {
        playerCount = game.playerCount
        orientation = game.orientation
        tolerance = game.scale * Scalar.relativeTolerance / 4
        let gains = game.gains
        demands = gains.map { $0 - level }
        let equal = gains[gains.count - 1] / Scalar(playerCount)
        shares = [Scalar](repeating: equal, count: playerCount)
    }

    mutating func solve() throws(GameError) -> [Scalar] {
        var steps = 0
        while let entering = mostViolated() {
            try bringIn(entering)
            steps += 1
            if steps > 10_000 { throw .notCertified(.doesNotEnd) }
        }
        return orientation == .savings ? shares : shares.map { -$0 }
    }

    private func mostViolated() -> Int? {
        let sums = additiveSums(shares)
        var worst = tolerance
        var result: Int?
        for mask in stride(from: 1, to: demands.count - 1, by: 1) {
            let violation = demands[mask] - sums[mask]
            if violation > worst {
                worst = violation
                result = mask
            }
        }
        return result
    }

    private func paid(_ mask: Int) -> Scalar { mask.players.reduce(0) { $0 + shares[$1] } }

    /// Makes one more demand binding.
    private mutating func bringIn(_ entering: Int) throws(GameError) {
        var own: Scalar = 0
        while true {
            // Direction: the part of the new demand's vector that lies outside the binding ones, and how
            // their multipliers answer.
            let (direction, answers) = try project(entering)
            let length = direction.reduce(0) { $0 + $1 * $1 }
            let moves = length > Scalar.relativeTolerance
            var dropped: Int?
            var step: Scalar = 0
            if moves { step = (demands[entering] - paid(entering)) / length }
            for index in active.indices where answers[index] > Scalar.relativeTolerance {
                let until = multipliers[index] / answers[index]
                if (dropped == nil && !moves) || until < step {
                    dropped = index
                    step = until
                }
            }
            guard moves || dropped != nil else {
                throw .notCertified(.levelCannotBeHeld)
            }
            if moves {
                for player in 0..<playerCount { shares[player] += step * direction[player] }
            }
            for index in active.indices { multipliers[index] -= step * answers[index] }
            own += step
            guard let leaving = dropped else {
                active.append(entering)
                multipliers.append(own)
                return
            }
            active.remove(at: leaving)
            multipliers.remove(at: leaving)
        }
    }

    /// Least squares of the entering membership vector on all players and the binding coalitions.
    private func project(
        _ entering: Int
    ) throws(GameError) -> (residual: [Scalar], coefficients: [Scalar]) {
        let rows = [demands.count - 1] + active
        let size = rows.count
        // Normal equations: inner products of membership vectors are sizes of intersections.
        var matrix = rows.map { row in
            (rows + [entering]).map { Scalar((row & $0).nonzeroBitCount) }
        }
        for column in 0..<size {
            guard
                let pivot = (column..<size).max(by: {
                    matrix[$0][column].magnitude < matrix[$1][column].magnitude
                }), matrix[pivot][column].magnitude > Scalar.relativeTolerance
            else { throw .notCertified(.dependentRows) }
            matrix.swapAt(pivot, column)
            for row in 0..<size where row != column {
                let factor = matrix[row][column] / matrix[column][column]
                if factor == 0 { continue }
                for index in column...size { matrix[row][index] -= factor * matrix[column][index] }
            }
        }
        let coefficients = (0..<size).map { matrix[$0][size] / matrix[$0][$0] }
        let residual = (0..<playerCount).map { player in
            rows.indices.reduce(Scalar(entering >> player & 1)) {
                rows[$1] >> player & 1 == 1 ? $0 - coefficients[$1] : $0
            }
        }
        return (residual, Array(coefficients.dropFirst()))
    }
}
