internal import TopsliceCohortData

/// Where the outcome of a person stands in a block: a column, or the product of two.
struct OutcomeColumn: Sendable {
    let request: Int
    /// What the column is multiplied by: a saving that is made where an outcome was reached.
    let timesRequest: Int?

    /// The outcomes of a block, by row.
    struct Values {
        fileprivate let base: UnsafeMutablePointer<Double>
        fileprivate let times: UnsafeMutablePointer<Double>?

        @inline(__always)
        subscript(row: Int) -> Double {
            guard let times else { return base[row] }
            return base[row] * times[row]
        }
    }

    @inline(__always)
    func values(_ block: RowBlock) -> Values {
        Values(base: block.column(request), times: timesRequest.map { block.column($0) })
    }
}
