import Testing
import TopsliceTestSupport

/// Workbooks that are broken, dangerous or unclear are refused in plain words, with the cell where it is one's fault.
@Suite struct HostileWorkbookTests {
    @Test(arguments: containers + contents + cells + sheets + openDocuments)
    func itIsRefusedWithItsPlace(book: HostileBook) throws {
        let read = ReadTable(book.bytes, file: book.file, table: book.table)
        let fault = try #require(read.faults.first)
        #expect(fault.hasPrefix("\(book.file):\(book.place): "), "\(fault)")
        #expect(fault.contains(book.words), "\(fault)")
    }

    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static func wide(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static func soundBytes() -> [UInt8] {
        ExcelBook([row(1, "A=date", "B=id", "C=amount"), row(2, "A#45748:1", "B=care", "C#1")])
            .bytes
    }

    // MARK: How it is packed

    static let containers: [HostileBook] = [
        .raw("old workbook", compound + Array(repeating: 0, count: 600), "old workbook (.xls)"),
        .raw(
            "encrypted",
            compound + Array(repeating: 0, count: 600) + wide("EncryptedPackage"),
            "protected by a password"
        ),
        .raw("flat document", Array("<?xml?><office:document/>".utf8), "flat OpenDocument (.fods)"),
        .raw(
            "XML of 2003",
            Array("<?xml?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".utf8),
            "the XML of 2003"
        ),
        .raw(
            "sheet of a text",
            Array("date,id,amount\n".utf8),
            "this is no workbook",
            table: "Ledger"
        ),
        .raw("cut short", Array(soundBytes().dropLast(200)), "damaged or cut short"),
        .raw("beginning alone", [0x50, 0x4B, 0x03, 0x04], "damaged or cut short"),
        .raw("empty", [], "the file is empty"),
        .raw("PDF", Array("%PDF-1.7".utf8), "this is a PDF document"),
        .repacked("binary workbook", "binary workbook (.xlsb)") {
            $0.append(.init("xl/workbook.bin", "x"))
        },
        .repacked("macros", "has macros") { $0.append(.init("xl/vbaProject.bin", "x")) },
        .repacked("macros elsewhere", "has macros") {
            $0.append(.init("custom/VBAProject.BIN", "x"))
        },
        .repacked("macro sheet", "has macros") {
            $0.append(.init("xl/macrosheets/sheet1.xml", "<x/>"))
        },
        .repacked("text document", "no workbook") { $0.append(.init("word/document.xml", "<x/>")) },
        .repacked("slides", "no workbook") { $0.append(.init("ppt/presentation.xml", "<x/>")) },
        .repacked("plain archive", "a ZIP archive and no workbook") {
            $0 = [.init("notes.txt", "nothing")]
        },
        .repacked("encrypted part", "protected by a password") { $0[6].flags = 1 },
        .repacked("unknown packing", "packed in a way that is not read") { $0[6].method = 12 },
        .repacked("wrong checksum", "damaged") { $0[6].checksumIsWrong = true },
        .repacked("wrong checksum of a small part", "damaged") { $0[2].checksumIsWrong = true },
        .repacked("two parts of a name", "two parts of one name") { $0.append($0[6]) },
        .repacked("two parts but for capitals", "two parts of one name") {
            $0.append(.init("XL/Worksheets/Sheet1.XML", "<x/>"))
        },
        .repacked("climbs out", "outside itself") { $0.append(.init("../../etc/passwd", "x")) },
        .repacked("from the root", "outside itself") { $0.append(.init("/etc/passwd", "x")) },
        .repacked("with backslashes", "outside itself") { $0.append(.init("xl\\..\\..\\x", "x")) },
        .repacked("of a drive", "outside itself") { $0.append(.init("C:/x", "x")) },
        .repacked("bomb by its ratio", "more than 400 times its size") {
            $0[6].method = 8
            $0[6].statedSize = 400_000_000
        },
        .repacked("bomb by its size", "unpacks to more than 512 MiB") {
            $0[6].statedSize = 1 << 30
        },
        .repacked("bomb by its sum", "unpacks to more than 512 MiB") { files in
            let long = String(repeating: " ", count: 1_000_000)
            for number in 0..<3 {
                var file = ZipWriter.File("x\(number)", long)
                file.statedSize = 200_000_000
                files.append(file)
            }
        },
        .repacked("too many parts", "more than 10000 parts") { files in
            files += (0..<10_001).map { .init("x\($0)", "") }
        },
    ]

    // MARK: What its parts say

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

    // MARK: What its cells hold

    static let cells: [HostileBook] =
        ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!"].map {
            .cell($0, "<c t=\"e\"><v>\($0)</v></c>", "an error of the workbook")
        } + [
            .cell("never calculated", "<c ><f>SUM(D1:D2)</f></c>", "without a stored value"),
            .cell("calculated to nothing", "<c ><f>D1</f><v/></c>", "without a stored value"),
            .cell("text never calculated", "<c t=\"str\"><f>D1</f></c>", "without a stored value"),
            .cell("truth never calculated", "<c t=\"b\"><f>D1</f></c>", "without a stored value"),
            .cell("text unknown", "<c t=\"s\"><v>99</v></c>", "stored value is not"),
            .cell("text below nought", "<c t=\"s\"><v>-1</v></c>", "stored value is not"),
            .cell("text by name", "<c t=\"s\"><v>one</v></c>", "stored value is not"),
            .cell("style unknown", "<c s=\"1000000\"><v>1</v></c>", "stored value is not"),
            .cell("style below nought", "<c s=\"-1\"><v>1</v></c>", "stored value is not"),
            .cell("type unknown", "<c t=\"money\"><v>1</v></c>", "stored value is not"),
            .cell("truth of two", "<c t=\"b\"><v>2</v></c>", "stored value is not"),
            .cell("infinity", "<c ><v>INF</v></c>", "stored value is not"),
            .cell("not a number", "<c ><v>nan</v></c>", "stored value is not"),
            .cell("beyond doubles", "<c ><v>1E+400</v></c>", "stored value is not"),
            .cell("hexadecimal", "<c ><v>0x1F</v></c>", "stored value is not"),
            .cell("two points", "<c ><v>1.2.3</v></c>", "stored value is not"),
            .cell("comma", "<c ><v>1,5</v></c>", "stored value is not"),
            .cell("words in a number", "<c ><v>1 pound</v></c>", "stored value is not"),
            .cell(
                "long number",
                "<c ><v>\(String(repeating: "9", count: 500))</v></c>",
                "stored value"
            ),
            .cell(
                "text beyond a cell",
                "<c t=\"inlineStr\"><is><t>\(String(repeating: "9", count: 140_000))</t></is></c>",
                "more text than a cell can hold"
            ),
            .cell("huge", "<c ><v>1E+300</v></c>", "64 characters"),
            .cell("29 February 1900", "<c s=\"1\"><v>60</v></c>", "a date that no calendar has"),
            .cell("day of another kind", "<c t=\"d\"><v>tomorrow</v></c>", "stored value is not"),
            .cell("fraction of a penny", "<c ><v>0.005</v></c>", "more than 2 decimals"),
            .cell("dollars", "<c s=\"5\"><v>1</v></c>", "formatted in '$'"),
        ]

    // MARK: How its sheet is laid out

    static let sheets: [HostileBook] = [
        .changed("merged head", "Ledger!B1", "the heading is merged over B1:C1") {
            $0.tail = "<mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>"
        },
        .changed("head merged downwards", "Ledger!C1", "the heading is merged over C1:C2") {
            $0.tail = "<mergeCells><mergeCell ref=\"C1:C2\"/></mergeCells>"
        },
        .changed("merged cells", "Ledger!B2", "the cell is merged over B2:B3") {
            $0.rows.append(row(3, "A#45749:1", "C#2"))
            $0.tail = "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>"
        },
        .changed("cell twice", "Ledger!B2", "twice or out of order") {
            $0.rows[1] = row(2, "A#45748:1", "B=care", "B=beds", "C#1")
        },
        .changed("cells turned", "Ledger!A2", "twice or out of order") {
            $0.rows[1] = row(2, "B=care", "A#45748:1", "C#1")
        },
        .changed("no heading", "Ledger!D2", "a column without a heading") {
            $0.rows[1] = row(2, "A#45748:1", "B=care", "C#1", "D#9")
        },
        .changed("heading twice", "Ledger!D1", "the column is there twice") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=amount", "D=Amount (£)")
        },
        .changed("heading missing", "Ledger!1", "column 'amount': the column is missing") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=note")
        },
        .changed("heading unknown", "Ledger!D1", "the column is not known here") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=amount", "D=dept")
            $0.rows[1] = row(2, "A#45748:1", "B=care", "C#1", "D=x")
        },
        .changed("total too low", "Ledger!C3", "does not hold the sum of the rows above it") {
            $0.rows.append(row(3, "A=Total", "C#0.99"))
        },
        .changed("empty", "1", "the sheet 'Ledger' is empty") { $0.rows = [] },
        .changed("another table", "Ledger!1", "no column of this line is known here") {
            $0.rows = [row(1, "A=name", "B=address"), row(2, "A=x", "B=y")]
        },
        .changed("shared text beyond a cell", "Ledger!B2", "more text than a cell can hold") {
            $0.texts = [String(repeating: "x", count: 140_000)]
            $0.rows[1] = row(2, "A#45748:1", "B<c t=\"s\"><v>0</v></c>", "C#1")
        },
        .changed("one long text in many cells", "1", "unpacks to more than 512 MiB") {
            $0.texts = [String(repeating: "x", count: 120_000)]
            $0.rows += (3..<5_003).map { row($0, "B<c t=\"s\"><v>0</v></c>") }
        },
        .changed("sheet unknown", "1", "no sheet, table or named range", table: "Budget") { _ in },
        .changed("two sheets", "1", "several sheets may be meant") {
            $0.others = [("More", [head, sound])]
        },
        .changed("no sheet fits", "1", "no sheet that is shown has a row with the columns") {
            $0.rows = [row(1, "A=x")]
            $0.others = [("More", [row(1, "A=y")])]
        },
    ]

    private static let head = row(1, "A=date", "B=id", "C=amount")
    private static let sound = row(2, "A#45748:1", "B=care", "C#1")

    // MARK: OpenDocument

    private static func attribute(_ text: String) -> String {
        OpenDocumentBook.cell(text)
    }

    static let openDocuments: [HostileBook] = [
        .openDocument("password", "1", "protected by a password") {
            $0.manifest =
                "<manifest xmlns=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
                + "<file-entry><encryption-data/></file-entry></manifest>"
        },
        .openDocument("macros", "1", "has macros") {
            $0.parts = [("Basic/Standard/Module1.xml", "<x/>")]
        },
        .openDocument("scripts", "1", "has macros") { $0.parts = [("Scripts/python/run.py", "x")] },
        .openDocument("text document", "1", "no workbook") {
            $0.type = "application/vnd.oasis.opendocument.text"
        },
        .openDocument("linked table", "1", "links to other files") {
            $0.before =
                "<table:table table:name=\"'file:///srv/other.ods'#Ledger\"><table:table-row/></table:table>"
        },
        .openDocument("table source", "1", "links to other files") {
            $0.columns = "<table:table-source/>"
        },
        .openDocument("linked formula", "1", "links to other files") {
            $0.rows[1] = OpenDocumentBook.row(
                attribute(
                    "table:formula=\"of:='file:///x.ods'#$A.A1\" office:value-type=\"float\" office:value=\"1\""
                )
            )
        },
        .openDocument("data exchange", "1", "links to other files") {
            $0.behind = "<table:dde-links/>"
        },
        .openDocument("entities", "1", "content.xml is not well formed") {
            $0.rows[1] = OpenDocumentBook.row(OpenDocumentBook.text("&lol;"))
        },
        .openDocument("rows without end", "1", "more than 5000000 cells") {
            $0.rows[1] = OpenDocumentBook.row(
                attribute(
                    "office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"100\""
                ),
                attributes: " table:number-rows-repeated=\"1000000\""
            )
        },
        .openDocument("one long text repeated", "1", "unpacks to more than 512 MiB") {
            $0.rows[1] = OpenDocumentBook.row(
                OpenDocumentBook.text(String(repeating: "x", count: 120_000)),
                attributes: " table:number-rows-repeated=\"10000\""
            )
        },
        .openDocument("columns without end", "1", "beyond the last") {
            $0.rows[1] = OpenDocumentBook.row(
                OpenDocumentBook.number("1"),
                attribute(
                    "office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"99999\""
                )
            )
        },
        .openDocument("rows beyond", "1", "beyond the last") {
            let filler =
                "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell/></table:table-row>"
            $0.rows = [filler, filler, filler]
        },
        .openDocument("merged head", "Ledger!B1", "the heading is merged over B1:C1") {
            $0.rows[0] = OpenDocumentBook.row(
                OpenDocumentBook.text("date"),
                OpenDocumentBook.cell(
                    "office:value-type=\"string\" office:string-value=\"id\" table:number-columns-spanned=\"2\""
                ),
                OpenDocumentBook.text("amount")
            )
        },
        .openCell("no value", attribute("office:value-type=\"float\""), "stored value is not"),
        .openCell(
            "not a number",
            attribute("office:value-type=\"float\" office:value=\"NaN\""),
            "stored value is not"
        ),
        .openCell("type unknown", attribute("office:value-type=\"money\""), "stored value is not"),
        .openCell(
            "truth of two",
            attribute("office:value-type=\"boolean\""),
            "stored value is not"
        ),
        .openCell(
            "never calculated",
            attribute("table:formula=\"of:=1\""),
            "without a stored value"
        ),
        .openCell(
            "error",
            attribute(
                "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\""
            ),
            "an error of the workbook"
        ),
        .openCell(
            "error as a text",
            OpenDocumentBook.cell(
                "table:formula=\"of:=1\" office:value-type=\"string\"",
                "<text:p>#REF!</text:p>"
            ),
            "an error of the workbook"
        ),
        .openCell(
            "percentage",
            attribute("office:value-type=\"percentage\" office:value=\"0.5\""),
            "holds a percentage"
        ),
        .openCell(
            "euros",
            attribute("office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"1\""),
            "formatted in 'EUR'"
        ),
        .openCell("day", OpenDocumentBook.day("2025-04-01"), "the cell holds a date"),
        .openCell("30 February", OpenDocumentBook.day("2025-02-30"), "no calendar has"),
        .openCell("day of words", OpenDocumentBook.day("tomorrow"), "stored value is not"),
        .openCell(
            "time",
            attribute("office:value-type=\"time\" office:time-value=\"PT1H\""),
            "the cell holds a time"
        ),
    ]
}
