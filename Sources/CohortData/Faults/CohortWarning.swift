internal import TopsliceRecords

/// Something odd in a cohort file that was tolerated, said once for all the lines it happened on.
package struct CohortWarning: Sendable, Equatable, CustomStringConvertible {
    package let code: WarningCode
    package let file: String
    /// The first physical line on which it happened, from 1.
    package let line: Int
    /// The column's name as in the header, unescaped; nil where the warning is not of one column.
    package let column: String?
    package let message: String
    /// How many times it happened in all.
    package var count: Int

    package init(
        _ code: WarningCode,
        file: String,
        line: Int,
        column: String? = nil,
        message: String,
        count: Int = 1
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.count = count
    }

    /// `file:line: warning: column 'x': what was odd and what was done (and 3 more)`.
    package var description: String {
        let more = count > 1 ? " (and \(count - 1) more)" : ""
        let subject = column.map { "column '\(escapedName($0))': " } ?? ""
        return "\(escapedFileName(file)):\(line): warning: \(subject)\(message)\(more)"
    }
}

/// A path as messages show it, never cut.
func escapedFileName(_ file: String) -> String { escapedName(file, longest: .max) }
