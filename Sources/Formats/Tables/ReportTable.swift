/// One table of a report, stated once: page, sheet, terminal, CSV and JSON show the same typed cells.
package struct ReportTable: Sendable, Equatable {
    /// The name of its sheet.
    package var name: String
    /// What it shows, in a sentence above it on the page.
    package var caption: String
    package var columns: [Column]
    private var content = Content.held([])
    /// The name of the row of totals; nil for a table without.
    package var totalLabel: String?
    /// What the rows come to together, stated rather than added up: a last row for people, not in data.
    package private(set) var together: [ReportCell]?
    /// Whether each row becomes a card on a telephone, so that no figure is out of view.
    package var isStacked = false
    /// What a page shows where a number is missing.
    package var missingNumber = NumberFormat.dash
    /// The longest table that is made a sheet.
    package var sheetLimit = Int.max

    private enum Content: Sendable {
        case held([[ReportCell]])
        case made(count: Int, RowMaker)
    }

    /// Gives the first so many rows, one after the other.
    package typealias RowMaker = @Sendable (_ limit: Int, _ add: ([ReportCell]) -> Void) -> Void

    /// Where a column is shown.
    package struct Forms: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let page = Forms(rawValue: 1)
        package static let sheet = Forms(rawValue: 2)
        package static let terminal = Forms(rawValue: 4)
        /// CSV and JSON are where a column goes by its key.
        package static let csv = Forms(rawValue: 8)
        package static let json = Forms(rawValue: 16)
        package static let data: Forms = [.csv, .json]
        package static let people: Forms = [.page, .sheet, .terminal]
        package static let all: Forms = [.people, .data]
    }

    /// How exact numbers are written in JSON.
    package enum JSONNumbers: Sendable {
        /// As text, all of them: no reader rounds it.
        case exact
        /// As the nearest Double, for readers that reckon at once.
        case nearest
    }

    package struct Column: Sendable, Equatable {
        package var title: String
        /// The name in CSV and JSON: a contract.
        package var key: String
        /// Its name in JSON, where that is another.
        package var jsonKey: String
        package var kind: Workbook.Column.Kind
        package var forms: Forms
        /// A shorter title for terminals.
        package var terminalTitle: String
        /// Whether a sheet adds the column up.
        package var isTotalled: Bool
        /// The total as it was computed exactly elsewhere, for the row of totals.
        package var total: ReportCell?
        package var jsonNumbers: JSONNumbers
        /// Empty cells with room to write in by hand.
        package var isToFill = false

        package init(
            _ title: String,
            key: String = "",
            _ kind: Workbook.Column.Kind = .text,
            on forms: Forms? = nil,
            terminalTitle: String? = nil,
            isTotalled: Bool = false,
            total: ReportCell? = nil,
            jsonKey: String? = nil,
            jsonNumbers: JSONNumbers = .exact
        ) {
            self.title = title
            self.key = key
            self.jsonKey = jsonKey ?? key
            self.kind = kind
            self.forms = forms ?? (key.isEmpty ? .people : title.isEmpty ? .data : .all)
            self.terminalTitle = terminalTitle ?? title
            // Words for the last row are no sum.
            self.isTotalled = isTotalled || total != nil && kind != .text
            self.total = total
            self.jsonNumbers = jsonNumbers
        }

        fileprivate var isNumeric: Bool { kind != .text }
    }

    package init(
        name: String,
        caption: String = "",
        columns: [Column],
        rows: [[ReportCell]] = [],
        totalLabel: String? = nil
    ) {
        self.name = name
        self.caption = caption
        self.columns = columns
        self.totalLabel = totalLabel
        for row in rows { append(row) }
    }

    /// A long table, whose rows are made each time they are drawn and never held together.
    package init(
        name: String,
        caption: String = "",
        columns: [Column],
        totalLabel: String? = nil,
        rowCount: Int,
        rows: @escaping RowMaker
    ) {
        self.name = name
        self.caption = caption
        self.columns = columns
        self.totalLabel = totalLabel
        content = .made(count: rowCount, rows)
    }

    /// Adds a row, which must have a cell for every column.
    package mutating func append(_ row: [ReportCell]) {
        check(row)
        guard case .held(var rows) = content else {
            preconditionFailure(
                "a row is added to '\(name)', whose rows are made when they are drawn"
            )
        }
        content = .held([])
        rows.append(row)
        content = .held(rows)
    }

    /// Adds the last row, of all the others together; its first cell names it.
    package mutating func conclude(_ row: [ReportCell]) {
        check(row)
        precondition(totalLabel == nil, "'\(name)' has two rows of totals")
        together = row
    }

    private func check(_ row: [ReportCell]) {
        precondition(
            row.count == columns.count,
            "a row of \(row.count) cells in the table '\(name)' of \(columns.count) columns"
        )
    }

    package var rowCount: Int {
        switch content {
        case .held(let rows): rows.count
        case .made(let count, _): count
        }
    }

    package var isEmpty: Bool { rowCount == 0 }

    package var fitsSheet: Bool { rowCount <= sheetLimit }

    package var rows: [[ReportCell]] { drawn { $0 } }

    /// The first so many rows, each in some form.
    private func drawn<Row>(
        first limit: Int = .max,
        _ form: ([ReportCell]) -> Row
    ) -> [Row] {
        switch content {
        case .held(let rows): return rows.prefix(limit).map(form)
        case .made(let count, let make):
            var result: [Row] = []
            let expected = min(count, limit)
            result.reserveCapacity(expected)
            make(expected) { row in
                check(row)
                result.append(form(row))
            }
            precondition(
                result.count == expected,
                "\(result.count) rows were made of the \(expected) asked of '\(name)'"
            )
            return result
        }
    }

    package static func == (one: ReportTable, other: ReportTable) -> Bool {
        one.name == other.name && one.caption == other.caption && one.columns == other.columns
            && one.totalLabel == other.totalLabel && one.together == other.together
            && one.rows == other.rows
    }

    private func places(_ form: Forms) -> [Int] {
        columns.indices.filter { columns[$0].forms.contains(form) }
    }

    /// The last row in words; empty where a column has no total.
    private func totals(_ places: [Int], _ text: (ReportCell) -> String) -> [String]? {
        if let together { return places.map { text(together[$0]) } }
        return totalLabel.map { label in
            places.enumerated().map { position, place in
                position == 0 ? label : columns[place].total.map(text) ?? ""
            }
        }
    }

    // MARK: - Forms

    /// Nobody reads a longer table on a page.
    private static let pageLimit = 5_000

    /// The table for a page: its first rows.
    ///
    /// - Parameter elsewhere: where all rows are, said in the caption where some are left out; nil to say nothing.
    package func page(
        first limit: Int = pageLimit,
        elsewhere: String? = "the other files have all"
    ) -> HTMLTable {
        let (places, cells) = pageCells(first: limit)
        let note =
            rowCount > limit
            ? elsewhere.map { " (the first \(limit) of \(rowCount) rows; \($0))" } : nil
        return HTMLTable(
            caption: caption + (note ?? ""),
            columns: places.map {
                .init(
                    title: columns[$0].title,
                    isNumeric: columns[$0].isNumeric,
                    isToFill: columns[$0].isToFill
                )
            },
            rows: cells.map { row in places.map { pageText(row[$0], $0) } },
            total: together.map { row in places.map { pageText(row[$0], $0) } }
                ?? totals(places, \.pageText),
            isStacked: isStacked
        )
    }

    /// The rows of a page, and which columns it has: those in which no row has anything say nothing.
    private func pageCells(first limit: Int) -> (places: [Int], rows: [[ReportCell]]) {
        let rows = drawn(first: limit) { $0 } + (together.map { [$0] } ?? [])
        let all = places(.page)
        let told = all.enumerated().filter { position, place in
            position == 0 || columns[place].isToFill || columns[place].total != nil
                || rows.isEmpty || rows.contains { !$0[place].isBlank }
        }.map(\.element)
        // Names alone are no table: that there is nothing of any of them is then what it says.
        return (told.count == 1 ? all : told, together == nil ? rows : Array(rows.dropLast()))
    }

    package var markup: Markup { page().markup }

    private func pageText(_ cell: ReportCell, _ place: Int) -> String {
        if case .empty = cell, columns[place].isNumeric { return missingNumber }
        return cell.pageText
    }

    package var sheet: Workbook.Sheet {
        let places = places(.sheet)
        let mixed = mixedPlaces(places)
        var kinds: [Int: Workbook.Column.Kind] = [:]
        let rows = drawn { row in
            for place in places
            where columns[place].kind.isDecimal && !mixed.contains(place) {
                if let kind = row[place].sheetKind { kinds[place] = kind }
            }
            return places.map {
                mixed.contains($0) ? row[$0].multipliedSheetCell : row[$0].sheetCell
            }
        }
        return Workbook.Sheet(
            name: name,
            columns: places.map { place in
                let column = columns[place]
                return .init(
                    column.title,
                    kinds[place] ?? column.kind,
                    isTotalled: totalLabel != nil && column.isTotalled,
                    statedTotal: totalLabel == nil ? nil : column.total?.sheetCell
                )
            },
            rows: rows + (together.map { row in [places.map { row[$0].sheetCell }] } ?? []),
            totalLabel: totalLabel
        )
    }

    /// Columns whose numbers are not all of one kind, such as points beside pounds, which no one format of a column shows.
    private func mixedPlaces(_ places: [Int]) -> Set<Int> {
        guard case .held(let rows) = content else { return [] }
        return Set(
            places.filter { place in
                guard columns[place].kind.isDecimal else { return false }
                let kinds = rows.compactMap { row -> Workbook.Column.Kind? in
                    guard case .number(.some, _) = row[place] else { return nil }
                    return row[place].sheetKind ?? columns[place].kind
                }
                return kinds.contains { $0 != kinds[0] }
            }
        )
    }

    package var terminal: TextTable { terminal() }

    /// The table for a terminal: all rows, or the first so many.
    package func terminal(first limit: Int = .max) -> TextTable {
        terminal(places(.terminal), first: limit)
    }

    /// A wide table in parts that fit a terminal: each with the leading columns and `size` more, the last with
    /// the trailing ones.
    package func terminalBlocks(leading: Int, of size: Int, trailing: Int = 0) -> [TextTable] {
        let places = places(.terminal)
        let middle = places.dropFirst(leading).dropLast(trailing)
        return stride(from: middle.startIndex, to: middle.endIndex, by: size).map { first in
            let end = min(first + size, middle.endIndex)
            let last = end == middle.endIndex ? places.suffix(trailing) : []
            return terminal(places.prefix(leading) + middle[first..<end] + last)
        }
    }

    private func terminal(_ places: [Int], first limit: Int = .max) -> TextTable {
        TextTable(
            columns: places.map {
                columns[$0].isNumeric
                    ? .numbers(columns[$0].terminalTitle) : .words(columns[$0].terminalTitle)
            },
            rows: drawn(first: limit) { row in places.map { row[$0].terminalText } },
            total: totals(places, \.terminalText)
        )
    }

    /// The tidy table: a column a key.
    package var csv: CSVTable {
        let places = places(.csv)
        return CSVTable(
            columns: places.map { columns[$0].key },
            rows: drawn { row in places.map { row[$0].csvCell } }
        )
    }

    /// ``csv`` as the content of a file, written as rows are made.
    package var csvContent: OutputContent {
        let places = places(.csv)
        return CSVTable.content(columns: places.map { columns[$0].key }) { add in
            forEachRow { row in add(places.map { row[$0].csvCell }) }
        }
    }

    /// ``json``, written as rows are made.
    package var jsonStream: JSONValue {
        JSONStream.values { add in forEachRow { add(.object(members($0))) } }
    }

    private func forEachRow(_ body: ([ReportCell]) -> Void) {
        switch content {
        case .held(let rows): rows.forEach(body)
        case .made(let count, let make): make(count, body)
        }
    }

    /// An object a row, by key.
    package var json: JSONValue { .array(drawn { .object(members($0)) }) }

    private func members(_ row: [ReportCell]) -> [JSONValue.Member] {
        places(.json).map { .init(columns[$0].jsonKey, row[$0].json(columns[$0].jsonNumbers)) }
    }
}
