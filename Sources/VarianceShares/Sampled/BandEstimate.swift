/// Mean and covariance of the units of one band, gathered unit by unit in order.
struct BandEstimate: Sendable {
    private(set) var count = 0
    private(set) var mean: [Double]
    /// Sum of squares and products about the mean, symmetric, shape (n, n); lower triangle by columns.
    private var scatter: [Double]
    private let size: Int

    init(size: Int) {
        self.size = size
        mean = Array(repeating: 0, count: size)
        scatter = Array(repeating: 0, count: size * size)
    }

    /// Adds one unit (Welford 1962). Complexity: O(n²).
    mutating func add(_ unit: UnsafePointer<Double>) {
        count += 1
        let share = 1 / Double(count)
        var before = [Double](repeating: 0, count: size)
        for index in 0..<size {
            before[index] = unit[index] - mean[index]
            mean[index] += share * before[index]
        }
        let scale = 1 - share
        guard scale > 0 else { return }
        let size = size
        scatter.withUnsafeMutableBufferPointer { scatter in
            before.withUnsafeBufferPointer { before in
                for column in 0..<size {
                    let weight = scale * before[column]
                    for row in column..<size {
                        scatter[column * size + row] += weight * before[row]
                    }
                }
            }
        }
    }

    /// Σ of the variances of one unit.
    var unitVariance: Double {
        guard count > 1 else { return 0 }
        return (0..<size).reduce(0) { $0 + scatter[$1 * size + $1] } / Double(count - 1)
    }

    /// Adds the covariance of the mean to `total` (lower triangle by columns).
    func addCovariance(to total: inout [Double]) {
        guard count > 1 else { return }
        let scale = 1 / (Double(count) * Double(count - 1))
        for index in total.indices { total[index] += scale * scatter[index] }
    }
}
