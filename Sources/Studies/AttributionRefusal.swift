package import TopsliceAttribution
internal import TopsliceRecords

/// An attribution that the rows of a file cannot answer: what is true of all of them is said of the header.
package struct AttributionRefusal: Error, Equatable, CustomStringConvertible {
    /// The first file, as it was given.
    package let file: String
    package let cause: AttributionError

    package var description: String {
        cause.parts.map {
            Fault(place: FilePlace(file: file, line: 1), message: "\($0)").description
        }.joined(separator: "\n")
    }
}
