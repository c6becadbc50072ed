/// One table of a report, stated once: page, sheet, terminal, CSV and JSON show the same typed cells.
package struct ReportTable: Sendable, Equatable {
    /// The name of its sheet.
    package var name: String
    /// What it shows, in a sentence above it on the page.
    package var caption: String
    package var columns: [Column]
    package private(set) var rows: [[ReportCell]] = []
    /// The name of the row of totals; nil for a table without.
    package var totalLabel: String?

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
            self.isTotalled = isTotalled || total != nil
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

    /// Adds a row, which must have a cell for every column.
    package mutating func append(_ row: [ReportCell]) {
        precondition(
            row.count == columns.count,
            "a row of \(row.count) cells in the table '\(name)' of \(columns.count) columns"
        )
        rows.append(row)
    }

    private func places(_ form: Forms) -> [Int] {
        columns.indices.filter { columns[$0].forms.contains(form) }
    }

    /// The row of totals in words; empty where a column has no total.
    private func totals(_ places: [Int], _ text: (ReportCell) -> String) -> [String]? {
        totalLabel.map { label in
            places.enumerated().map { position, place in
                position == 0 ? label : columns[place].total.map(text) ?? ""
            }
        }
    }

    // MARK: - Forms

    /// The table for a page: all rows, or the first so many.
    package func page(first limit: Int = .max) -> HTMLTable {
        let places = places(.page)
        return HTMLTable(
            caption: caption,
            columns: places.map {
                columns[$0].isNumeric ? .numbers(columns[$0].title) : .words(columns[$0].title)
            },
            rows: rows.prefix(limit).map { row in
                places.map { place in
                    row[place] == .empty && columns[place].isNumeric
                        ? NumberFormat.dash : row[place].pageText
                }
            },
            total: totals(places, \.pageText)
        )
    }

    package var sheet: Workbook.Sheet {
        let places = places(.sheet)
        return Workbook.Sheet(
            name: name,
            columns: places.map { place in
                let column = columns[place]
                return .init(
                    column.title,
                    column.kind,
                    isTotalled: totalLabel != nil && column.isTotalled,
                    statedTotal: totalLabel == nil ? nil : column.total?.sheetCell
                )
            },
            rows: rows.map { row in places.map { row[$0].sheetCell } },
            totalLabel: totalLabel
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
            rows: rows.prefix(limit).map { row in places.map { row[$0].terminalText } },
            total: totals(places, \.terminalText)
        )
    }

    /// The tidy table: a column a key.
    package var csv: CSVTable {
        let places = places(.csv)
        return CSVTable(
            columns: places.map { columns[$0].key },
            rows: rows.map { row in places.map { row[$0].csvCell } }
        )
    }

    /// An object a row, by key.
    package var json: JSONValue { .array(rows.map { .object(members($0)) }) }

    private func members(_ row: [ReportCell]) -> [JSONValue.Member] {
        places(.json).map { .init(columns[$0].jsonKey, row[$0].json(columns[$0].jsonNumbers)) }
    }
}
