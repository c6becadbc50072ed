import Testing

/// What is peculiar to OpenDocument: repeated rows and cells, types in attributes, notes, hidden tables.
@Suite struct OpenDocumentTests {
    private typealias Book = OpenDocumentBook

    private func read(_ book: OpenDocumentBook, table: String? = nil) -> ReadTable {
        ReadTable(book.bytes, file: "book.ods", table: table)
    }

    @Test func rowsAndCellsThatRepeatAreCounted() {
        let filler =
            "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
            + "table:number-columns-repeated=\"1024\"/></table:table-row>"
        let read = read(
            Book([
                Book.row(Book.text("Actuals")), filler, Book.head,
                Book.row(
                    Book.day("2025-04-01"),
                    Book.text("care"),
                    Book.number("1.5"),
                    attributes: " table:number-rows-repeated=\"2\""
                ),
                Book.row(Book.day("2025-04-02T10:30:00"), Book.text("beds"), Book.number("x")),
                "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell "
                    + "table:number-columns-repeated=\"16384\"/></table:table-row>",
            ])
        )
        #expect(read.rows.map(\.last) == ["1.50", "1.50"])
        #expect(
            read.faults == [
                "book.ods:Ledger!C8: column 'amount': the cell's stored value is not what its type says; "
                    + "type it again"
            ]
        )
    }

    @Test func typesAreThoseOfTheCells() {
        let read = read(
            Book([
                Book.row(
                    Book.cell(
                        "office:value-type=\"string\"",
                        "<office:annotation><text:p>a note</text:p></office:annotation>"
                            + "<text:p>da<text:span>te</text:span></text:p>"
                    ),
                    Book.text("id"),
                    Book.text("Amount<text:s/>(£)")
                ),
                Book.row(
                    Book.text("01/04/2025"),
                    Book.number("4012"),
                    Book.cell(
                        "office:value-type=\"currency\" office:currency=\"GBP\" office:value=\"-2.5\""
                    )
                ),
                Book.row(
                    Book.day("2025-05-01"),
                    Book.text("care"),
                    Book.cell(
                        "table:formula=\"of:=SUM([.A1])\" office:value-type=\"float\" office:value=\"0.30000000000000004\""
                    )
                ),
            ])
        )
        #expect(read.faults == [])
        #expect(read.rows == [["2025-04-01", "4012", "-2.50"], ["2025-05-01", "care", "0.30"]])
        #expect(
            read.notices == [
                "book.ods:Ledger!1: 1 formula was read by the value last stored for it"
            ]
        )
    }

    @Test func hiddenTablesRowsAndColumnsAreNamed() {
        var book = Book([
            Book.head,
            Book.row(
                Book.day("2025-04-01"),
                Book.text("care"),
                Book.number("1"),
                attributes: " table:visibility=\"filter\""
            ),
        ])
        book.attributes = " table:style-name=\"ta1\""
        book.styles =
            "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style>"
        book.columns =
            "<table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-column/>"
        let read = read(book, table: "Ledger")
        #expect(read.rows.count == 1)
        #expect(
            read.notices == [
                "book.ods:Ledger!1: the sheet is hidden",
                "book.ods:Ledger!1: 1 row of the table is hidden or filtered away; it counts",
                "book.ods:Ledger!1: column B is hidden; what they hold counts",
            ]
        )
    }

    @Test func aNamedRangeIsReadAlone() {
        var book = Book([
            Book.head, Book.row(Book.day("2025-04-01"), Book.text("care"), Book.number("1")),
            Book.row(), Book.head,
            Book.row(Book.day("2025-04-01"), Book.text("beds"), Book.number("2")),
        ])
        book.behind =
            "<table:named-expressions><table:named-range table:name=\"Beds\" "
            + "table:cell-range-address=\"$Ledger.$A$4:.$C$5\"/></table:named-expressions>"
        #expect(read(book, table: "Beds").rows == [["2025-04-01", "beds", "2.00"]])
    }
}
