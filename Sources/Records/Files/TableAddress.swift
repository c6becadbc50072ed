/// Where a table is: a file, and which of its tables, as `accounts.xlsx#Ledger`.
///
/// Only a workbook has more than one, so only behind the name of one does `#` begin the name of a sheet or table.
package struct TableAddress: Sendable, Hashable {
    package let file: String
    /// The sheet, table or named range; nil where none was named.
    package let table: String?

    package static let extensions = ["xlsx", "ods", "xlsm", "xlsb", "xls", "fods"]

    package init(_ text: String) {
        let mark = text.indices.first { text[$0] == "#" && Self.isWorkbook(text[..<$0]) }
        guard let mark else {
            file = text
            table = nil
            return
        }
        file = String(text[..<mark])
        let name = text[text.index(after: mark)...]
        table = name.isEmpty ? nil : String(name)
    }

    private static func isWorkbook(_ path: Substring) -> Bool {
        let lowered = path.lowercased()
        return extensions.contains { lowered.hasSuffix("." + $0) }
    }
}
