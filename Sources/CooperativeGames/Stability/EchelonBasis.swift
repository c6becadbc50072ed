/// The span of some vectors by Gauss-Jordan elimination, exact for rationals.
struct EchelonBasis<Scalar: GameScalar> {
    let width: Int
    private var rows: [[Scalar]] = []
    private var pivots: [Int] = []

    init(width: Int) { self.width = width }

    var rank: Int { rows.count }

    func contains(_ vector: [Scalar]) -> Bool {
        let rest = residual(vector)
        let scale = vector.reduce(1) { max($0, $1.magnitude) }
        return rest.allSatisfy { $0.magnitude <= scale * Scalar.relativeTolerance }
    }

    mutating func insert(_ vector: [Scalar]) {
        guard !contains(vector) else { return }
        var rest = residual(vector)
        guard
            let pivot = rest.indices.max(by: { rest[$0].magnitude < rest[$1].magnitude })
        else { return }
        let scale = rest[pivot]
        for column in 0..<width { rest[column] /= scale }
        for index in rows.indices where rows[index][pivot] != 0 {
            let factor = rows[index][pivot]
            for column in 0..<width { rows[index][column] -= factor * rest[column] }
        }
        rows.append(rest)
        pivots.append(pivot)
    }

    private func residual(_ vector: [Scalar]) -> [Scalar] {
        var rest = vector
        for (row, pivot) in zip(rows, pivots) where rest[pivot] != 0 {
            let factor = rest[pivot]
            for column in 0..<width { rest[column] -= factor * row[column] }
        }
        return rest
    }
}
