/// What is known of some regressors and a response: their cross-products, and nothing of the rows.
///
/// Any positive multiple of the centred sums of squares and products will do: a covariance matrix, a
/// correlation matrix or the sums themselves, weighted or not. Shares of R² are the same from all of them.
///
/// - `names`: the regressors, in order.
/// - `matrix`: symmetric, shape (n + 1, n + 1) for n regressors, column-major, the response last.
/// - `rowCount`: rows behind it, where known; only used to refuse fewer rows than regressors.
package struct RegressorProducts: Sendable, Equatable {
    package let names: [String]
    package let response: String
    package let matrix: [Double]
    package let rowCount: Int?

    /// Takes a matrix over `columns`, one of which is the response, and puts the response last.
    ///
    /// - Parameters:
    ///   - columns: names of the rows and columns of `matrix`, in its order.
    ///   - matrix: column-major, `columns.count` squared.
    ///   - response: which of `columns` is explained by the others.
    /// - Throws: `VarianceSharesError` where the matrix has another size, is not symmetric, has an entry that
    ///   is no number, repeats a name or lacks the response.
    package init(
        columns: [String],
        matrix: [Double],
        response: String,
        rowCount: Int? = nil
    ) throws(VarianceSharesError) {
        let size = columns.count
        guard matrix.count == size * size else {
            throw .wrongSize(columns: size, entries: matrix.count)
        }
        var seen: Set<String> = []
        for name in columns where !seen.insert(name).inserted { throw .repeatedName(name) }
        guard let last = columns.firstIndex(of: response) else {
            throw .unknownColumn(response, known: columns)
        }
        guard size > 1 else { throw .noRegressors }
        for column in 0..<size {
            for row in 0...column {
                let upper = matrix[column * size + row]
                let lower = matrix[row * size + column]
                guard upper.isFinite, lower.isFinite else {
                    throw .notANumber(columns[row], columns[column])
                }
                let scale = (matrix[row * size + row] * matrix[column * size + column]).magnitude
                guard (upper - lower).magnitude <= 1e-9 * scale.squareRoot() else {
                    throw .notSymmetric(columns[row], columns[column])
                }
            }
        }
        let order = (0..<size).filter { $0 != last } + [last]
        self.names = order.dropLast().map { columns[$0] }
        self.response = response
        self.rowCount = rowCount
        self.matrix = order.flatMap { column in
            order.map { row in 0.5 * (matrix[column * size + row] + matrix[row * size + column]) }
        }
    }

    /// The same regressors in the order of `names`.
    ///
    /// - Throws: `VarianceSharesError.otherColumns` where the names are not the same.
    func reordered(like other: RegressorProducts) throws(VarianceSharesError) -> RegressorProducts {
        if names == other.names, response == other.response { return self }
        let mine = Set(names + [response]), theirs = Set(other.names + [other.response])
        guard mine == theirs, response == other.response else {
            throw .otherColumns(
                missing: theirs.subtracting(mine).sorted(),
                unexpected: mine.subtracting(theirs).sorted()
            )
        }
        let position = Dictionary(uniqueKeysWithValues: zip(names + [response], 0...))
        let order = (other.names + [response]).compactMap { position[$0] }
        let size = names.count + 1
        return RegressorProducts(
            names: other.names,
            response: response,
            matrix: order.flatMap { column in order.map { matrix[column * size + $0] } },
            rowCount: rowCount
        )
    }

    private init(names: [String], response: String, matrix: [Double], rowCount: Int?) {
        self.names = names
        self.response = response
        self.matrix = matrix
        self.rowCount = rowCount
    }
}
