internal import TopsliceRecords

/// The table that stands in a sheet: its head, its rows, and what is left out of it with a notice.
struct SheetTable {
    private let file: String
    private let area: SheetArea
    private let head: SheetRow
    /// Below the head.
    private let body: [SheetRow]
    /// Nil where heads can be anything.
    private let wanted: WantedColumns?
    private let columns: SheetColumns
    /// Where the field of a column of the sheet is.
    private let fields: [Int: Int]
    private var faults: FaultList
    private var notices: [TableNotice] = []

    init(file: String, _ area: SheetArea, _ found: SheetHead, _ wanted: WantedColumns?) {
        self.file = file
        self.area = area
        self.wanted = wanted
        let rows = area.rows
        head = rows[found.place]
        body = Array(rows.dropFirst(found.place + 1))
        faults = FaultList(file: file)
        var names: [String] = []
        var numbers: [Int] = []
        if wanted == nil, let first = body.flatMap(\.cells).map(\.column).min(),
            let start = head.cells.first?.column, first < start
        {
            // The corner of a table with heads both ways may be empty.
            names.append("")
            numbers.append(first)
        }
        var others: [Int] = []
        for cell in head.cells {
            guard let text = cell.value.field?.text else {
                // A heading that cannot be read may be that of any column.
                if case .fault(let fault) = cell.value {
                    faults.add(
                        Fault(
                            place: FilePlace(
                                file: file,
                                sheet: area.sheet.name,
                                line: head.number,
                                character: cell.column
                            ),
                            message: fault.message
                        )
                    )
                }
                continue
            }
            if let wanted, wanted.leavesOthersOut, wanted.column(headed: text) == nil {
                others.append(cell.column)
                continue
            }
            let name = wanted?.column(headed: text)
            if let name, let trouble = wanted?.trouble(withHeading: text) {
                faults.add(
                    Fault(
                        place: FilePlace(
                            file: file,
                            sheet: area.sheet.name,
                            line: head.number,
                            character: cell.column
                        ),
                        subject: .column(name),
                        message: trouble
                    )
                )
            }
            names.append(name ?? text)
            numbers.append(cell.column)
        }
        columns = SheetColumns(sheet: area.sheet.name, names: names, numbers: numbers)
        fields = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
        if !others.isEmpty {
            notices.append(
                TableNotice(
                    .unusedColumns(others.map(FilePlace.letters)),
                    at: place(head.number)
                )
            )
        }
    }

    private var headRecord: TableRecord {
        TableRecord(row: head.number, fields: columns.names, forms: [], sheet: columns)
    }

    /// The head without a row: of a table that has none of the columns.
    var headAlone: SheetRecords {
        SheetRecords(head: headRecord, records: [], faults: faults, notices: [])
    }

    private func place(_ row: Int, _ column: Int? = nil) -> FilePlace {
        FilePlace(file: file, sheet: area.sheet.name, line: row, character: column)
    }

    /// Every row of the table.
    ///
    /// - Parameter count: of the sheets that were looked at.
    consuming func records(of count: Int) -> SheetRecords {
        refuseMergedHeads()
        if area.isHidden { notices.append(TableNotice(.hiddenSheet, at: place(head.number))) }
        if count > 1 {
            notices.append(TableNotice(.chosenSheet(of: count), at: place(head.number)))
        }
        let kept = withoutTotals(withoutNotes())
        refuseColumnsWithoutHead(kept)
        refuseMergedCells(kept)
        var records: [TableRecord] = []
        records.reserveCapacity(kept.count)
        for row in kept {
            if let record = record(row) { records.append(record) }
        }
        note(kept)
        return SheetRecords(head: headRecord, records: records, faults: faults, notices: notices)
    }

    // MARK: What is left out

    /// Lines of words below the table are no part of it.
    private mutating func withoutNotes() -> ArraySlice<SheetRow> {
        var rows = body[...]
        if area.totalRows > 0, let range = area.range {
            let first = range.rows.upperBound - area.totalRows + 1
            while let last = rows.last, last.number >= first {
                rows.removeLast()
                notices.append(TableNotice(.declaredTotals, at: place(last.number)))
            }
        }
        var end = rows.endIndex
        var place = rows.endIndex - 1
        // Upwards, as far as there is nothing but words.
        while place >= rows.startIndex, isOfWords(rows[place]) {
            let above = place > rows.startIndex ? rows[place - 1].number : head.number
            let isApart = rows[place].number > above + 1
            if isApart || rows[place].cells.count == 1 { end = place }
            if !isApart, rows[place].cells.count > 1, place == rows.startIndex { break }
            place -= 1
        }
        for note in rows[end...] { notices.append(TableNotice(.note, at: self.place(note.number))) }
        return rows[..<end]
    }

    /// Whether a row holds nothing but texts that are no numbers, and leaves a column empty that must be filled.
    private func isOfWords(_ row: SheetRow) -> Bool {
        let isText = row.cells.allSatisfy { cell in
            guard case .text(let text) = cell.value, cell.value.amount == nil else { return false }
            return row.cells.count == 1
                || !(text.first.map { "0123456789(-£$€.".contains($0) } ?? false)
        }
        return isText && lacksRequired(row)
    }

    private func lacksRequired(_ row: SheetRow) -> Bool {
        guard let wanted else { return row.cells.count == 1 && columns.names.count > 2 }
        return columns.numbers.enumerated().contains { field, number in
            wanted.required.contains(columns.names[field]) && row.cell(number) == nil
        }
    }

    /// Rows of totals are no part of the table; one that is called a total and is none is a fault. Nor are heads that
    /// stand again at the top of a printed page.
    private mutating func withoutTotals(_ rows: ArraySlice<SheetRow>) -> [SheetRow] {
        // A table with heads both ways says itself what its totals are.
        guard wanted != nil, rows.contains(where: { mayBeTotal($0) || isHead($0) }) else {
            return Array(rows)
        }
        var sums = ColumnSums()
        var kept: [SheetRow] = []
        for row in rows {
            if isHead(row) {
                notices.append(TableNotice(.headAgain, at: place(row.number)))
                continue
            }
            let isCalled = isCalledTotal(row)
            // Numbers alone under a single row may be the rest of a row like it.
            if mayBeTotal(row), isCalled || sums.rowCount != 1, sums.isTotal(row) {
                notices.append(TableNotice(.totals, at: place(row.number)))
                sums.endSection()
            } else if isCalled, !row.cells.contains(where: \.value.isFault) {
                faults.add(
                    Fault(
                        place: place(row.number, totalCell(row)),
                        message:
                            "the row is called a total and does not hold the sum of the rows above it; "
                            + "correct it or take it out"
                    )
                )
            } else {
                sums.add(row)
                kept.append(row)
            }
        }
        return kept
    }

    /// Whether a row holds the texts of the head and nothing else.
    private func isHead(_ row: SheetRow) -> Bool {
        row.cells.count == head.cells.count
            && zip(row.cells, head.cells).allSatisfy {
                $0.column == $1.column && $0.value == $1.value
            }
    }

    /// Where the first number of a row stands, or its first cell.
    private func totalCell(_ row: SheetRow) -> Int? {
        (row.cells.first { $0.value.isNumber } ?? row.cells.first)?.column
    }

    private func mayBeTotal(_ row: SheetRow) -> Bool {
        if isCalledTotal(row) { return true }
        // Numbers alone, under a table that wants more than numbers.
        return lacksRequired(row) && row.cells.allSatisfy { $0.value.isNumberOrPart }
    }

    private func isCalledTotal(_ row: SheetRow) -> Bool {
        let isLacking = lacksRequired(row)
        return row.cells.contains { cell in
            guard case .text(let text) = cell.value else { return false }
            return isLacking ? TotalLabel.isPart(text) : TotalLabel.isWhole(text)
        } && row.cells.contains { !$0.value.isText }
    }

    // MARK: What is refused

    private mutating func refuseMergedHeads() {
        for range in area.sheet.merged where range.rows.contains(head.number) {
            guard let first = columns.numbers.first(where: range.columns.contains) else { continue }
            faults.add(
                Fault(
                    place: place(range.rows.lowerBound, max(range.columns.lowerBound, 1)),
                    subject: subject(first),
                    message: "the heading is merged over \(range); give each column one of its own"
                )
            )
        }
    }

    /// What a message calls a column of the sheet.
    private func subject(_ column: Int) -> FaultSubject {
        guard let field = fields[column] else { return .whole }
        let name = columns.names[field]
        return wanted?.all.contains(name) == true ? .column(name) : .columnNumber(field + 1)
    }

    /// Merged cells among the rows that count; each range once.
    private mutating func refuseMergedCells(_ rows: [SheetRow]) {
        for range in area.sheet.merged {
            let next = rows.partitionPoint { $0.number < range.rows.lowerBound }
            guard rows.indices.contains(next), range.rows.contains(rows[next].number),
                let column = columns.numbers.first(where: range.columns.contains)
            else { continue }
            faults.add(
                Fault(
                    place: place(range.rows.lowerBound, range.columns.lowerBound),
                    subject: subject(column),
                    message: CellFault.merged(range.description).message
                )
            )
        }
    }

    /// Cells beside the table; the first of each column.
    private mutating func refuseColumnsWithoutHead(_ rows: [SheetRow]) {
        // A mapping says which columns count.
        if wanted?.leavesOthersOut == true { return }
        var filled: Set<Int> = []
        for row in rows {
            for cell in row.cells where fields[cell.column] == nil {
                guard filled.insert(cell.column).inserted else { continue }
                faults.add(
                    Fault(
                        place: place(row.number, cell.column),
                        message: "the cell stands in a column without a heading"
                    )
                )
            }
        }
        guard let last = columns.numbers.last else { return }
        let blank = (1..<max(1, last)).filter { column in
            fields[column] == nil && !filled.contains(column)
                && area.range?.columns.contains(column) != false
        }
        guard !blank.isEmpty else { return }
        notices.append(
            TableNotice(.blankColumns(blank.map(FilePlace.letters)), at: place(head.number))
        )
    }

    // MARK: What is read

    /// The fields of a row; nil with faults where cells cannot be read.
    private mutating func record(_ row: SheetRow) -> TableRecord? {
        var texts = [String](repeating: "", count: columns.names.count)
        var forms = [FieldForm](repeating: .typed, count: columns.names.count)
        var isSound = true
        for cell in row.cells {
            guard let field = fields[cell.column] else { continue }
            if case .fault(let fault) = cell.value {
                isSound = false
                faults.add(
                    Fault(
                        place: place(row.number, cell.column),
                        subject: subject(cell.column),
                        message: fault.message
                    )
                )
            } else if let value = cell.value.field {
                (texts[field], forms[field]) = value
            }
        }
        guard isSound else { return nil }
        return TableRecord(row: row.number, fields: texts, forms: forms, sheet: columns)
    }

    /// What of the rows that count must not go unsaid.
    private mutating func note(_ rows: [SheetRow]) {
        let hidden = rows.count(where: \.isHidden)
        if hidden > 0 { notices.append(TableNotice(.hiddenRows(hidden), at: place(head.number))) }
        let letters = columns.numbers.filter { number in
            area.sheet.hiddenColumns.contains { $0.contains(number) }
        }.map(FilePlace.letters)
        if !letters.isEmpty {
            notices.append(TableNotice(.hiddenColumns(letters), at: place(head.number)))
        }
        let formulas = rows.reduce(0) { sum, row in
            sum + row.cells.count { $0.isFormula && fields[$0.column] != nil }
        }
        if formulas > 0 {
            notices.append(TableNotice(.formulas(formulas), at: place(head.number)))
        }
    }
}

extension CellValue {
    fileprivate var isFault: Bool { if case .fault = self { true } else { false } }

    fileprivate var isText: Bool { if case .text = self { amount == nil } else { false } }

    fileprivate var isNumberOrPart: Bool {
        if case .percentage = self { true } else { isNumber }
    }
}

extension Array {
    /// The first place whose element is not before, where all that are before stand first.
    /// - Complexity: O(log n).
    fileprivate func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
