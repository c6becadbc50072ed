@testable import TopsliceVarianceShares

/// Shares by the definition, subset by subset and order by order, with a solver of its own.
struct BruteForce {
    let size: Int
    let training: [Double]
    let test: [Double]?

    init(_ products: RegressorProducts, test: RegressorProducts? = nil) {
        size = products.names.count + 1
        training = products.matrix
        self.test = test?.matrix
    }

    /// R² of these columns: Gaussian elimination with complete pivoting, so that dependent columns do no harm.
    func rSquared(_ columns: [Int]) -> Double {
        let y = size - 1, count = columns.count
        var a = columns.map { row in
            columns.map { training[$0 * size + row] } + [training[y * size + row]]
        }
        let scale = columns.map { training[$0 * size + $0] }.max() ?? 0
        var coefficients = [Double](repeating: 0, count: count)
        var left = Array(0..<count)
        var used: [(row: Int, column: Int)] = []
        while let pivot = left.max(by: { a[$0][$0].magnitude < a[$1][$1].magnitude }) {
            guard a[pivot][pivot].magnitude > 1e-10 * scale else { break }
            left.removeAll { $0 == pivot }
            for row in 0..<count where row != pivot {
                let factor = a[row][pivot] / a[pivot][pivot]
                for column in 0...count { a[row][column] -= factor * a[pivot][column] }
            }
            used.append((pivot, pivot))
        }
        for (row, _) in used { coefficients[row] = a[row][count] / a[row][row] }
        let measured = test ?? training
        var explained = 0.0
        for (index, column) in columns.enumerated() {
            explained += 2 * coefficients[index] * measured[y * size + column]
            for (other, second) in columns.enumerated() {
                explained -=
                    coefficients[index] * coefficients[other] * measured[second * size + column]
            }
        }
        return explained / measured[size * size - 1]
    }

    /// v(S) of every subset of players, by bit mask.
    func game(_ players: [[Int]], always: [Int] = []) -> [Double] {
        let base = rSquared(always)
        return (0..<1 << players.count).map { mask in
            let columns = players.indices.filter { mask >> $0 & 1 == 1 }.flatMap { players[$0] }
            return rSquared(always + columns) - base
        }
    }

    /// The Shapley value by its definition over subsets.
    static func shapley(_ values: [Double], players: Int) -> [Double] {
        var weights = [1 / Double(players)]
        for size in 1..<max(2, players) {
            weights.append(weights[size - 1] * Double(size) / Double(max(1, players - size)))
        }
        return (0..<players).map { player in
            values.indices.filter { $0 >> player & 1 == 0 }.reduce(0) {
                $0 + weights[$1.nonzeroBitCount] * (values[$1 | 1 << player] - values[$1])
            }
        }
    }

    /// Every order of 0..<count.
    static func orders(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return orders(count - 1).flatMap { order in
            (0...order.count).map { place in
                var longer = order
                longer.insert(count - 1, at: place)
                return longer
            }
        }
    }
}
