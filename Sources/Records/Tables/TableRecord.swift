/// One row of a table: its fields as they were written, and where they start.
package struct TableRecord: Sendable, Equatable {
    /// Physical line on which the record starts, from 1.
    package let line: Int
    /// Character within the line, for a row that stands inside a request.
    package let character: Int?
    /// One a column; blanks round a field are taken off.
    package let fields: [String]
    /// Where each field starts; empty where nobody asked.
    package let places: [TextPosition]

    package init(
        line: Int,
        character: Int? = nil,
        fields: [String],
        places: [TextPosition] = []
    ) {
        self.line = line
        self.character = character
        self.fields = fields
        self.places = places
    }
}
