/// A place in a file that a person wrote.
package struct FilePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The path as the user gave it (`-` for standard input).
    package let file: String
    /// The sheet of a workbook; nil in a text file.
    package let sheet: String?
    /// Physical line, from 1; the row in a sheet; where there are no lines, an order of the places of a file.
    package let line: Int
    /// Character within the line, from 1, where a fault names one; a table's faults name the column instead. The
    /// column in a sheet.
    package let character: Int?
    /// The row of a file that has no lines; nil in a text file and a sheet.
    package let row: RowPlace?

    package init(
        file: String,
        sheet: String? = nil,
        line: Int,
        character: Int? = nil,
        row: RowPlace? = nil
    ) {
        self.row = row
        self.file = file
        self.sheet = sheet
        self.line = line
        self.character = character
    }

    package init(file: String, _ position: TextPosition) {
        self.init(file: file, line: position.line, character: position.column)
    }

    /// The line or the row as a whole.
    package var ofLine: FilePlace { FilePlace(file: file, sheet: sheet, line: line) }

    /// In the order of a file.
    package static func < (left: FilePlace, right: FilePlace) -> Bool {
        (left.sheet ?? "", left.line, left.character ?? 0)
            < (right.sheet ?? "", right.line, right.character ?? 0)
    }

    /// `actuals.csv:12`, `agreement.yaml:3:5`, `book.xlsx:Ledger!C12`, `book.xlsx:'Q1 2025'!12`.
    package var description: String {
        let path = escapedName(file, longest: .max)
        if let row { return row.isWhole ? path : "\(path): \(row)" }
        guard let sheet else {
            return character.map { "\(path):\(line):\($0)" } ?? "\(path):\(line)"
        }
        let letters = character.map(Self.letters) ?? ""
        return "\(path):\(Self.quoted(sheet))!\(letters)\(line)"
    }

    /// As spreadsheets write the name of a sheet before a cell: in quotes unless it is one word.
    private static func quoted(_ sheet: String) -> String {
        let isWord = sheet.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x5F
        }
        guard !isWord || sheet.isEmpty else { return sheet }
        return "'\(escapedName(sheet).replacing("'", with: "''"))'"
    }

    /// `A` for 1, `Z` for 26, `AA` for 27.
    ///
    /// - Parameter column: from 1.
    package static func letters(_ column: Int) -> String {
        precondition(column >= 1, "a sheet has no column \(column)")
        var letters: [UInt8] = []
        var rest = column
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
