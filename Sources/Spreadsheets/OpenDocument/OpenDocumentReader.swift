/// Listens to `content.xml` and keeps every cell that holds something.
final class OpenDocumentReader: MarkupListener {
    private(set) var sheets: [(sheet: Sheet, style: String?)] = []
    private(set) var ranges: [NamedRange] = []
    /// Styles of tables that are not shown.
    private(set) var hiddenStyles: Set<String> = []
    private let limits: ArchiveLimits

    private var sheet: Sheet?
    private var sheetStyle: String?
    private var row = Row()
    private var cell: Cell?
    private var columnNumber = 0
    /// The style that is being told of; nil for one without a name, which nothing can have.
    private var style: String?
    /// Within what says nothing of cells: a note, a change that was tracked, a table within a cell.
    private var mutedDepth = 0
    private var cellCount = 0
    /// Of the texts of all cells, repeated or not.
    private var textBytes = 0

    private struct Row {
        var number = 0
        var repeats = 1
        var isHidden = false
        var column = 0
        var cells: [SheetCell] = []
    }

    private struct Cell {
        let repeats: Int
        let value: CellValue?
        let isFormula: Bool
        let wantsText: Bool
        var paragraphs = 0
        var bytes: [UInt8] = []
        var isListening = false
    }

    init(limits: ArchiveLimits) { self.limits = limits }

    func begin(_ name: String, _ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        if mutedDepth > 0 || name == "office:annotation" || name == "table:tracked-changes"
            || name == "table:table" && sheet != nil
        {
            mutedDepth += 1
            return
        }
        switch name {
        case "table:table": try beginSheet(attributes)
        case "table:table-column": try beginColumn(attributes)
        case "table:table-row": try beginRow(attributes)
        case "table:table-cell", "table:covered-table-cell": try beginCell(attributes)
        case "text:p", "text:s", "text:tab", "text:line-break": try beginText(name, attributes)
        case "table:table-source", "table:dde-links", "office:dde-source": throw .externalLinks
        case "style:style": style = attributes["style:name"]
        case "style:table-properties":
            if attributes["table:display"] == "false", let style { hiddenStyles.insert(style) }
        case "table:named-range":
            addRange(attributes, attributes["table:cell-range-address"])
        case "table:database-range":
            addRange(attributes, attributes["table:target-range-address"])
        default: break
        }
    }

    private func addRange(_ attributes: MarkupAttributes, _ address: String?) {
        guard let name = attributes["table:name"], !name.hasPrefix("__Anonymous"), let address,
            let range = NamedRange(name: name, openDocument: address)
        else { return }
        ranges.append(range)
    }

    private func beginSheet(_ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        // Optional for tables of texts; without one nobody can say of a cell where it is.
        guard let name = attributes["table:name"] else { throw .namelessSheet }
        // Values that another file lent are kept as tables named after it.
        guard !name.hasPrefix("'file:") else { throw .externalLinks }
        sheet = Sheet(name: name)
        sheetStyle = attributes["table:style-name"]
        row = Row()
        columnNumber = 0
    }

    /// How often something stands: once where nothing is said, which is the default that OpenDocument 1.3 part 3 (chapter
    /// 19) states for every one of these attributes.
    private func repeats(
        _ attributes: MarkupAttributes,
        _ name: String,
        most: Int
    ) throws(WorkbookTrouble) -> Int {
        guard let stated = attributes[name] else { return 1 }
        guard let count = Int(stated), count >= 1 else { throw .malformed(part: "content.xml") }
        return min(count, most)
    }

    private static func isHidden(_ attributes: MarkupAttributes) -> Bool {
        ["collapse", "filter"].contains(attributes["table:visibility"])
    }

    private func beginColumn(_ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        let count = try repeats(
            attributes,
            "table:number-columns-repeated",
            most: CellRange.lastColumn
        )
        if Self.isHidden(attributes) {
            sheet?.hiddenColumns.append((columnNumber + 1)...(columnNumber + count))
            try self.count(1)
        }
        columnNumber = min(columnNumber + count, CellRange.lastColumn)
    }

    private func beginRow(_ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        row.number += row.repeats
        guard row.number <= CellRange.lastRow + 1 else { throw .rowsOutOfOrder }
        row.repeats = try repeats(attributes, "table:number-rows-repeated", most: CellRange.lastRow)
        row.isHidden = Self.isHidden(attributes)
        row.column = 0
        row.cells.removeAll(keepingCapacity: true)
    }

    /// What stands in formulas that take values from other files, programs and servers.
    private static let linking = ["file://", "'#", "DDE(", "WEBSERVICE("]

    private func beginCell(_ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        let count = try repeats(
            attributes,
            "table:number-columns-repeated",
            most: CellRange.lastColumn
        )
        let first = row.column + 1
        let most = CellRange.lastRow
        let across = try repeats(attributes, "table:number-columns-spanned", most: most)
        let down = try repeats(attributes, "table:number-rows-spanned", most: most)
        if across > 1 || down > 1 {
            try self.count(1)
            sheet?.merged.append(
                CellRange(
                    rows: row.number...(row.number + down - 1),
                    columns: first...(first + across - 1)
                )
            )
        }
        let formula = attributes["table:formula"]
        if let formula, Self.linking.contains(where: { formula.contains($0) }) {
            throw .externalLinks
        }
        let type = attributes["office:value-type"]
        cell = Cell(
            repeats: count,
            value: formula != nil && type == nil
                ? .fault(.notCalculated) : value(type, attributes),
            isFormula: formula != nil,
            wantsText: type == "string" && attributes["office:string-value"] == nil
        )
    }

    /// What the attributes of a cell say; nil where they say nothing, or leave it to its text.
    private func value(_ type: String?, _ attributes: MarkupAttributes) -> CellValue? {
        if attributes["calcext:value-type"] == "error" { return .fault(.error) }
        let number = attributes["office:value"].flatMap { StoredNumber.shortest($0) }
        switch type {
        case nil: return nil
        case "float": return number.map { .number($0, currency: nil) } ?? .fault(.unreadable)
        case "currency":
            return number.map { .number($0, currency: attributes["office:currency"]) }
                ?? .fault(.unreadable)
        case "percentage": return number.map { .percentage($0) } ?? .fault(.unreadable)
        case "date":
            guard let day = attributes["office:date-value"] else { return .fault(.unreadable) }
            do throws(CellFault) {
                return .date(try SerialDay.day(iso: day))
            } catch {
                return .fault(error)
            }
        case "time": return attributes["office:time-value"].map { .time($0) } ?? .fault(.unreadable)
        case "boolean":
            switch attributes["office:boolean-value"] {
            case "true": return .truth(true)
            case "false": return .truth(false)
            default: return .fault(.unreadable)
            }
        case "string": return attributes["office:string-value"].flatMap { .typed($0, limits) }
        default: return .fault(.unreadable)
        }
    }

    private func beginText(
        _ name: String,
        _ attributes: MarkupAttributes
    ) throws(WorkbookTrouble) {
        guard cell != nil else { return }
        switch name {
        case "text:p":
            // Paragraphs of one cell are lines of one text.
            if let count = cell?.paragraphs, count > 0 { cell?.bytes.append(0x0A) }
            cell?.paragraphs += 1
            cell?.isListening = true
        case "text:s":
            let count = try repeats(attributes, "text:c", most: 1_000)
            cell?.bytes.append(contentsOf: repeatElement(0x20, count: count))
        case "text:tab": cell?.bytes.append(0x09)
        default: cell?.bytes.append(0x0A)
        }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) {
        if mutedDepth == 0, cell?.isListening == true { cell?.bytes.append(contentsOf: piece) }
    }

    func end(_ name: String) throws(WorkbookTrouble) {
        guard mutedDepth == 0 else {
            mutedDepth -= 1
            return
        }
        switch name {
        case "text:p": cell?.isListening = false
        case "table:table-cell", "table:covered-table-cell": try endCell()
        case "table:table-row": try endRow()
        case "table:table":
            if let sheet { sheets.append((sheet, sheetStyle)) }
            sheet = nil
        default: break
        }
    }

    /// What formulas show that came to nothing, in files that do not mark them otherwise.
    private static let errors = ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "Err:"]

    private func endCell() throws(WorkbookTrouble) {
        guard let cell else { return }
        self.cell = nil
        var value = cell.value
        if cell.wantsText {
            let text = String(decoding: cell.bytes, as: UTF8.self)
            let isError = cell.isFormula && Self.errors.contains { text.hasPrefix($0) }
            value = isError ? .fault(.error) : .typed(text, limits)
        }
        defer { row.column = min(row.column + cell.repeats, CellRange.lastColumn) }
        guard let value else { return }
        try count(cell.repeats)
        if case .text(let text) = value {
            textBytes += text.utf8.count * cell.repeats * row.repeats
        }
        guard textBytes <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        guard row.column + cell.repeats <= CellRange.lastColumn else { throw .rowsOutOfOrder }
        for place in 1...cell.repeats {
            row.cells.append(
                SheetCell(
                    column: row.column + place,
                    value: value,
                    isFormula: cell.isFormula
                )
            )
        }
    }

    private func count(_ more: Int) throws(WorkbookTrouble) {
        cellCount += more
        guard cellCount <= limits.cells else { throw .tooManyCells(limit: limits.cells) }
    }

    private func endRow() throws(WorkbookTrouble) {
        guard !row.cells.isEmpty else { return }
        guard row.number + row.repeats - 1 <= CellRange.lastRow else { throw .rowsOutOfOrder }
        if row.repeats > 1 { try count((row.repeats - 1) * row.cells.count) }
        for place in 0..<row.repeats {
            sheet?.rows.append(
                SheetRow(
                    number: row.number + place,
                    isHidden: row.isHidden,
                    cells: row.cells
                )
            )
        }
    }
}

extension NamedRange {
    /// `$Ledger.$A$3:.$F$90` or `$'Year 2025'.$A$3:.$F$90`; nil for anything else.
    init?(name: String, openDocument address: String) {
        let ends = address.split(separator: ":", omittingEmptySubsequences: false)
        guard let first = ends.first, ends.count <= 2,
            let point = first.lastIndex(of: "."),
            let start = Optional(first[first.index(after: point)...]),
            let last = ends.count == 2
                ? ends[1].split(separator: ".").last : start,
            let range = CellRange("\(start):\(last)")
        else { return nil }
        let sheet = first[..<point]
        self.init(
            name: name,
            sheet: Self.unquoted(sheet.first == "$" ? sheet.dropFirst() : sheet),
            range: range,
            totalRows: 0
        )
    }
}
