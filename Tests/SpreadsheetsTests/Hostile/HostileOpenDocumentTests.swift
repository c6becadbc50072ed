import Testing

/// OpenDocument workbooks that are broken, dangerous or unclear are refused, with the cell where it is one's fault.
@Suite struct HostileOpenDocumentTests {
    @Test(arguments: openDocuments)
    func itIsRefusedWithItsPlace(book: HostileBook) throws { try book.expectRefusal() }

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
        .openDocument("formula of a server", "1", "links to other files") {
            $0.rows[1] = OpenDocumentBook.row(
                attribute(
                    "table:formula=\"of:=['https://x.y/z.ods'#$A.A1]\" office:value-type=\"float\" office:value=\"1\""
                )
            )
        },
        .openDocument("rows beyond the last", "1", "beyond the last") {
            $0.rows[1] = OpenDocumentBook.row(
                attribute("office:value-type=\"float\" office:value=\"1\""),
                attributes: " table:number-rows-repeated=\"4294967296\""
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
        .openDocument("sheet without a name", "1", "a sheet of the workbook has no name") {
            $0.before = "<table:table><table:table-row/></table:table>"
        },
        .openDocument("repeated no times", "1", "content.xml is not well formed") {
            $0.rows[1] = OpenDocumentBook.row(
                attribute(
                    "office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"0\""
                )
            )
        },
        .openDocument("repeated some times", "1", "content.xml is not well formed") {
            $0.rows[1] = OpenDocumentBook.row(
                OpenDocumentBook.number("1"),
                attributes: " table:number-rows-repeated=\"some\""
            )
        },
        .openCell("no day", attribute("office:value-type=\"date\""), "stored value is not"),
        .openCell("no time", attribute("office:value-type=\"time\""), "stored value is not"),
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
