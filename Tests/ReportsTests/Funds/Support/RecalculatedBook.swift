import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceReports

/// A workbook of a settlement in which somebody changes amounts.
struct RecalculatedBook {
    var workbook: Workbook

    init(_ workbook: Workbook) {
        self.workbook = workbook
    }

    func sheet(_ name: String) throws -> Workbook.Sheet {
        try #require(workbook.sheets.first { $0.name == name }, "\(name)")
    }

    /// Changes the amounts and quantities of rows of the sheet of actuals, by line of the table from 2.
    mutating func change(
        _ amounts: [Int: Int],
        quantities: [Int: String] = [:],
        decimals: Int = 2
    ) throws {
        try change("Amount", amounts.mapValues { .minorUnits($0, decimals: decimals) })
        try change("Quantity", quantities.mapValues { .optional(Double($0)) })
    }

    /// Changes figures of the year, by line of their table from 2.
    mutating func change(figures: [Int: String]) throws {
        try change(
            "Value",
            figures.mapValues { .optional(Double($0)) },
            of: "Figures of the year",
            source: "Place"
        )
    }

    private mutating func change(
        _ title: String,
        _ cells: [Int: Workbook.Cell],
        of sheet: String = "Actuals",
        source column: String = "Source"
    ) throws {
        guard !cells.isEmpty else { return }
        let index = try #require(workbook.sheets.firstIndex { $0.name == sheet })
        let place = column
        let column = try #require(workbook.sheets[index].columns.firstIndex { $0.title == title })
        let source = try #require(
            workbook.sheets[index].columns.firstIndex { $0.title == place }
        )
        for (line, cell) in cells {
            let row = try #require(
                workbook.sheets[index].rows.firstIndex { cells in
                    guard case .text(let place) = cells[source] else { return false }
                    return place.contains(":\(line):") || place.hasSuffix(":\(line)")
                },
                "line \(line)"
            )
            workbook.sheets[index].rows[row][column] = cell
        }
    }

    /// The values of a column as the file will hold them until somebody recalculates.
    func column(_ title: String, of name: String) throws -> [FormulaValues.Value] {
        let sheet = try sheet(name)
        let column = try #require(sheet.columns.firstIndex { $0.title == title }, "\(title)")
        var values = FormulaValues(workbook)
        return sheet.rows.indices.map {
            values.value(at: WorkbookPlace(name, row: $0, column: column))
        }
    }

    func has(_ title: String, in name: String) -> Bool {
        workbook.sheets.first { $0.name == name }?.columns.contains { $0.title == title } ?? false
    }

    /// What formulas do not follow, with how often that was changed.
    func doubts() throws -> [String] {
        let counts = try column("Changes", of: "Formulas")
        return try zip(sheet("Formulas").rows, counts).dropFirst(2).compactMap { row, count in
            guard count != .whole(0), case .text(let what) = row[0], case .text(let why) = row[1]
            else { return nil }
            return "\(what): \(why): \(count)"
        }
    }

    /// What the workbook says of itself.
    func state() throws -> String {
        guard case .words(let words) = try column("State", of: "Formulas")[1] else { return "" }
        return words
    }
}
