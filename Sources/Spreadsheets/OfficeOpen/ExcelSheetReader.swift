/// Listens to a worksheet and keeps every cell that holds something (ECMA-376 part 1, 18.3.1).
final class ExcelSheetReader: MarkupListener {
    private(set) var sheet: Sheet
    private let styles: ExcelStyles
    private let texts: [CellValue?]
    private let contents: ExcelContents
    private let limits: ArchiveLimits

    /// Whether the element that holds the rows has begun; there is one.
    private var hasRows = false
    private var rowNumber = 0
    private var rowIsHidden = false
    private var cells: [SheetCell] = []
    private var column = 0
    private var cell = StoredCell()
    /// Cells and merged ranges so far.
    var cellCount = 0
    /// Of the texts of all cells, shared or not.
    var textBytes = 0
    private var isPhonetic = false

    /// A cell as its elements tell it.
    private struct StoredCell {
        var type: String?
        var style: String?
        var isFormula = false
        /// Whether text that comes now is of its formula.
        var isInFormula = false
        var formula: [UInt8] = []
        var hasValue = false
        /// Whether it has a second value, of which no program says which counts.
        var hasTwoValues = false
        var isMisplaced = false
        var bytes: [UInt8] = []
        /// Whether text that comes now is of its value.
        var isListening = false
    }

    init(
        _ sheet: Sheet,
        styles: ExcelStyles,
        texts: [CellValue?],
        contents: ExcelContents,
        limits: ArchiveLimits
    ) {
        self.sheet = sheet
        self.styles = styles
        self.texts = texts
        self.contents = contents
        self.limits = limits
    }

    func begin(_ name: String, _ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        switch name {
        case "c": try beginCell(attributes)
        case "v":
            beginValue()
            cell.isListening = true
        case "f":
            cell.isFormula = true
            cell.isInFormula = true
        case "is": beginValue()
        case "t": cell.isListening = cell.hasValue && !isPhonetic
        case "rPh": isPhonetic = true
        case "row": try beginRow(attributes)
        case "sheetData":
            guard !hasRows else { throw .rowsOutOfOrder }
            hasRows = true
        case "col":
            guard ExcelNames.isTrue(attributes["hidden"]),
                let first = attributes["min"].flatMap({ Int($0) }),
                let last = attributes["max"].flatMap({ Int($0) }), 1 <= first, first <= last
            else { return }
            sheet.hiddenColumns.append(first...last)
            try count()
        case "mergeCell":
            if let range = attributes["ref"].flatMap({ CellRange($0) }) {
                sheet.merged.append(range)
                try count()
            }
        default: break
        }
    }

    private func beginValue() {
        cell.hasTwoValues = cell.hasValue
        cell.hasValue = true
    }

    private func beginRow(_ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        // Without a number a row is the next (`r` is optional in 18.3.1.73).
        let stated = attributes["r"]
        guard let number = stated.map({ Int($0) }) ?? rowNumber + 1, number > rowNumber,
            number <= CellRange.lastRow
        else { throw .rowsOutOfOrder }
        rowNumber = number
        rowIsHidden = ExcelNames.isTrue(attributes["hidden"])
        column = 0
        cells.removeAll(keepingCapacity: true)
    }

    private func beginCell(_ attributes: MarkupAttributes) throws(WorkbookTrouble) {
        cell = StoredCell()
        cell.type = attributes["t"]
        cell.style = attributes["s"]
        guard let place = attributes["r"] else {
            column += 1
            guard column <= CellRange.lastColumn else { throw .rowsOutOfOrder }
            return
        }
        guard let (row, stated) = CellRange.cell(place), row == rowNumber else {
            throw .rowsOutOfOrder
        }
        cell.isMisplaced = stated <= column
        column = stated
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) {
        if cell.isListening { cell.bytes.append(contentsOf: piece) }
        // A spreadsheet program ends at 8,192 characters.
        if cell.isInFormula, cell.formula.count <= limits.textBytes {
            cell.formula.append(contentsOf: piece)
        }
    }

    func end(_ name: String) throws(WorkbookTrouble) {
        switch name {
        case "v", "t": cell.isListening = false
        case "f": cell.isInFormula = false
        case "rPh": isPhonetic = false
        case "c":
            guard let value = value() else { return }
            try count()
            // One long text may be shared by a million cells.
            if case .text(let text) = value { textBytes += text.utf8.count }
            guard textBytes <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
            cells.append(SheetCell(column: column, value: value, isFormula: cell.isFormula))
        case "row":
            guard !cells.isEmpty else { return }
            sheet.rows.append(SheetRow(number: rowNumber, isHidden: rowIsHidden, cells: cells))
        default: break
        }
    }

    private func count() throws(WorkbookTrouble) {
        cellCount += 1
        guard cellCount <= limits.cells else { throw .tooManyCells(limit: limits.cells) }
    }

    /// What the cell holds; nil for nothing.
    private func value() -> CellValue? {
        if cell.isMisplaced { return .fault(.misplaced) }
        if cell.hasTwoValues { return .fault(.unreadable) }
        guard cell.bytes.count <= limits.textBytes else { return .fault(.tooLong) }
        if cell.isFormula, ExcelFormula.isLinked(cell.formula) { return .fault(.linked) }
        let text = String(decoding: cell.bytes, as: UTF8.self)
        switch cell.type {
        case "s":
            guard let number = Int(text), texts.indices.contains(number) else {
                return cell.hasValue ? .fault(.unreadable) : nil
            }
            return texts[number]
        case "str", "inlineStr":
            if cell.isFormula, !cell.hasValue { return .fault(.notCalculated) }
            return .typed(ExcelStrings.unescaped(text), limits)
        case "e": return .fault(.error)
        case "b":
            guard cell.hasValue, !text.isEmpty else { return withoutValue }
            return text == "1" ? .truth(true) : text == "0" ? .truth(false) : .fault(.unreadable)
        case "d":
            guard !text.isEmpty else { return withoutValue }
            return Self.day { () throws(CellFault) in try SerialDay.day(iso: text) }
        case nil, "n":
            guard !text.isEmpty else { return withoutValue }
            // A program that cannot calculate stores nought and asks for a calculation.
            if cell.isFormula, contents.wantsCalculation, text == "0" {
                return .fault(.notCalculated)
            }
            return number(text)
        default: return .fault(.unreadable)
        }
    }

    private var withoutValue: CellValue? { cell.isFormula ? .fault(.notCalculated) : nil }

    private func number(_ text: String) -> CellValue {
        guard let number = StoredNumber.shortest(text), let format = styles.format(cell.style)
        else { return .fault(.unreadable) }
        switch format.kind {
        case .number: return .number(number, currency: format.currency)
        case .percentage: return .percentage(number)
        case .time: return .time(number)
        case .date:
            let since1904 = contents.countsFrom1904
            return Self.day { () throws(CellFault) in
                try SerialDay.day(number, since1904: since1904)
            }
        }
    }

    private static func day(_ read: () throws(CellFault) -> String) -> CellValue {
        do throws(CellFault) {
            return .date(try read())
        } catch {
            return .fault(error)
        }
    }
}
