internal import Glibc

/// Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.
///
/// Accurate to the last bits in small eigenvalues too. Complexity: O(n³) a sweep, about ten sweeps.
struct SymmetricEigen {
    private(set) var values: [Double]
    /// Column-major, one eigenvector a column.
    private(set) var vectors: [Double]

    /// - Parameter matrix: symmetric, column-major, `size` squared.
    init(_ matrix: [Double], size: Int) {
        var a = matrix
        var q = [Double](repeating: 0, count: size * size)
        for index in 0..<size { q[index * size + index] = 1 }
        let scale = a.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<60 {
            var off = 0.0
            for column in 1..<max(1, size) {
                for row in 0..<column { off += a[column * size + row] * a[column * size + row] }
            }
            guard off > 1e-34 * scale else { break }
            for column in 1..<size {
                for row in 0..<column where a[column * size + row] != 0 {
                    Self.rotate(&a, &q, row, column, size)
                }
            }
        }
        values = (0..<size).map { a[$0 * size + $0] }
        vectors = q
    }

    /// Makes the entry (p, r) zero.
    private static func rotate(
        _ a: inout [Double],
        _ q: inout [Double],
        _ p: Int,
        _ r: Int,
        _ size: Int
    ) {
        let theta = (a[r * size + r] - a[p * size + p]) / (2 * a[r * size + p])
        let tangent = (theta < 0 ? -1.0 : 1.0) / (theta.magnitude + hypot(theta, 1))
        let cosine = 1 / hypot(tangent, 1), sine = tangent * cosine
        for k in 0..<size {
            let first = a[p * size + k], second = a[r * size + k]
            a[p * size + k] = cosine * first - sine * second
            a[r * size + k] = sine * first + cosine * second
        }
        for k in 0..<size {
            let first = a[k * size + p], second = a[k * size + r]
            a[k * size + p] = cosine * first - sine * second
            a[k * size + r] = sine * first + cosine * second
        }
        for k in 0..<size {
            let first = q[p * size + k], second = q[r * size + k]
            q[p * size + k] = cosine * first - sine * second
            q[r * size + k] = sine * first + cosine * second
        }
    }

    /// Q diag(f(λ)) Qᵀ.
    func mapped(_ f: (Double) -> Double) -> [Double] {
        let size = values.count
        let mapped = values.map(f)
        var result = [Double](repeating: 0, count: size * size)
        for k in 0..<size {
            for column in 0..<size {
                let weight = mapped[k] * vectors[k * size + column]
                for row in 0..<size {
                    result[column * size + row] += weight * vectors[k * size + row]
                }
            }
        }
        return result
    }
}
