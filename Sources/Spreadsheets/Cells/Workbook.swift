/// A workbook: its sheets by name, and the tables and ranges that have names of their own. A sheet's cells are read
/// when they are asked for.
protocol Workbook: AnyObject {
    var sheets: [SheetEntry] { get }
    var ranges: [NamedRange] { get }
    /// - Parameter number: of `sheets`.
    func sheet(_ number: Int) throws(WorkbookTrouble) -> Sheet
}

/// A sheet by its name.
struct SheetEntry {
    let name: String
    let isHidden: Bool
}

/// A table or a range with a name.
struct NamedRange {
    let name: String
    let sheet: String
    let range: CellRange
    /// Rows at its end that hold totals by its own word.
    let totalRows: Int
}
