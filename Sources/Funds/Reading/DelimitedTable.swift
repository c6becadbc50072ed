import TopsliceRecords

/// A CSV table beside an agreement, with the place of every cell.
struct DelimitedTable {
    let columns: TableColumns
    let rows: [Row]
    /// The digest of the bytes that were read.
    let sha256: String

    struct Row {
        fileprivate let record: TableRecord
        fileprivate let columns: TableColumns
        fileprivate let file: String
        fileprivate let isPersonal: Bool

        /// Where its first cell stands.
        var place: FilePlace { place(0) }

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
                place: place(position),
                subject: .column(column),
                isPersonal: isPersonal
            )
        }

        private func place(_ position: Int) -> FilePlace {
            FilePlace(file: file, record.places[position])
        }
    }

    /// Largest table, in bytes.
    private static let limit = 512 << 20

    /// Reads a table that the user named on the command line.
    static func read(
        _ path: String,
        required: [String],
        known: [String],
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        do throws(FileTrouble) {
            let source = try FileBytes(reading: path, limit: limit)
            return read(source, required: required, known: known, isPersonal: false, &faults)
        } catch {
            faults.add(Fault(error, file: path))
            return nil
        }
    }

    /// Reads a table that the agreement names; nil with faults where it cannot be read.
    ///
    /// - Parameters:
    ///   - isPersonal: whether its cells say something about single people.
    ///   - field: the value that names the table, to be blamed where there is none.
    static func read(
        _ path: StatedPath,
        required: [String],
        known: [String],
        isPersonal: Bool = false,
        askedBy field: Field,
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        do throws(FileTrouble) {
            let source = try FileBytes(reading: path, limit: limit)
            return read(source, required: required, known: known, isPersonal: isPersonal, &faults)
        } catch {
            faults.add(error, of: field)
            return nil
        }
    }

    private static func read(
        _ source: FileBytes,
        required: [String],
        known: [String],
        isPersonal: Bool,
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        faults.read(source)
        let text: TextFile
        do throws(FileTrouble) {
            text = try TextFile(source)
        } catch {
            faults.add(Fault(error, file: source.name))
            return nil
        }
        do throws(Faults) {
            var reader = try TableReader(
                text,
                delimiter: .comma,
                required: required,
                optional: known.filter { !required.contains($0) },
                keepsPlaces: true
            )
            var rows: [Row] = []
            while let record = reader.next() {
                rows.append(
                    Row(
                        record: record,
                        columns: reader.columns,
                        file: source.name,
                        isPersonal: isPersonal
                    )
                )
            }
            faults.add(reader.allFaults)
            return DelimitedTable(columns: reader.columns, rows: rows, sha256: source.sha256)
        } catch {
            faults.add(error)
            return nil
        }
    }
}
