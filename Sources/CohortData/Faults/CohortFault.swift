internal import TopsliceRecords

/// One thing wrong with a cohort file: where, what, and what was expected.
///
/// Never holds the content of a data cell: a message may be pasted into an e-mail, a person's value may not.
package struct CohortFault: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: FaultCode
    /// The path as the user gave it (`-` for standard input).
    package let file: String
    /// Physical line, from 1. A fault of a cell names the line on which its record starts; a fault of a
    /// byte or a quote names the line it is on.
    package let line: Int
    /// The column's name exactly as in the header, unescaped; nil where the fault is not of one column.
    package let column: String?
    /// Number of the field in its record, from 1.
    package let field: Int?
    /// Character within the line, from 1, where the fault is of one character.
    package let character: Int?
    /// What is wrong and what was expected, without place.
    package let message: String
    /// How many faults of one cause this one stands for.
    package let count: Int

    package init(
        _ code: FaultCode,
        file: String,
        line: Int,
        column: String? = nil,
        field: Int? = nil,
        character: Int? = nil,
        message: String,
        count: Int = 1
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.character = character
        self.message = message
        self.count = count
    }

    /// The same place with other words, for several faults of one cause.
    func said(_ message: String, of count: Int) -> CohortFault {
        CohortFault(
            code,
            file: file,
            line: line,
            column: column,
            field: field,
            character: character,
            message: message,
            count: count
        )
    }

    /// `file:line: column 'x': what is wrong, what was expected`.
    package var description: String {
        located(file: file, line: line, column: column, message: message)
    }
}

/// A path as messages show it, never cut.
func escapedFileName(_ file: String) -> String { escapedName(file, longest: .max) }

package func located(file: String, line: Int, column: String?, message: String) -> String {
    let place = "\(escapedName(file, longest: .max)):\(line): "
    guard let column else { return place + message }
    return place + "column '\(escapedName(column))': " + message
}
