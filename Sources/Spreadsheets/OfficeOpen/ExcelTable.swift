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

        func begin(_ element: String, _ attributes: MarkupAttributes) {
            guard element == "table" else { return }
            name = attributes["displayName"] ?? attributes["name"]
            range = attributes["ref"].flatMap { CellRange($0) }
            totalRows = attributes["totalsRowCount"].flatMap { Int($0) }.map { max(0, $0) } ?? 0
        }

        func end(_ element: String) {}

        func text(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
