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

    package init(
        rowCount: Int,
        stride: Int,
        base: UnsafeMutablePointer<Double>,
        lowParts: UnsafeMutablePointer<Double>? = nil
    ) {
        self.rowCount = rowCount
        self.stride = stride
        self.base = base
        self.lowParts = lowParts
    }

    @inlinable
    package func column(_ number: Int) -> UnsafeMutablePointer<Double> {
        base + number * stride
    }
}
