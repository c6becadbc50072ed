package import TopsliceRecords

/// Something odd in a cohort file that was tolerated, said once for all the lines it happened on.
package struct CohortWarning: Sendable, Equatable, CustomStringConvertible {
    package let code: WarningCode
    /// Where it happened first.
    package let place: FilePlace
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
        self.init(
            code,
            place: FilePlace(file: file, line: line),
            column: column,
            message: message,
            count: count
        )
    }

    package init(
        _ code: WarningCode,
        place: FilePlace,
        column: String? = nil,
        message: String,
        count: Int = 1
    ) {
        self.code = code
        self.place = place
        self.column = column
        self.message = message
        self.count = count
    }

    /// `file:line: warning: column 'x': what was odd and what was done (and 3 more)`.
    package var description: String {
        let more = count > 1 ? " (and \(count - 1) more)" : ""
        let subject = column.map { "column '\(escapedName($0))': " } ?? ""
        return "\(place): warning: \(subject)\(message)\(more)"
    }
}

/// A path as messages show it, never cut.
func escapedFileName(_ file: String) -> String { escapedName(file, longest: .max) }
