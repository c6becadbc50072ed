internal import TopsliceRecords

/// A workbook as a source of tables. It is opened anew for each table, and nothing of it is kept.
struct SpreadsheetBook: TableBook {
    let bytes: [UInt8]
    /// As messages call it.
    let file: String
    /// The sheet, table or named range; nil where none was named.
    let table: String?
    var limits = ArchiveLimits()

    func records(_ wanted: WantedColumns) throws(Faults) -> SheetRecords {
        let areas = try areas()
        let found = areas.map { (area: $0, head: SheetHead.find(in: $0.rows, wanted)) }
        let complete = found.filter { $0.head?.isComplete == true }
        if complete.count > 1 {
            throw fault(.severalTables(sheets: complete.map(\.area.sheet.name)))
        }
        if let only = complete.first ?? best(of: found), let head = only.head {
            return SheetTable(file: file, only.area, head, wanted).records(of: areas.count)
        }
        guard found.count == 1, let area = found.first?.area else {
            throw fault(.noTable(columns: wanted.headed))
        }
        guard !area.rows.isEmpty else { throw fault(.emptySheet(area.sheet.name)) }
        // Its first row says what is wrong with it.
        let first = SheetHead(place: 0, matches: 0, isComplete: false)
        return SheetTable(file: file, area, first, wanted).headAlone
    }

    /// The sheet that has most of the columns, where one alone has so many.
    private func best(
        of found: [(area: SheetArea, head: SheetHead?)]
    ) -> (area: SheetArea, head: SheetHead?)? {
        let most = found.compactMap(\.head?.matches).max() ?? 0
        let best = found.filter { $0.head?.matches == most }
        return most > 0 && best.count == 1 ? best.first : nil
    }

    func recordsOfAnyHeads() throws(Faults) -> SheetRecords {
        let areas = try areas().filter { !$0.rows.isEmpty }
        guard areas.count <= 1 else {
            throw fault(.severalTables(sheets: areas.map(\.sheet.name)))
        }
        guard let area = areas.first, let head = SheetHead.findOfAny(in: area.rows) else {
            throw fault(areas.first.map { .emptySheet($0.sheet.name) } ?? .noSheets)
        }
        return SheetTable(file: file, area, head, nil).records(of: 1)
    }

    private func areas() throws(Faults) -> [SheetArea] {
        do throws(WorkbookTrouble) {
            return try SheetArea.named(table, in: WorkbookFile.open(bytes, limits: limits))
        } catch {
            throw fault(error)
        }
    }

    private func fault(_ trouble: WorkbookTrouble) -> Faults {
        Faults(
            Fault(.file, place: FilePlace(file: file, line: 1), message: trouble.message)
        )
    }
}
