package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// A CSV table that a case names, row by row.
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
    private static let tableLimit = 512 << 20

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
            let source = try FileBytes(reading: path, limit: Self.tableLimit)
            return table(source, required: required, optional: optional)
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
        do throws(FileTrouble) {
            let source = try FileBytes(
                reading: path,
                limit: Self.tableLimit,
                readsStandardInput: true
            )
            return table(source, required: required, optional: optional)
        } catch {
            add(Faults(Fault(error, file: path)))
            return nil
        }
    }

    private mutating func table(
        _ source: FileBytes,
        required: [String],
        optional: [String]
    ) -> CaseTable? {
        let text: TextFile
        do throws(FileTrouble) {
            text = try TextFile(source)
        } catch {
            read(source, rows: 0)
            add(Faults(Fault(error, file: source.name)))
            return nil
        }
        do throws(Faults) {
            var reader = try TableReader(
                text,
                delimiter: .comma,
                required: required,
                optional: optional
            )
            var records: [TableRecord] = []
            while let record = reader.nextVisible() { records.append(record) }
            read(source, rows: records.count)
            add(reader.allFaults)
            let table = CaseTable(file: text.file, columns: reader.columns, records: records)
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
                    place: FilePlace(file: table.file, line: record?.line ?? 1),
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

    package mutating func date(
        _ table: CaseTable,
        _ record: TableRecord,
        _ column: String
    ) -> CalendarDate? {
        guard let text = text(table, record, column) else { return nil }
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
        guard let text = text(table, record, column) else { return nil }
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
        guard let text = text(table, record, column) else { return nil }
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
