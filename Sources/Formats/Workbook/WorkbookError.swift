/// Why a workbook could not be made.
package enum WorkbookError: Error, Equatable, CustomStringConvertible {
    case tooManyColumns(sheet: String, count: Int)
    case unevenRow(sheet: String, row: Int, cells: Int, columns: Int)
    case failed(reason: String)

    package var description: String {
        switch self {
        case .tooManyColumns(let sheet, let count):
            "the sheet '\(sheet)' would have \(count) columns; a workbook holds 16,384: use CSV"
        case .unevenRow(let sheet, let row, let cells, let columns):
            "row \(row) of the sheet '\(sheet)' has \(cells) cells for \(columns) columns"
        case .failed(let reason):
            "the workbook could not be written: \(reason)"
        }
    }
}
