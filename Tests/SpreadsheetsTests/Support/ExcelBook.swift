import TopsliceRecords
import TopsliceSpreadsheets
import TopsliceTestSupport

/// A workbook made part by part: one sheet unless it says otherwise.
struct ExcelBook {
    /// The rows of `Ledger`.
    var rows: [String]
    /// Behind the rows: merged cells and the like.
    var tail = ""
    /// Before them: columns.
    var columns = ""
    /// In `workbook.xml`, before the sheets and behind them.
    var properties = ""
    var behind = ""
    /// More sheets, by name, with their rows.
    var others: [(name: String, rows: [String])] = []
    var state = ""
    var texts: [String] = []
    /// Relations of the sheet, and other parts by name.
    var sheetRelations = ""
    var parts: [(name: String, text: String)] = []

    init(_ rows: [String]) { self.rows = rows }

    /// Formats of cells by the number that `s` states: 0 plain, 1 day, 2 `£`, 3 percent, 4 time, 5 dollars, 6 built-in
    /// day, 7 a code of the user's that shows months, 8 and 9 none that there is.
    static let styles = """
        <styleSheet xmlns="\(main)"><numFmts count="4">\
        <numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>\
        <numFmt numFmtId="165" formatCode="[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00"/>\
        <numFmt numFmtId="166" formatCode="[$$-409]#,##0.00"/>\
        <numFmt numFmtId="167" formatCode="[$-809]mmm\\-yy;@"/></numFmts>\
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs count="10"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/>\
        <xf numFmtId="21"/><xf numFmtId="166"/><xf numFmtId="14"/><xf numFmtId="167"/>\
        <xf numFmtId="200"/><xf numFmtId="x"/></cellXfs></styleSheet>
        """

    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    private func sheet(_ rows: [String]) -> String {
        "<worksheet xmlns=\"\(Self.main)\">\(columns)<sheetData>\(rows.joined())</sheetData>\(tail)"
            + "</worksheet>"
    }

    private static func relations(_ text: String) -> String {
        "<Relationships xmlns=\"\(package)\">\(text)</Relationships>"
    }

    private static func relation(_ id: String, _ kind: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
    }

    var files: [ZipWriter.File] {
        var sheets = "<sheet name=\"Ledger\" sheetId=\"1\"\(state) r:id=\"s1\"/>"
        var relations =
            Self.relation("s1", "worksheet", "worksheets/sheet1.xml")
            + Self.relation("st", "styles", "styles.xml")
            + Self.relation("ss", "sharedStrings", "/xl/sharedStrings.xml")
        for (place, other) in others.enumerated() {
            sheets += "<sheet name=\"\(other.name)\" sheetId=\"\(place + 2)\" r:id=\"o\(place)\"/>"
            relations += Self.relation("o\(place)", "worksheet", "worksheets/other\(place).xml")
        }
        let texts = self.texts.map { "<si><t>\($0)</t></si>" }.joined()
        var files: [ZipWriter.File] = [
            .init("[Content_Types].xml", "<Types/>"),
            .init(
                "_rels/.rels",
                Self.relations(Self.relation("r1", "officeDocument", "xl/workbook.xml"))
            ),
            .init(
                "xl/workbook.xml",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(properties)"
                    + "<sheets>\(sheets)</sheets>\(behind)</workbook>"
            ),
            .init("xl/_rels/workbook.xml.rels", Self.relations(relations)),
            .init("xl/styles.xml", Self.styles),
            .init("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(texts)</sst>"),
            .init("xl/worksheets/sheet1.xml", sheet(rows)),
        ]
        if !sheetRelations.isEmpty {
            files.append(
                .init("xl/worksheets/_rels/sheet1.xml.rels", Self.relations(sheetRelations))
            )
        }
        for (place, other) in others.enumerated() {
            let text =
                "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(other.rows.joined())</sheetData>"
                + "</worksheet>"
            files.append(.init("xl/worksheets/other\(place).xml", text))
        }
        return files + parts.map { .init($0.name, $0.text) }
    }

    var bytes: [UInt8] { ZipWriter(files).bytes() }
}

/// A row by its number and cells: `row(3, "A=text", "B#12.5", "C#12.5:2")`, where `#` states a number and the
/// number behind `:` its style; `C<…>` gives the element itself. Formulas: `B#12.5=SUM(B1:B2)`.
func row(_ number: Int, hidden: Bool = false, _ cells: String...) -> String {
    let inner = cells.map { cell -> String in
        let letters = cell.prefix { $0.isLetter }
        let place = "\(letters)\(number)"
        let rest = cell.dropFirst(letters.count)
        if rest.first == "<" { return rest.replacing("<c ", with: "<c r=\"\(place)\" ") + "" }
        if rest.first == "=" {
            return
                "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(rest.dropFirst())"
                + "</t></is></c>"
        }
        let parts = rest.dropFirst().split(separator: "=", maxSplits: 1)
        let value = parts[0].split(separator: ":")
        let formula = parts.count == 2 ? "<f>\(parts[1])</f>" : ""
        let style = value.count == 2 ? " s=\"\(value[1])\"" : ""
        return "<c r=\"\(place)\"\(style)>\(formula)<v>\(value[0])</v></c>"
    }
    let mark = hidden ? " hidden=\"1\"" : ""
    return "<row r=\"\(number)\"\(mark)>\(inner.joined())</row>"
}
