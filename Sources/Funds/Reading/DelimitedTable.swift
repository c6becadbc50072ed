import TopsliceDoor
import TopsliceRecords
import TopsliceSpreadsheets

/// A table beside an agreement, of a CSV file or a sheet, with the place of every cell.
struct DelimitedTable {
    let columns: TableColumns
    let rows: [Row]
    /// As messages call it, without the name of a sheet.
    let file: String
    /// The digest of the bytes that were read.
    let sha256: String

    struct Row {
        fileprivate let record: TableRecord
        fileprivate let columns: TableColumns
        fileprivate let file: String
        fileprivate let isPersonal: Bool

        /// Where its first cell stands.
        var place: FilePlace { record.place(ofField: 0, in: file) }

        /// The cell of a column; nil where the column is absent or the cell empty.
        subscript(column: String) -> Field? {
            guard let field = field(column), !field.text.isEmpty else { return nil }
            return field
        }

        /// The cell of a column that must be filled; adds a fault where it is not.
        func require(_ column: String, _ faults: inout FaultBook) -> Field? {
            if let field = self[column] { return field }
            let empty = Field(text: "", place: place, subject: .column(column))
            faults.add(field(column) ?? empty, "a value is missing")
            return nil
        }

        private func field(_ column: String) -> Field? {
            guard let position = columns.place(of: column, in: record) else { return nil }
            return Field(
                text: record.fields[position],
                form: record.form(of: position),
                place: record.place(ofField: position, in: file),
                subject: .column(column),
                isPersonal: isPersonal
            )
        }
    }

    /// Reads a table that the user named on the command line.
    ///
    /// - Parameter mapping: how its columns are headed.
    static func read(
        _ path: String,
        mapping: ColumnMapping? = nil,
        required: [String],
        known: [String],
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        do throws(Faults) {
            let source = try TableSource(
                opening: path,
                mapping: mapping,
                readsStandardInput: false
            )
            return read(source, required: required, known: known, isPersonal: false, &faults)
        } catch {
            faults.add(error)
            return nil
        }
    }

    /// Reads a table that the agreement names; nil with faults where it cannot be read.
    ///
    /// - Parameters:
    ///   - mapping: how its columns are headed.
    ///   - isPersonal: whether its cells say something about single people.
    ///   - field: the value that names the table, to be blamed where there is none.
    static func read(
        _ path: StatedPath,
        mapping: ColumnMapping? = nil,
        required: [String],
        known: [String],
        isPersonal: Bool = false,
        askedBy field: Field,
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        let bytes: FileBytes
        do throws(FileTrouble) {
            bytes = try FileBytes(reading: path.ofFile, limit: TableSource.largestFile)
        } catch {
            faults.add(error, of: field)
            return nil
        }
        do throws(Faults) {
            let source = try TableSource(bytes, table: path.table, mapping: mapping)
            return read(source, required: required, known: known, isPersonal: isPersonal, &faults)
        } catch {
            faults.read(bytes.name, sha256: bytes.sha256)
            faults.add(error)
            return nil
        }
    }

    private static func read(
        _ source: TableSource,
        required: [String],
        known: [String],
        isPersonal: Bool,
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        faults.read(source.file, sha256: source.sha256)
        if let mapping = source.mapping { faults.read(mapping.file, sha256: mapping.sha256) }
        do throws(Faults) {
            var reader = try TableReader(
                source,
                delimiter: .comma,
                required: required,
                optional: known.filter { !required.contains($0) },
                currency: faults.currency.flatMap { AmountForm(currency: $0).heading },
                keepsPlaces: true
            )
            var rows: [Row] = []
            while let record = reader.next() {
                rows.append(
                    Row(
                        record: record,
                        columns: reader.columns,
                        file: source.file,
                        isPersonal: isPersonal
                    )
                )
            }
            faults.add(reader.allFaults)
            faults.tableNotices += reader.notices
            return DelimitedTable(
                columns: reader.columns,
                rows: rows,
                file: source.file,
                sha256: source.sha256
            )
        } catch {
            faults.add(error)
            return nil
        }
    }
}
