package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords
internal import TopsliceSpreadsheets

/// A table that a case names, of a CSV file or a sheet, row by row.
package struct CaseTable: Sendable {
    package let file: String
    package let columns: TableColumns
    package let records: [TableRecord]

    /// The field of a record; empty where the column is absent.
    package func field(_ column: String, of record: TableRecord) -> String {
        columns.field(column, of: record)
    }
}

extension CaseReader {
    /// The table named under a key, which lies in the folder of the case.
    package mutating func table(
        _ map: YAMLMap,
        _ key: String,
        required: [String],
        optional: [String] = []
    ) -> CaseTable? {
        guard let node = map[key], let name = text(map, key) else { return nil }
        do throws(FileTrouble) {
            let path = StatedPath(name, in: file)
            let source = try FileBytes(reading: path, limit: TableSource.largestFile)
            return table(source, sheet: path.table, required: required, optional: optional)
        } catch {
            fault(node, "'\(escapedName(name))': \(error.message)")
            return nil
        }
    }

    /// A table that is the case itself.
    package mutating func table(
        reading path: String,
        required: [String],
        optional: [String] = []
    ) -> CaseTable? {
        let address = TableAddress(path)
        do throws(FileTrouble) {
            let source = try FileBytes(
                reading: address.file,
                limit: TableSource.largestFile,
                readsStandardInput: true
            )
            return table(source, sheet: address.table, required: required, optional: optional)
        } catch {
            add(Faults(Fault(error, file: address.file)))
            return nil
        }
    }

    private mutating func table(
        _ source: FileBytes,
        sheet: String?,
        required: [String],
        optional: [String]
    ) -> CaseTable? {
        do throws(Faults) {
            var reader = try TableReader(
                TableSource(source, table: sheet),
                delimiter: .comma,
                required: required,
                optional: optional,
                currency: form.heading
            )
            var records: [TableRecord] = []
            while let record = reader.next() { records.append(record) }
            read(source, rows: records.count)
            add(reader.allFaults)
            add(reader.notices)
            let table = CaseTable(file: source.name, columns: reader.columns, records: records)
            if records.isEmpty, reader.allFaults.isEmpty {
                fault(table, nil, "", "there is nothing below the header")
            }
            return table
        } catch {
            read(source, rows: 0)
            add(error)
            return nil
        }
    }

    // MARK: - Cells

    package mutating func fault(
        _ table: CaseTable,
        _ record: TableRecord?,
        _ column: String,
        _ message: String
    ) {
        add(
            Faults(
                Fault(
                    place: record?.place(ofColumn: column.isEmpty ? nil : column, in: table.file)
                        ?? FilePlace(file: table.file, line: 1),
                    subject: column.isEmpty ? .whole : .column(column),
                    message: message
                )
            )
        )
    }

    /// A cell that may not be empty.
    package mutating func text(
        _ table: CaseTable,
        _ record: TableRecord,
        _ column: String
    ) -> String? {
        let text = table.field(column, of: record)
        if text.isEmpty {
            fault(table, record, column, "the field is empty")
            return nil
        }
        return text
    }

    /// A cell that may not be empty, in the plain form of text files.
    private mutating func plain(
        _ table: CaseTable,
        _ record: TableRecord,
        _ column: String,
        _ read: (FieldForm, String) throws(CellTrouble) -> String
    ) -> String? {
        guard let text = text(table, record, column) else { return nil }
        let form = table.columns.place(of: column, in: record).map(record.form) ?? .written
        do throws(CellTrouble) {
            return try read(form, text)
        } catch {
            fault(table, record, column, error.message)
            return nil
        }
    }

    package mutating func date(
        _ table: CaseTable,
        _ record: TableRecord,
        _ column: String
    ) -> CalendarDate? {
        guard
            let text = plain(
                table,
                record,
                column,
                { kind, text throws(CellTrouble) in
                    try kind.dayText(text)
                }
            )
        else { return nil }
        guard let date = CalendarDate(parsing: text) else {
            fault(table, record, column, Self.noDate(text))
            return nil
        }
        return date
    }

    package mutating func amount(
        _ table: CaseTable,
        _ record: TableRecord,
        _ column: String
    ) -> Money? {
        let form = form
        guard
            let text = plain(
                table,
                record,
                column,
                { kind, text throws(CellTrouble) in
                    try kind.amountText(text, form)
                }
            )
        else {
            return nil
        }
        do throws(MoneyError) {
            let money = try Money(parsing: text, currency: form.currency, style: form.style)
            guard let trouble = trouble(with: money, false) else { return money }
            fault(table, record, column, trouble)
        } catch {
            fault(table, record, column, escaped(error.description))
        }
        return nil
    }

    /// A number above zero.
    package mutating func positiveNumber(
        _ table: CaseTable,
        _ record: TableRecord,
        _ column: String
    ) -> Rational? {
        guard
            let text = plain(
                table,
                record,
                column,
                { kind, text throws(CellTrouble) in
                    try kind.numberText(text)
                }
            )
        else { return nil }
        guard text.utf8.count <= 40, let value = try? Rational(parsing: text), value.isPositive
        else {
            fault(
                table,
                record,
                column,
                "'\(escaped(text, longest: 80))' is not a number above zero such as 96.25"
            )
            return nil
        }
        return value
    }
}
