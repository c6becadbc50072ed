package import TopsliceAttribution
internal import TopsliceCohortData

/// An attribution that the rows of a file cannot answer: what is true of all of them is said of the header.
package struct AttributionRefusal: Error, Equatable, CustomStringConvertible {
    /// The first file, as it was given.
    package let file: String
    package let cause: AttributionError

    package var description: String {
        located(file: file, line: 1, column: nil, message: "\(cause)")
    }
}
