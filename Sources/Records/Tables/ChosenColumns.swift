/// The columns of a table with row and column heads that a mapping names, under its names: whatever else stands there is left
/// out.
struct ChosenColumns {
    let head: TableRecord
    /// Columns that are left out, by their letters in a sheet, else by their numbers.
    let others: [String]
    private let places: [Int]
    private let sheet: SheetColumns?

    /// - Throws: what the mapping says that such a table cannot have, headings that are not there or there twice.
    init(of stated: TableRecord, _ mapping: ColumnMapping) throws(Faults) {
        var faults = mapping.faults(against: mapping.headings.map(\.column))
        faults += mapping.values.map {
            mapping.fault($0, "a table with row and column heads has no value for every row")
        }
        let folded = stated.fields.map { WantedColumns.folded($0) }
        var names: [Int: String] = [0: stated.fields[0]]
        for entry in mapping.headings {
            let wanted = Set(entry.texts.map { WantedColumns.folded($0) })
            let found = folded.indices.dropFirst().filter { wanted.contains(folded[$0]) }
            let texts = entry.texts.map { "'\(escapedName($0))'" }.joined(separator: " or ")
            if found.isEmpty {
                faults.append(mapping.fault(entry, "no column of the table is headed \(texts)"))
            } else if found.count > 1 {
                faults.append(
                    mapping.fault(entry, "\(found.count) columns of the table are headed \(texts)")
                )
            }
            for place in found { names[place] = entry.column }
        }
        if !faults.isEmpty { throw Faults(faults) }
        let places = names.keys.sorted()
        self.places = places
        let texts = places.compactMap { names[$0] }
        sheet = stated.sheet.map { sheet in
            SheetColumns(
                sheet: sheet.name,
                names: texts,
                numbers: places.map { sheet.numbers[$0] }
            )
        }
        others = stated.fields.indices.filter { names[$0] == nil }.map { place in
            stated.sheet.map { FilePlace.letters($0.numbers[place]) } ?? String(place + 1)
        }
        head = stated.keeping(places, named: texts, in: sheet)
    }

    /// The record with the fields of these columns.
    func of(_ record: TableRecord) -> TableRecord {
        record.keeping(places, named: nil, in: sheet)
    }
}
