/// One typed cell of a report's table.
package enum ReportCell: Sendable, Equatable {
    case empty
    case text(String)
    /// Something that data name by its id, and people by its label.
    case named(String, label: String)
    /// Names that belong together, such as the members of a group: a sentence's list for people, joined by `+` in
    /// CSV, an array in JSON.
    case names([String])
    case boolean(Bool)
    case integer(Int)
    /// How many there are; people see separators of thousands.
    case count(Int)
    /// A number that is not there, and why: said to people, nothing in data.
    case absent(Absence)
    /// What only JSON can hold; nothing elsewhere.
    case structure(StructureCell)
    /// A number, or that there is none: a dash to people, nothing in data.
    case number(Double?, NumberFormat)
    /// An interval, for people: data have a column for either end.
    case range(Double, Double, NumberFormat)
    /// A number that is known exactly: as people read it, as data (a decimal or `p/q`), and the nearest Double,
    /// which a spreadsheet keeps.
    case exact(shown: ShownText, data: CSVCell, nearest: Double)
    case amount(AmountCell)

    package var pageText: String {
        switch self {
        case .empty: ""
        case .text(let words), .named(_, let words): words
        case .names(let names): Self.list(names)
        case .boolean(let value): value ? "yes" : "no"
        case .integer(let value): value.description
        case .count(let value): NumberFormat.count.text(Double(value))
        case .absent(let why): why.rawValue
        case .structure: ""
        case .number(let value, let format): format.text(value)
        case .range(let low, let high, let format): format.text(low) + " to " + format.text(high)
        case .exact(let shown, _, _): shown.text
        case .amount(let cell): cell.amount.shown
        }
    }

    /// Whether there is nothing in it, not even a reason why.
    var isBlank: Bool {
        switch self {
        case .empty, .structure, .number(nil, _): true
        case .text(let words): words.isEmpty
        default: false
        }
    }

    /// As on a page, with a hyphen for minus in every number.
    var terminalText: String {
        switch self {
        case .number(let value, let format): format.plain.text(value)
        case .range(let low, let high, let format): Self.range(low, high, format.plain).pageText
        case .exact, .amount: TerminalText.plainMinus(pageText)
        case .empty, .text, .named, .names, .boolean, .integer, .count, .absent, .structure:
            pageText
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "nobody" : Words.list(names)
    }

    /// How a sheet shows the number as people read it elsewhere; nil where that is as it is.
    var sheetKind: Workbook.Column.Kind? {
        guard case .number(.some, let format) = self else { return nil }
        if format.notation == .probability { return .probability }
        // A part of one, in per cent or percentage points; or small coins, in whole units of their currency.
        if format.multiplier == 100 { return .percentage(places: 2) }
        return format.multiplier < 1 ? .decimal(places: 2) : nil
    }

    var sheetCell: Workbook.Cell {
        switch self {
        case .empty: .empty
        case .text(let words), .named(_, let words): .text(words)
        case .names(let names): .text(names.isEmpty ? "nobody" : names.joined(separator: " + "))
        case .boolean, .absent: .text(pageText)
        case .range(let low, let high, let format):
            .text(Self.range(low, high, format.asNumbersOfASheet).pageText)
        case .integer(let value), .count(let value): .integer(value)
        case .structure: .empty
        case .number(let value, let format):
            .optional(format.multiplier < 1 ? value.map { $0 * format.multiplier } : value)
        case .exact(_, _, let value): .number(value)
        case .amount(let cell):
            cell.amount.decimals == 0
                ? .integer(cell.amount.minorUnits)
                : .minorUnits(cell.amount.minorUnits, decimals: cell.amount.decimals)
        }
    }

    /// The number as people read it, its unit said elsewhere.
    var multipliedSheetCell: Workbook.Cell {
        guard case .number(let value, let format) = self else { return sheetCell }
        return .optional(value.map { $0 * format.multiplier })
    }

    var csvCell: CSVCell {
        switch self {
        case .empty: .empty
        case .text(let words), .named(let words, _): .text(words)
        case .names(let names): .text(names.joined(separator: "+"))
        case .boolean(let value): .boolean(value)
        case .integer(let value), .count(let value): .integer(value)
        case .absent, .structure: .empty
        case .number(let value, _): .optional(value)
        case .range: .text(terminalText)
        case .exact(_, let data, _): data
        case .amount(let cell): .exact(cell.amount.decimalText)
        }
    }

    /// Exact numbers as text, so that no reader rounds them, unless the nearest number is asked for.
    package func json(_ numbers: ReportTable.JSONNumbers = .exact) -> JSONValue {
        switch (self, numbers) {
        case (.names(let names), _): .strings(names)
        case (.structure(let cell), _): cell.value
        case (.exact(_, _, let value), .nearest): .number(value)
        default: csvCell.json
        }
    }
}

/// Why a number is not there, as people are told.
package enum Absence: String, Sendable {
    case notIdentified = "not identified"
    case notComputed = "not computed"
    /// So few people that they could be known by it.
    case withheld
}

extension NumberFormat {
    /// For an interval in words beside numbers of a sheet, which shows parts of one in per cent: the heading of a page that says "points" is not
    /// there.
    fileprivate var asNumbersOfASheet: NumberFormat {
        guard multiplier == 100, suffix.isEmpty else { return self }
        var result = self
        result.suffix = "%"
        return result
    }
}

extension CSVCell {
    fileprivate var json: JSONValue {
        switch self {
        case .empty: .null
        case .text(let words), .exact(let words): .string(words)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .boolean(let value): .boolean(value)
        }
    }
}
