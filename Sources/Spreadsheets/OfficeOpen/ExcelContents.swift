/// What `workbook.xml` says: the sheets, the names, and how days are counted.
struct ExcelContents {
    struct Entry {
        let name: String
        let isHidden: Bool
        let relation: String
    }

    private(set) var sheets: [Entry] = []
    private(set) var countsFrom1904 = false
    /// The program that wrote it did not calculate, and asks whoever opens it to do so.
    private(set) var wantsCalculation = false
    /// Names of ranges with what they stand for.
    private(set) var names: [(name: String, formula: String)] = []

    /// - Throws: `.externalLinks` where it names other workbooks.
    init(_ part: String, in archive: ZipArchive) throws(WorkbookTrouble) {
        let listener = Listener()
        try MarkupReader.read(part, of: archive, namespaces: ExcelNames.withRelations, listener)
        self = listener.contents
    }

    private init() {}

    private final class Listener: MarkupListener {
        var contents = ExcelContents()
        private var name: String?
        private var formula: [UInt8] = []

        func begin(_ element: String, _ attributes: MarkupAttributes) throws(WorkbookTrouble) {
            switch element {
            case "workbookPr":
                contents.countsFrom1904 = ExcelNames.isTrue(attributes["date1904"])
            case "calcPr":
                contents.wantsCalculation = ExcelNames.isTrue(attributes["fullCalcOnLoad"])
            case "sheet":
                guard let name = attributes["name"], let relation = attributes["r:id"] else {
                    return
                }
                contents.sheets.append(
                    Entry(
                        name: name,
                        isHidden: ["hidden", "veryHidden"].contains(attributes["state"]),
                        relation: relation
                    )
                )
            case "definedName":
                name = ExcelNames.isTrue(attributes["hidden"]) ? nil : attributes["name"]
                formula = []
            case "externalReference": throw .externalLinks
            default: break
            }
        }

        func end(_ element: String) throws(WorkbookTrouble) {
            guard element == "definedName", let name else { return }
            guard !ExcelFormula.isLinked(formula) else { throw .externalLinks }
            contents.names.append((name, String(decoding: formula, as: UTF8.self)))
            self.name = nil
        }

        func text(_ piece: UnsafeBufferPointer<UInt8>) {
            if name != nil { formula.append(contentsOf: piece) }
        }
    }
}
