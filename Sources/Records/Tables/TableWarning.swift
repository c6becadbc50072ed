/// What is odd in a table of records and was taken all the same.
package enum TableWarning: Sendable, Hashable {
    /// The text is in UTF-16 and was converted.
    case utf16(file: String)
    /// Lines end in a carriage return alone and were converted.
    case carriageReturns(file: String)
    /// Of a sheet of a workbook.
    case notice(TableNotice)
    /// Two names that differ only in capitals are two.
    case namesAlike(String, String, file: String)

    /// Every pair of names that differ only in capitals, once each.
    package static func namesAlike(among names: [String], file: String) -> [TableWarning] {
        var first: [String: String] = [:]
        return names.compactMap { name in
            let folded = name.lowercased()
            guard let other = first[folded] else {
                first[folded] = name
                return nil
            }
            return .namesAlike(other, name, file: file)
        }
    }
}
