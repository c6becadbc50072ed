import Testing
import TopsliceTestSupport

/// Workbooks whose parts do not say what a workbook says are refused whole.
@Suite struct HostilePartTests {
    @Test(arguments: contents)
    func itIsRefusedWithItsPlace(book: HostileBook) throws { try book.expectRefusal() }

    private static let sheetPart = "xl/worksheets/sheet1.xml"
    private static let bookPart = "xl/workbook.xml"

    private static func book(_ inside: String) -> String {
        "<workbook xmlns=\"\(ExcelBook.main)\" xmlns:r=\"\(ExcelBook.office)\">\(inside)</workbook>"
    }

    private static func sheet(_ inside: String) -> String {
        "<worksheet xmlns=\"\(ExcelBook.main)\"><sheetData>\(inside)</sheetData></worksheet>"
    }

    private static func relations(_ inside: String) -> String {
        "<Relationships xmlns=\"\(ExcelBook.package)\">\(inside)</Relationships>"
    }

    private static func relation(_ kind: String, _ target: String) -> String {
        "<Relationship Id=\"s1\" Type=\"\(ExcelBook.office)/\(kind)\" Target=\"\(target)\"/>"
    }

    private static let laughs = """
        <!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
        """

    static let contents: [HostileBook] = [
        .part(bookPart, book(""), "no sheets", "has no sheets"),
        .part(bookPart, "<workbook", "half a workbook", "xl/workbook.xml is not well formed"),
        .part(bookPart, "", "empty workbook part", "xl/workbook.xml is not well formed"),
        .part(
            bookPart,
            book("<externalReferences><externalReference r:id=\"x\"/></externalReferences>"),
            "external reference",
            "links to other files"
        ),
        .part(
            "xl/_rels/workbook.xml.rels",
            relations(relation("externalLink", "externalLinks/externalLink1.xml")),
            "external link",
            "links to other files"
        ),
        .part(
            "xl/_rels/workbook.xml.rels",
            relations(relation("worksheet", "../../../secret.xml")),
            "part outside",
            "outside itself"
        ),
        .part(
            "xl/_rels/workbook.xml.rels",
            relations(relation("worksheet", "worksheets/sheet9.xml")),
            "lacks its sheet",
            "lacks its part xl/worksheets/sheet9.xml"
        ),
        .part("xl/_rels/workbook.xml.rels", relations(""), "relation missing", "has no sheets"),
        .part(
            "xl/_rels/workbook.xml.rels",
            relations(relation("chartsheet", "worksheets/sheet1.xml")),
            "only a chart",
            "has no sheets"
        ),
        .repacked("lacks its relations", "lacks its part _rels/.rels") {
            $0.removeAll { $0.name == "_rels/.rels" }
        },
        .repacked("lacks its workbook", "lacks its part xl/workbook.xml") {
            $0.removeAll { $0.name == bookPart }
        },
        .part(sheetPart, laughs + sheet(""), "billion laughs", "document type or entities"),
        .part(
            sheetPart,
            "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + sheet(""),
            "outer entity",
            "document type or entities"
        ),
        .part(
            "xl/sharedStrings.xml",
            laughs + "<sst xmlns=\"\(ExcelBook.main)\"><si><t>&c;</t></si></sst>",
            "billion laughs in texts",
            "document type or entities"
        ),
        .part(
            "xl/styles.xml",
            laughs + ExcelBook.styles,
            "billion laughs in styles",
            "document type or entities"
        ),
        .part(sheetPart, sheet("<row><c>&nope;</c></row>"), "unknown entity", "is not well formed"),
        .part(sheetPart, "no markup", "no markup", "sheet1.xml is not well formed"),
        .part(sheetPart, sheet("<row></c></row>"), "crossed", "sheet1.xml is not well formed"),
        .part(sheetPart, sheet("<row/>") + "<more/>", "two roots", "sheet1.xml is not well formed"),
        .part(
            sheetPart,
            sheet(String(repeating: "<row>", count: 300)),
            "deep",
            "deeper than any workbook"
        ),
        .part(sheetPart, sheet("<row r=\"2\"/><row r=\"1\"/>"), "rows turned", "out of order"),
        .part(sheetPart, sheet("<row r=\"2\"/><row r=\"2\"/>"), "row twice", "out of order"),
        .part(
            sheetPart,
            sheet("<row r=\"1\"/></sheetData><sheetData><row r=\"2\"/>"),
            "rows in two places",
            "stores its rows or cells twice"
        ),
        .part(
            bookPart,
            book("<definedNames><definedName name=\"n\">[2]S!$A$1</definedName></definedNames>"),
            "name of another workbook",
            "links to other files"
        ),
        .part(sheetPart, sheet("<row r=\"0\"/>"), "row nought", "out of order"),
        .part(sheetPart, sheet("<row r=\"1048577\"/>"), "row beyond", "beyond the last"),
        .part(sheetPart, sheet("<row r=\"x\"/>"), "row of no number", "out of order"),
        .part(
            sheetPart,
            sheet("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"),
            "cell of another row",
            "out of order"
        ),
        .part(
            sheetPart,
            sheet("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"),
            "column beyond",
            "beyond the last"
        ),
        .part(
            sheetPart,
            sheet("<row r=\"1\"><c r=\"AAAAAAAAAAAAAAAA1\"><v>1</v></c></row>"),
            "column without end",
            "beyond the last"
        ),
    ]
}
