internal import TopsliceCohortData
package import TopsliceStudies

extension StudyWarning {
    /// The warning as a reader is told it.
    package var words: String {
        switch self {
        case .file(let warning): warning.description
        case .blankLines(let count):
            "\(count) blank line\(count == 1 ? " was" : "s were") skipped"
        case .rowsWithoutWeight(let count):
            "\(count) row\(count == 1 ? " has" : "s have") weight 0 and count\(count == 1 ? "s" : "") nowhere"
        case .rowsFiltered(let count, let read, let missing, let filter):
            "\(count) of \(read) rows are left out by the filter '\(filter)'"
                + (missing > 0 ? ", \(missing) of them as a value it compares is missing" : "")
        case .rowsLeftOut(let count, let read, let lacking):
            "\(count) of \(read) rows \(count == 1 ? "was" : "were") left out, as a value is missing: "
                + lacking.map { "\($0.rows) lack '\($0.column)'" }.joined(separator: ", ")
        case .regression(let warning): warning.words
        case .attribution(let caution): caution.words
        case .importance(let caution): caution.words
        }
    }
}
