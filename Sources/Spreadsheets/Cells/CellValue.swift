internal import TopsliceRecords

/// What a cell holds, as the workbook means it.
package enum CellValue: Sendable, Hashable {
    /// Exact decimal text, the shortest that stands for the stored double, and the currency it is formatted in.
    case number(String, currency: String?)
    /// The part of one: 0.25 for a cell that shows 25%.
    case percentage(String)
    case text(String)
    case truth(Bool)
    /// A day, as `2025-04-01`; what comes behind midnight is left out.
    case date(String)
    /// A time of day or a duration, as the part of a day.
    case time(String)
    /// Nothing that can be read.
    case fault(CellFault)
}

/// Why a cell cannot be read.
package enum CellFault: Error, Sendable, Hashable {
    /// An error such as `#REF!`.
    case error
    /// A formula whose value was never worked out or not stored.
    case notCalculated
    /// A day before the first or behind the last of the workbook's calendar, or 29 February 1900.
    case noSuchDay
    /// The stored value is not what the cell's type says.
    case unreadable
    /// A formula that takes its value from another workbook or program, which may have changed since.
    case linked
    /// More text than a cell can hold.
    case tooLong
    /// Two cells claim one place, or a cell stands behind one that comes after it.
    case misplaced
    /// A merged cell: which of its rows or columns it speaks for is not said.
    case merged(String)

    package var message: String {
        switch self {
        case .error: "the cell holds an error of the workbook, expected a value"
        case .notCalculated:
            "the cell holds a formula without a stored value; open the workbook in a spreadsheet program, "
                + "let it calculate, and save it"
        case .noSuchDay: "the cell holds a date that no calendar has"
        case .unreadable: "the cell's stored value is not what its type says; type it again"
        case .linked:
            "the cell's formula takes its value from another workbook or program; put the value in its place"
        case .tooLong: "the cell holds more text than a cell can hold"
        case .misplaced: "the sheet stores the cell twice or out of order; save the workbook again"
        case .merged(let range):
            "the cell is merged over \(range); give every row and column its own"
        }
    }
}

extension CellValue {
    /// The text of a field and how it is held; nil where it cannot be read.
    var field: (text: String, form: FieldForm)? {
        switch self {
        case .number(let text, let currency):
            (text, .number(currency: currency.map(CellCurrency.init)))
        case .percentage(let text): (text, .percentage)
        case .text(let text): (text, .typed)
        case .truth(let isTrue): (isTrue ? "true" : "false", .truth)
        case .date(let day): (day, .date)
        case .time(let part): (part, .time)
        case .fault: nil
        }
    }

    /// A text of a cell without blanks round it; nil for nothing but blanks.
    static func typed(_ text: String, _ limits: ArchiveLimits) -> CellValue? {
        guard text.utf8.count <= limits.textBytes else { return .fault(.tooLong) }
        let kept = text.trimmed
        return kept.isEmpty ? nil : .text(kept)
    }
}

extension String {
    /// Without spaces, tabs and line ends round it, those that do not break a line included.
    fileprivate var trimmed: String {
        // Nearly every text begins and ends with a character of ASCII that can be seen.
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first),
            (0x21...0x7E).contains(last)
        {
            return self
        }
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case " ", "\t", "\r", "\n", "\u{A0}", "\u{202F}": true
            default: false
            }
        }
        let scalars = unicodeScalars.drop(while: isBlank)
        guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(scalars[...last])
    }
}

/// A cell that holds something.
package struct SheetCell: Sendable, Hashable {
    /// From 1.
    package let column: Int
    package let value: CellValue
    /// Whether the value is the last of a formula.
    package let isFormula: Bool

    package init(column: Int, value: CellValue, isFormula: Bool = false) {
        self.column = column
        self.value = value
        self.isFormula = isFormula
    }
}

/// A row that holds something.
package struct SheetRow: Sendable, Hashable {
    /// From 1.
    package let number: Int
    package let isHidden: Bool
    /// By column, rising.
    package let cells: [SheetCell]

    package init(number: Int, isHidden: Bool, cells: [SheetCell]) {
        self.number = number
        self.isHidden = isHidden
        self.cells = cells
    }

    package func cell(_ column: Int) -> SheetCell? {
        // Mostly every column from the first holds something.
        if cells.indices.contains(column - 1), cells[column - 1].column == column {
            return cells[column - 1]
        }
        return cells.first { $0.column == column }
    }
}

/// A sheet as it is stored: what holds something, and what is said of the rest.
package struct Sheet: Sendable {
    package let name: String
    package var rows: [SheetRow] = []
    package var merged: [CellRange] = []
    package var hiddenColumns: [ClosedRange<Int>] = []

    package init(name: String) {
        self.name = name
    }
}
