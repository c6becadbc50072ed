import Testing

/// Cells that hold nothing that can be taken are refused with their place.
@Suite struct HostileCellTests {
    @Test(arguments: cells)
    func itIsRefusedWithItsPlace(book: HostileBook) throws { try book.expectRefusal() }

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
            .cell("format nowhere", "<c s=\"8\"><v>1</v></c>", "stored value is not"),
            .cell("format of no number", "<c s=\"9\"><v>1</v></c>", "stored value is not"),
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
            .cell("two values", "<c ><v>5</v><v>6</v></c>", "stored value is not"),
            .cell("value and text", "<c t=\"str\"><v>5</v><is><t>6</t></is></c>", "stored value"),
            .cell("another program", "<c ><f>cmd|'/c calc'!A0</f><v>1</v></c>", "or program"),
            .cell("a server", "<c ><f>1+WebService(\"https://x.y\")</f><v>1</v></c>", "or program"),
            .cell("live data", "<c ><f>RTD(\"a\",,\"b\")</f><v>1</v></c>", "or program"),
            .cell("huge", "<c ><v>1E+300</v></c>", "64 characters"),
            .cell("29 February 1900", "<c s=\"1\"><v>60</v></c>", "a date that no calendar has"),
            .cell("day of another kind", "<c t=\"d\"><v>tomorrow</v></c>", "stored value is not"),
            .cell("fraction of a penny", "<c ><v>0.005</v></c>", "more than 2 decimals"),
            .cell("dollars", "<c s=\"5\"><v>1</v></c>", "formatted in '$'"),
        ]
}
