/// The fields of a record that somebody asked for, where a mapping says that the others are left out, and what holds for
/// every row behind them.
struct KeptFields {
    /// Fields of a record as the file has it.
    let width: Int
    /// The columns that are kept, by their names.
    let head: TableRecord
    /// Columns that are left out, by their numbers.
    let others: [String]
    /// What the mapping says that the table does not have.
    let faults: [Fault]
    private let places: [Int]
    private let values: [String]

    /// - Parameter isNamed: whether the head names columns as the format calls them, not as the file heads them.
    init(of stated: TableRecord, _ wanted: WantedColumns, in file: String, isNamed: Bool) {
        width = stated.fields.count
        let columns = stated.fields.map { field in
            isNamed ? (wanted.all.contains(field) ? field : nil) : wanted.column(headed: field)
        }
        places = columns.indices.filter { columns[$0] != nil }
        others = columns.indices.filter { columns[$0] == nil }.map { String($0 + 1) }
        let found = columns.compactMap { $0 }
        let foreign = isNamed ? [] : Self.foreign(stated, places, found, wanted, file)
        faults = wanted.faults(whereFound: found) + foreign
        let values = wanted.values.filter { !found.contains($0.column) }
        self.values = values.map(\.text)
        head = stated.keeping(places, named: found, and: values.map(\.column))
    }

    /// Headings of kept columns that say another currency.
    private static func foreign(
        _ stated: TableRecord,
        _ places: [Int],
        _ names: [String],
        _ wanted: WantedColumns,
        _ file: String
    ) -> [Fault] {
        zip(places, names).compactMap { place, name in
            wanted.trouble(withHeading: stated.fields[place]).map {
                Fault(
                    place: stated.place(ofHead: place, in: file),
                    subject: .column(name),
                    message: $0
                )
            }
        }
    }

    /// The record with the fields that are kept.
    func of(_ record: TableRecord) -> TableRecord {
        record.keeping(places, named: nil, and: values)
    }
}
