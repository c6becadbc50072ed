internal import TopsliceRecords

extension RecordParser {
    /// Whether a record that was parsed repeats the header, field by field.
    func isHeader(
        _ record: UnsafePointer<UInt8>,
        before end: UnsafePointer<UInt8>
    ) throws -> Bool {
        var cursor = record
        for column in columns {
            if cursor[0] == .quote {
                try takeQuoted(&cursor, before: end)
                guard scratch.elementsEqual(column.name.utf8) else { return false }
            } else {
                let end = fieldEnd(cursor)
                let field = FieldBytes(start: cursor, count: end - cursor)
                guard field.elementsEqual(column.name.utf8) else { return false }
                cursor = end
            }
            cursor += 1
        }
        return true
    }
}
