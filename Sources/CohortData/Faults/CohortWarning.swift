/// Something odd in a cohort file that was tolerated, said once for all the lines it happened on.
public struct CohortWarning: Sendable, Equatable, CustomStringConvertible {
    public let code: WarningCode
    public let file: String
    /// The first physical line on which it happened, from 1.
    public let line: Int
    /// The column's name as in the header, unescaped; nil where the warning is not of one column.
    public let column: String?
    public let message: String
    /// How many times it happened in all.
    public var count: Int

    public init(
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
    public var description: String {
        let more = count > 1 ? " (and \(count - 1) more)" : ""
        let subject = column.map { "column '\(escapedName($0))': " } ?? ""
        return located(
            file: file,
            line: line,
            column: nil,
            message: "warning: \(subject)\(message)\(more)"
        )
    }
}
