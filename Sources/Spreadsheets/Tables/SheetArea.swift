/// Where a table is looked for: a sheet, or a named part of one.
struct SheetArea {
    let sheet: Sheet
    let isHidden: Bool
    /// Nil for the whole sheet.
    let range: CellRange?
    /// Rows at the end of the range that hold totals by the workbook's own word.
    let totalRows: Int

    /// Rows that hold something within it.
    var rows: [SheetRow] {
        guard let range else { return sheet.rows }
        return sheet.rows.compactMap { row in
            guard range.rows.contains(row.number) else { return nil }
            let cells = row.cells.filter { range.columns.contains($0.column) }
            return cells.isEmpty
                ? nil : SheetRow(number: row.number, isHidden: row.isHidden, cells: cells)
        }
    }

    /// What a name stands for; every visible sheet where there is none.
    ///
    /// - Parameter name: of a sheet, a table or a range; capitals count only where two differ by nothing else.
    static func named(
        _ name: String?,
        in workbook: any Workbook
    ) throws(WorkbookTrouble) -> [SheetArea] {
        guard let name else {
            var areas: [SheetArea] = []
            for (number, entry) in workbook.sheets.enumerated() where !entry.isHidden {
                areas.append(try whole(number, of: workbook))
            }
            return areas
        }
        let names = workbook.sheets.map(\.name)
        let folded = name.lowercased()
        if let number = names.firstIndex(of: name)
            ?? names.firstIndex(where: { $0.lowercased() == folded })
        {
            return [try whole(number, of: workbook)]
        }
        let range =
            workbook.ranges.first { $0.name == name }
            ?? workbook.ranges.first { $0.name.lowercased() == folded }
        guard let range, let number = names.firstIndex(of: range.sheet) else {
            throw .tableUnknown(known: names + workbook.ranges.map(\.name))
        }
        return [
            SheetArea(
                sheet: try workbook.sheet(number),
                isHidden: workbook.sheets[number].isHidden,
                range: range.range,
                totalRows: range.totalRows
            )
        ]
    }

    private static func whole(
        _ number: Int,
        of workbook: any Workbook
    ) throws(WorkbookTrouble) -> SheetArea {
        SheetArea(
            sheet: try workbook.sheet(number),
            isHidden: workbook.sheets[number].isHidden,
            range: nil,
            totalRows: 0
        )
    }
}
