/// One row of a table: its fields as they were written, and where they start.
package struct TableRecord: Sendable, Equatable {
    /// Physical line on which the record starts, from 1; the number of the row in a sheet.
    package let line: Int
    /// Character within the line, for a row that stands inside a request.
    package let character: Int?
    /// One a column; blanks round a field are taken off.
    package let fields: [String]
    /// Where each field starts; empty where nobody asked.
    package let places: [TextPosition]
    /// What each field means by its cell; empty in a text file.
    package let forms: [FieldForm]
    /// The columns of the sheet that the row is of; nil in a text file.
    package let sheet: SheetColumns?

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
        forms = []
        sheet = nil
    }

    /// A row of a sheet.
    package init(row: Int, fields: [String], forms: [FieldForm], sheet: SheetColumns) {
        line = row
        character = nil
        self.fields = fields
        places = []
        self.forms = forms
        self.sheet = sheet
    }

    /// The same row with some of its fields, under other texts where they are given, and more behind them.
    func keeping(_ kept: [Int], named texts: [String]?, and more: [String]) -> TableRecord {
        TableRecord(
            line: line,
            character: character,
            fields: (texts ?? kept.map { fields[$0] }) + more,
            places: places.isEmpty ? [] : kept.map { places[$0] },
            forms: forms.isEmpty ? [] : kept.map { forms[$0] },
            sheet: sheet
        )
    }

    /// The same row with some of its fields, under other texts where they are given.
    ///
    /// - Parameter sheet: the columns of the sheet that are left; nil in a text.
    func keeping(_ kept: [Int], named texts: [String]?, in sheet: SheetColumns?) -> TableRecord {
        TableRecord(
            line: line,
            character: character,
            fields: texts ?? kept.map { fields[$0] },
            places: places.isEmpty ? [] : kept.map { places[$0] },
            forms: forms.isEmpty ? [] : kept.map { forms[$0] },
            sheet: sheet
        )
    }

    private init(
        line: Int,
        character: Int?,
        fields: [String],
        places: [TextPosition],
        forms: [FieldForm],
        sheet: SheetColumns?
    ) {
        self.line = line
        self.character = character
        self.fields = fields
        self.places = places
        self.forms = forms
        self.sheet = sheet
    }

    /// How the file holds a field.
    package func form(of field: Int) -> FieldForm {
        forms.indices.contains(field) ? forms[field] : .written
    }

    /// Where the row is.
    package func place(in file: String) -> FilePlace {
        FilePlace(file: file, sheet: sheet?.name, line: line, character: character)
    }

    /// Where a field is: its cell in a sheet, where it starts in a text where somebody asked, else the row.
    package func place(ofField field: Int, in file: String) -> FilePlace {
        if let sheet, sheet.numbers.indices.contains(field) {
            return FilePlace(
                file: file,
                sheet: sheet.name,
                line: line,
                character: sheet.numbers[field]
            )
        }
        guard places.indices.contains(field) else { return place(in: file) }
        return FilePlace(file: file, places[field])
    }

    /// Where a field of the head is: its cell in a sheet, else the line.
    package func place(ofHead field: Int, in file: String) -> FilePlace {
        sheet == nil ? place(in: file) : place(ofField: field, in: file)
    }

    /// Where the field of a column is; nil for no column, or for one that the row's sheet does not have.
    package func place(ofColumn column: String?, in file: String) -> FilePlace {
        guard let column, let sheet, let field = sheet.names.firstIndex(of: column) else {
            return place(in: file)
        }
        return place(ofField: field, in: file)
    }
}

/// Which columns of a sheet the fields of a table are.
package final class SheetColumns: Sendable, Equatable {
    /// Of the sheet.
    package let name: String
    /// Of the fields, as the format calls them.
    package let names: [String]
    /// Columns of the sheet, from 1, of each field.
    package let numbers: [Int]

    package init(sheet: String, names: [String], numbers: [Int]) {
        precondition(names.count == numbers.count, "\(names.count) names of \(numbers.count)")
        name = sheet
        self.names = names
        self.numbers = numbers
    }

    package static func == (left: SheetColumns, right: SheetColumns) -> Bool {
        left === right
            || (left.name == right.name && left.names == right.names
                && left.numbers == right.numbers)
    }
}
