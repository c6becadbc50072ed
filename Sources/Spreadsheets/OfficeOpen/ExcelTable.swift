/// A table with a name of its own on a sheet: `table1.xml`.
enum ExcelTable {
    /// - Parameter sheet: the name of the sheet it is on.
    static func read(
        _ part: String,
        of archive: ZipArchive,
        sheet: String
    ) throws(WorkbookTrouble) -> NamedRange? {
        let listener = Listener()
        try MarkupReader.read(part, of: archive, namespaces: ExcelNames.main, listener)
        guard listener.isSound else { throw .malformed(part: part) }
        guard let name = listener.name, let range = listener.range else { return nil }
        return NamedRange(
            name: name,
            sheet: sheet,
            range: range,
            totalRows: min(listener.totalRows, range.rows.count - 1)
        )
    }

    private final class Listener: MarkupListener {
        private(set) var name: String?
        private(set) var range: CellRange?
        private(set) var totalRows = 0
        private(set) var isSound = true

        func begin(_ element: String, _ attributes: MarkupAttributes) {
            guard element == "table" else { return }
            // The name that formulas use, which must be there; `name` is that of its query or list (18.5.1.2).
            name = attributes["displayName"]
            range = attributes["ref"].flatMap { CellRange($0) }
            // "The default value is 0" (18.5.1.2).
            guard let stated = attributes["totalsRowCount"] else { return }
            guard let count = Int(stated), count >= 0 else { return isSound = false }
            totalRows = count
        }

        func end(_ element: String) {}

        func text(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
