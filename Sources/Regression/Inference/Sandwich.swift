internal import TopsliceLinearAlgebra

/// The middle of a sandwich covariance, gathered over rows: Σ s sᵀ, or the sums of s by cluster.
///
/// One a thread; s is the score w e x of a row, already adjusted for leverage where that was asked.
struct Sandwich: Sendable {
    private(set) var meat: Matrix
    /// Score sums, `size` numbers a cluster.
    private(set) var clusterScores: [Double]
    private let size: Int
    let clusterCount: Int

    /// - `clusterCount`: nil for independent rows.
    init(size: Int, clusterCount: Int?) {
        self.size = size
        self.clusterCount = clusterCount ?? 0
        meat = Matrix(rowCount: size, columnCount: size)
        clusterScores = [Double](repeating: 0, count: size * (clusterCount ?? 0))
    }

    /// Adds the rows of a block.
    ///
    /// - `factors`: what each row of x is multiplied by to become its score.
    /// - `scratch`: where the scores go, in the layout of the rows; may be the rows themselves.
    mutating func add(
        _ base: UnsafeMutablePointer<Double>,
        stride: Int,
        rowCount: Int,
        factors: UnsafePointer<Double>,
        clusters: UnsafePointer<Double>?,
        scratch: UnsafeMutablePointer<Double>
    ) {
        for column in 0..<size {
            let values = base + column * stride
            let scores = scratch + column * stride
            for row in 0..<rowCount { scores[row] = values[row] * factors[row] }
        }
        if let clusters, clusterCount > 0 {
            let size = size
            clusterScores.withUnsafeMutableBufferPointer { scores in
                for column in 0..<size {
                    let values = scratch + column * stride
                    for row in 0..<rowCount {
                        scores[Int(clusters[row]) * size + column] += values[row]
                    }
                }
            }
        } else {
            meat.elements.withUnsafeMutableBufferPointer { target in
                guard let into = target.baseAddress else { return }
                addGram(
                    of: scratch,
                    rowCount: rowCount,
                    columnCount: size,
                    stride: stride,
                    to: into
                )
            }
        }
    }

    mutating func merge(_ other: Sandwich) {
        for index in meat.elements.indices { meat.elements[index] += other.meat.elements[index] }
        for index in clusterScores.indices { clusterScores[index] += other.clusterScores[index] }
    }

    /// The meat as a full symmetric matrix; from the cluster sums where there are clusters.
    func finished() -> Matrix {
        if clusterCount > 0 {
            return Sandwich.meat(
                ofScores: Matrix(
                    rowCount: size,
                    columnCount: clusterCount,
                    elements: clusterScores
                )
            )
        }
        var result = meat
        result.symmetriseFromLower()
        return result
    }

    /// Σ s sᵀ over the columns of `scores`.
    static func meat(ofScores scores: Matrix) -> Matrix {
        var result = Matrix(rowCount: scores.rowCount, columnCount: scores.rowCount)
        addRecordGram(
            of: scores.elements,
            rowCount: scores.columnCount,
            columnCount: scores.rowCount,
            to: &result.elements
        )
        result.symmetriseFromLower()
        return result
    }
}
