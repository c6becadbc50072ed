import TopsliceDoor
import TopsliceMoney
import TopsliceRecords
import TopsliceSpreadsheets

/// What reading a workbook as a table of days and amounts gave.
struct ReadTable {
    /// Each field in the plain form of a text file.
    var rows: [[String]] = []
    var notices: [String] = []
    var faults: [String] = []

    static let required = ["date", "id", "amount"]
    static let optional = ["note"]

    init(_ book: ExcelBook, table: String? = nil) {
        self.init(book.bytes, file: "book.xlsx", table: table)
    }

    init(_ bytes: [UInt8], file: String, table: String? = nil, mapping: ColumnMapping? = nil) {
        do {
            let source = try TableSource(
                FileBytes(holding: bytes, name: file),
                table: table,
                mapping: mapping
            )
            var reader = try TableReader(
                source,
                delimiter: .comma,
                required: Self.required,
                optional: Self.optional,
                currency: AmountForm().heading
            )
            notices = reader.notices.map(\.description)
            var faults = FaultList(file: file)
            while let record = reader.next() {
                rows.append(Self.plain(record, reader.columns, &faults))
            }
            faults.add(reader.allFaults)
            self.faults = faults.ordered().faults.map(\.description)
        } catch let error as Faults {
            faults = error.faults.map(\.description)
        } catch {
            faults = ["\(error)"]
        }
    }

    private static func plain(
        _ record: TableRecord,
        _ columns: TableColumns,
        _ faults: inout FaultList
    ) -> [String] {
        (required + optional).filter(columns.has).map { plain($0, record, columns, &faults) }
    }

    /// The field of a column in the form that a text file has.
    static func plain(
        _ column: String,
        _ record: TableRecord,
        _ columns: TableColumns,
        _ faults: inout FaultList
    ) -> String {
        let text = columns.field(column, of: record)
        let form = columns.place(of: column, in: record).map(record.form) ?? .written
        let cell = TableCell(text, record, column)
        if text.isEmpty { return "" }
        switch column {
        case "amount": return faults.amount(cell, AmountForm())?.decimalText ?? "?"
        case "date":
            do throws(CellTrouble) {
                return try form.dayText(text)
            } catch {
                faults.add(cell, error.message)
                return "?"
            }
        default: return text
        }
    }
}
