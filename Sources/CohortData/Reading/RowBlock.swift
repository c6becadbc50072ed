/// Some rows of a cohort, column by column: complete cases only, so that every value is a number.
///
/// Column `j` lies at `base + j * stride`, in the order of the requests; a category is the number of its level. The
/// memory belongs to the reader and is filled anew for the next block.
package struct RowBlock {
    package let rowCount: Int
    package let stride: Int
    package let base: UnsafeMutablePointer<Double>
    /// What each value lacks to its decimal text, in the layout of `base`; nil unless exact decimals were asked.
    package let lowParts: UnsafeMutablePointer<Double>?
    /// How many people each row stands for (frequency weights); nil where each is one person.
    ///
    /// A sum over people takes each row so many times. Weights of a block that has counts are those of all its people together, so
    /// that sums of what is proportional to weights need no more; what is of squared weights is divided by the count once.
    package let counts: UnsafeMutablePointer<Double>?

    package init(
        rowCount: Int,
        stride: Int,
        base: UnsafeMutablePointer<Double>,
        lowParts: UnsafeMutablePointer<Double>? = nil,
        counts: UnsafeMutablePointer<Double>? = nil
    ) {
        self.rowCount = rowCount
        self.stride = stride
        self.base = base
        self.lowParts = lowParts
        self.counts = counts
    }

    @inlinable
    package func column(_ number: Int) -> UnsafeMutablePointer<Double> {
        base + number * stride
    }

    /// What each row counts for in sums over people; nil where that is one.
    ///
    /// - `request`: of the weights of single people; nil where these weigh alike.
    package func weights(_ request: Int?) -> UnsafeMutablePointer<Double>? {
        request.map { column($0) } ?? counts
    }

    /// How many people the rows stand for.
    package var people: Int {
        guard let counts else { return rowCount }
        var sum = 0.0
        for row in 0..<rowCount { sum += counts[row] }
        return Int(sum)
    }

    /// Turns the weights of single people into those of all the people of each row.
    func weigh(_ weightSlot: Int?) {
        guard let counts, let weightSlot else { return }
        let weights = column(weightSlot)
        for row in 0..<rowCount { weights[row] *= counts[row] }
    }
}
