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
        case .regression(let warning): warning.words
        case .attribution(let caution): caution.words
        case .importance(let caution): caution.words
        }
    }
}
