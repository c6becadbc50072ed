import CTopsliceXlsxWriter
import Glibc
import TopsliceRecords

/// Hands a workbook to libxlsxwriter, cell by cell.
///
/// Text always goes through `worksheet_write_string`, which never makes a formula.
struct WorkbookWriter {
    private let book: UnsafeMutablePointer<lxw_workbook>
    /// The first thing that went wrong, in words.
    private(set) var failure: String?
    private var formats: WorkbookFormats
    /// Where tables begin, by the names wished for.
    private var tables: [String: (name: String, firstRow: Int)] = [:]
    private var values = FormulaValues(
        .init(properties: .init(title: "", subject: "", author: ""), sheets: [], notes: [])
    )

    private static let differenceLabel = "Difference (must be 0.00)"

    /// Excel refuses longer strings.
    private static let textLimit = 32_000

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
        formats = WorkbookFormats(book)
    }

    /// What a fault of the library means to the user; its own words name its functions.
    static func words(_ code: lxw_error) -> String {
        switch code {
        case LXW_ERROR_MEMORY_MALLOC_FAILED: "there is not enough memory"
        case LXW_ERROR_CREATING_TMPFILE:
            "no temporary file can be made (a full disk, or a limit on the size of files)"
        case LXW_ERROR_CREATING_XLSX_FILE, LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_FILE_ADD,
            LXW_ERROR_ZIP_CLOSE:
            "there is no room for it (a full disk, or a limit on the size of files)"
        default: "a sheet was refused (fault \(code.rawValue))"
        }
    }

    mutating func write(_ workbook: Workbook) {
        setProperties(workbook.properties)
        let names = SheetName.distinct(workbook.sheets.map(\.name) + ["Notes"])
        values = FormulaValues(workbook)
        for (sheet, name) in zip(workbook.sheets, names) where tables[sheet.name] == nil {
            tables[sheet.name] = (name, sheet.firstRow)
        }
        for (sheet, name) in zip(workbook.sheets, names) { write(sheet, name: name) }
        if !workbook.notes.isEmpty, let name = names.last {
            let rows = workbook.notes.map { [Workbook.Cell.text($0.term), .text($0.text)] }
            write(
                Workbook.Sheet(
                    name: name,
                    columns: [.init("Item", .text), .init("Explanation", .text)],
                    rows: rows
                ),
                name: name
            )
        }
    }

    private mutating func setProperties(_ properties: Workbook.Properties) {
        var native = lxw_doc_properties()
        let words = [
            properties.title, properties.subject, properties.author, properties.comments,
        ]
        let texts = words.map { (word: String) in strdup(visible(word)) }
        defer { for text in texts { free(text) } }
        native.title = texts[0]
        native.subject = texts[1]
        native.author = texts[2]
        native.comments = texts[3]
        native.created = properties.created
        note(workbook_set_properties(book, &native))
    }

    private mutating func write(_ sheet: Workbook.Sheet, name: String) {
        guard let page = workbook_add_worksheet(book, name) else {
            failure = failure ?? "the sheet '\(name)' was refused"
            return
        }
        var widths: [Double] = []
        for (column, spec) in sheet.columns.enumerated() {
            let longest = sheet.rows.map { $0[column].displayLength }.max() ?? 0
            let hasCheck = column == 0 && sheet.columns.contains(where: \.isChecked)
            let label = hasCheck ? Self.differenceLabel.count : 0
            let wanted = max(longest, label, spec.statedTotal?.displayLength ?? 0, 9) + 2
            // A SHA-256 in hexadecimal, with its name, stays on one line.
            let width = Double(max(min(wanted, 76), min(spec.title.count + 2, 24)))
            widths.append(width)
            note(worksheet_set_column(page, UInt16(column), UInt16(column), width, nil))
            let role = WorkbookFormats.Role.header(
                isNumeric: spec.kind != .text && spec.kind != .date,
                isFirst: column == 0
            )
            write(spec.title, page, sheet.firstRow - 1, column, role)
        }
        let titles = sheet.columns.map { Workbook.Cell.text($0.title) }
        setHeight(of: titles, widths, page, sheet.firstRow - 1)
        if let heading = sheet.heading {
            write(heading, of: sheet, page, 0, 0, .heading)
        }
        for (row, cells) in sheet.rows.enumerated() {
            setHeight(of: cells, widths, page, row + sheet.firstRow)
            for (column, cell) in cells.enumerated() {
                let kind = sheet.columns[column].kind
                let role = WorkbookFormats.Role.body(kind, isFirst: column == 0)
                write(cell, of: sheet, page, row + sheet.firstRow, column, role)
            }
        }
        if let label = sheet.totalLabel { writeTotals(sheet, label, page) }
        setUp(page, for: sheet)
    }

    private mutating func setUp(
        _ page: UnsafeMutablePointer<lxw_worksheet>,
        for sheet: Workbook.Sheet
    ) {
        let first = UInt32(sheet.firstRow)
        worksheet_freeze_panes(page, first, 0)
        note(worksheet_repeat_rows(page, 0, first - 1))
        let totals = sheet.totalLabel == nil ? 0 : 3
        let last = UInt32(sheet.firstRow + sheet.rows.count - 1 + totals)
        let printed = max(1, sheet.printedColumns ?? sheet.columns.count)
        note(worksheet_print_area(page, 0, 0, last, UInt16(printed - 1)))
        worksheet_set_landscape(page)
        worksheet_set_paper(page, 9)  // A4
        worksheet_fit_to_pages(page, 1, 0)
        note(worksheet_set_footer(page, "&L&A&RPage &P of &N"))
    }

    /// Room for text that wraps: not every program makes it by itself.
    private mutating func setHeight(
        of cells: [Workbook.Cell],
        _ widths: [Double],
        _ page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: Int
    ) {
        var lines = 1
        for (cell, width) in zip(cells, widths) {
            guard case .text(let words) = cell else { continue }
            let room = max(1, Int(width) - 2)
            guard words.count > room else { continue }
            // Words end lines early.
            let usual = max(1, room * 9 / 10)
            lines = max(lines, (min(words.count, Self.textLimit) + usual - 1) / usual)
        }
        guard lines > 1 else { return }
        note(worksheet_set_row(page, UInt32(row), Double(15 * min(lines, 26)), nil))
    }

    /// The total row, then where totals are stated a row of them and a row of differences.
    private mutating func writeTotals(
        _ sheet: Workbook.Sheet,
        _ label: String,
        _ page: UnsafeMutablePointer<lxw_worksheet>
    ) {
        let firstRow = sheet.firstRow
        let totalRow = sheet.rows.count + firstRow
        let hasStated = sheet.columns.contains(where: \.isChecked)
        write(.text(label), page, totalRow, 0, .total(.text))
        if hasStated {
            write(.text(label + " as computed"), page, totalRow + 1, 0, .body(.text, isFirst: true))
            write(.text(Self.differenceLabel), page, totalRow + 2, 0, .total(.text))
        }
        for (column, spec) in sheet.columns.enumerated() where column > 0 {
            guard spec.isTotalled else {
                if let stated = spec.statedTotal {
                    write(stated, page, totalRow, column, .total(spec.kind))
                    continue
                }
                // Only for the rule above the row.
                let role = formats.format(.total(spec.kind))
                note(worksheet_write_blank(page, UInt32(totalRow), UInt16(column), role))
                continue
            }
            let letter = Self.letters(column)
            let sum =
                sheet.rows.isEmpty ? "0" : "SUM(\(letter)\(firstRow + 1):\(letter)\(totalRow))"
            let cached = sum == "0" ? 0 : self.sum(column, of: sheet)
            writeFormula("=" + sum, cached, page, totalRow, column, .total(spec.kind))
            guard let stated = spec.statedTotal else { continue }
            write(stated, page, totalRow + 1, column, .body(spec.kind, isFirst: false))
            guard case .number(let value) = stated.content else {
                write("too long to be checked here", page, totalRow + 2, column, .difference)
                continue
            }
            let difference = cached - value
            writeFormula(
                "=ROUND(\(letter)\(totalRow + 1)-\(letter)\(totalRow + 2),2)",
                (difference * 100).rounded() / 100,
                page,
                totalRow + 2,
                column,
                .difference
            )
        }
    }

    /// What the spreadsheet will find when it adds the column up; shown until it does.
    private mutating func sum(_ column: Int, of sheet: Workbook.Sheet) -> Double {
        var units: Int? = 0
        var places = 0
        var plain = 0.0
        for (row, cells) in sheet.rows.enumerated() {
            var cell = cells[column]
            if case .formula(_, .amount(let decimals)) = cell,
                case .whole(let amount) = values.value(
                    at: WorkbookPlace(sheet.name, row: row, column: column)
                )
            {
                cell = .minorUnits(amount, decimals: decimals)
            }
            if case .number(let value) = cell.content { plain += value }
            if case .minorUnits(let amount, let decimals) = cell, let sum = units {
                places = decimals
                let (next, isTooLarge) = sum.addingReportingOverflow(amount)
                units = isTooLarge ? nil : next
            } else if cell != .empty {
                units = nil
            }
        }
        guard let units,
            case .number(let exact) =
                Workbook.Cell.minorUnits(units, decimals: places).content
        else { return plain }
        return exact
    }

    // MARK: Cells

    private mutating func write(
        _ cell: Workbook.Cell,
        of sheet: Workbook.Sheet,
        _ page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: Int,
        _ column: Int,
        _ role: WorkbookFormats.Role
    ) {
        guard case .formula(let formula, let shown) = cell else {
            write(cell, page, row, column, role)
            return
        }
        let text = FormulaText(tables: tables, sheet: sheet.name).text(formula)
        let decimals = shown.decimals
        let written = decimals == 0 ? "=" + text : "=\(text)/\(FormulaText.units(decimals))"
        switch values.value(of: formula) {
        case .whole(let number):
            guard
                case .number(let cached) =
                    Workbook.Cell.minorUnits(number, decimals: decimals).content
            else { preconditionFailure("\(number) is within the range of formulas") }
            writeFormula(written, cached, page, row, column, role)
        case .words(let words):
            writeFormula(written, FormulaText.shown(words), page, row, column, role)
        case .decimal, .outOfRange: writeFormula(written, "out of range", page, row, column, role)
        }
    }

    private mutating func writeFormula(
        _ formula: String,
        _ cached: String,
        _ page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: Int,
        _ column: Int,
        _ role: WorkbookFormats.Role
    ) {
        note(
            worksheet_write_formula_str(
                page,
                UInt32(row),
                UInt16(column),
                formula,
                formats.format(role),
                cached
            )
        )
    }

    private mutating func write(
        _ cell: Workbook.Cell,
        _ page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: Int,
        _ column: Int,
        _ role: WorkbookFormats.Role
    ) {
        switch cell.content {
        case .blank: break
        case .words(let words): write(words, page, row, column, role)
        case .number(let value):
            note(
                worksheet_write_number(
                    page,
                    UInt32(row),
                    UInt16(column),
                    value,
                    formats.format(role)
                )
            )
        }
    }

    private mutating func write(
        _ words: String,
        _ page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: Int,
        _ column: Int,
        _ role: WorkbookFormats.Role
    ) {
        guard !words.isEmpty else { return }
        let safe = FormulaGuard.neutralised(words)
        let text =
            safe.utf16.count > Self.textLimit
            ? String(safe.prefix(Self.textLimit / 2)) + "…" : safe
        note(worksheet_write_string(page, UInt32(row), UInt16(column), text, formats.format(role)))
    }

    private mutating func writeFormula(
        _ formula: String,
        _ cached: Double,
        _ page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: Int,
        _ column: Int,
        _ role: WorkbookFormats.Role
    ) {
        note(
            worksheet_write_formula_num(
                page,
                UInt32(row),
                UInt16(column),
                formula,
                formats.format(role),
                cached
            )
        )
    }

    private mutating func note(_ code: lxw_error) {
        if code != LXW_NO_ERROR && failure == nil { failure = Self.words(code) }
    }

    /// "A", "B", … "Z", "AA", …
    static func letters(_ column: Int) -> String {
        var rest = column + 1
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
