import Testing

/// The table in a sheet: what is its head, what is left out with a notice, what is refused with its cell.
@Suite struct SheetTableTests {
    private static let head = row(1, "A=date", "B=id", "C=amount")
    private static func data(_ number: Int, _ amount: String = "1") -> String {
        row(number, "A#45748:1", "B=care", "C#\(amount)")
    }

    @Test func theHeadIsFoundBelowTitles() {
        let read = ReadTable(
            ExcelBook([
                row(1, "A=Pooled fund: actuals"), row(2, "A=Period", "B=2025/26"),
                row(5, "B=Date", "C=ID", "E=Amount (£)"),
                row(6, "B#45748:1", "C=care", "E#12.5:2"),
            ])
        )
        #expect(read.faults == [])
        #expect(read.rows == [["2025-04-01", "care", "12.50"]])
        #expect(read.notices == ["book.xlsx:Ledger!5: columns A, D are blank"])
    }

    @Test func totalsAreNamedAndLeftOut() {
        let read = ReadTable(
            ExcelBook([
                Self.head, Self.data(2, "0.1"), Self.data(3, "0.2"),
                row(4, "A=Subtotal", "C#0.30000000000000004=SUM(C2:C3)"), Self.data(5, "10"),
                row(6, "B=Total health", "C#10"), row(7, "A=Grand total:", "C=£10.30"),
                row(8, "C#10.3"),
            ])
        )
        #expect(read.faults == [])
        #expect(read.rows.map(\.last) == ["0.10", "0.20", "10.00"])
        let words = "a row of totals, equal to the sum of the rows above it, was left out"
        #expect(read.notices == [4, 6, 7, 8].map { "book.xlsx:Ledger!\($0): \(words)" })
    }

    @Test func aTotalThatIsNoneIsRefused() {
        let read = ReadTable(
            ExcelBook([Self.head, Self.data(2, "10"), row(3, "A=Total", "C#10.01")])
        )
        #expect(
            read.faults == [
                "book.xlsx:Ledger!C3: the row is called a total and does not hold the sum of the rows "
                    + "above it; correct it or take it out"
            ]
        )
    }

    /// A row that fills every column is a row like any other, whatever it is called.
    @Test func aNameThatBeginsWithTotalIsNoTotal() {
        let read = ReadTable(
            ExcelBook([Self.head, Self.data(2, "10"), row(3, "A#45748:1", "B=total care", "C#10")])
        )
        #expect(read.rows.map { $0[1] } == ["care", "total care"])
        #expect(read.notices == [])
    }

    @Test func linesOfWordsBelowTheTableAreLeftOut() {
        let read = ReadTable(
            ExcelBook([
                Self.head, Self.data(2), row(3, "A=Source: ledger"),
                row(6, "A=Prepared by", "B=Finance"), row(7, "A=Approved by", "B=Treasurer"),
            ])
        )
        #expect(read.faults == [])
        #expect(read.rows.count == 1)
        #expect(
            read.notices
                == [3, 6, 7].map {
                    "book.xlsx:Ledger!\($0): a line of words below the table was left out"
                }
        )
    }

    /// Whether an amount alone is a total of one row or the rest of a second one, nothing says.
    @Test func anAmountAloneUnderOneRowIsNoTotal() {
        let read = ReadTable(ExcelBook([Self.head, Self.data(2, "10"), row(3, "C#10")]))
        #expect(read.rows.map(\.last) == ["10.00", "10.00"])
        let typed = ReadTable(ExcelBook([Self.head, Self.data(2, "10"), row(3, "C=£10.00")]))
        #expect(typed.rows.map(\.last) == ["10.00", "10.00"])
    }

    @Test func headingsOfAPrintedPageAreLeftOut() {
        let read = ReadTable(
            ExcelBook([
                Self.head, Self.data(2), row(3, "A=date", "B=id", "C=amount"), Self.data(4),
            ])
        )
        #expect(read.rows.count == 2)
        #expect(
            read.notices == ["book.xlsx:Ledger!3: a row that repeats the headings was left out"]
        )
    }

    /// A row that lacks something and holds a figure is never a note.
    @Test func figuresBelowTheTableAreNotLeftOut() {
        let read = ReadTable(
            ExcelBook([Self.head, Self.data(2), row(4, "A=01/05/2025", "C=12.00")])
        )
        #expect(read.rows == [["2025-04-01", "care", "1.00"], ["2025-05-01", "", "12.00"]])
        #expect(read.notices == [])
    }

    @Test func hiddenRowsAndColumnsCountAndAreNamed() {
        var book = ExcelBook([
            Self.head, Self.data(2), row(3, hidden: true, "A#45748:1", "B=care", "C#2"),
        ])
        book.columns = "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>"
        let read = ReadTable(book)
        #expect(read.rows.count == 2)
        #expect(
            read.notices == [
                "book.xlsx:Ledger!1: 1 row of the table is hidden or filtered away; it counts",
                "book.xlsx:Ledger!1: column C is hidden; what they hold counts",
            ]
        )
    }

    @Test func theOnlySheetThatFitsIsRead() {
        var book = ExcelBook([Self.head, Self.data(2)])
        book.others = [("Notes", [row(1, "A=See ledger")])]
        let read = ReadTable(book)
        #expect(read.rows.count == 1)
        #expect(
            read.notices == [
                "book.xlsx:Ledger!1: this sheet of 2 was read: it alone has the columns expected"
            ]
        )
    }

    @Test func ofSeveralSheetsOneIsNamed() {
        var book = ExcelBook([Self.head, Self.data(2, "1")])
        book.others = [("Year 2", [Self.head, Self.data(2, "2")])]
        #expect(
            ReadTable(book).faults == [
                "book.xlsx:1: several sheets may be meant: 'Ledger', 'Year 2'; name one behind the file, "
                    + "as in book.xlsx#Ledger"
            ]
        )
        #expect(ReadTable(book, table: "Year 2").rows.map(\.last) == ["2.00"])
        #expect(ReadTable(book, table: "year 2").rows.map(\.last) == ["2.00"])
        #expect(
            ReadTable(book, table: "Year 3").faults == [
                "book.xlsx:1: the workbook has no sheet, table or named range of that name; it has "
                    + "'Ledger', 'Year 2'"
            ]
        )
    }

    @Test func aHiddenSheetIsReadOnlyWhereItIsNamed() {
        var book = ExcelBook([Self.head, Self.data(2)])
        book.state = " state=\"hidden\""
        book.others = [("Notes", [row(1, "A=nothing")])]
        #expect(
            ReadTable(book).faults == [
                "book.xlsx:Notes!1: no column of this line is known here; expected a header line with "
                    + "date, id, amount"
            ]
        )
        let named = ReadTable(book, table: "Ledger")
        #expect(named.rows.count == 1)
        #expect(named.notices == ["book.xlsx:Ledger!1: the sheet is hidden"])
    }

    @Test func aNamedTableOrRangeIsReadAlone() {
        var book = ExcelBook([
            Self.head, Self.data(2, "1"), Self.data(3, "2"), row(4, "A=Average", "C#1.5"),
            row(8, "A=date", "B=id", "C=amount"), row(9, "A#45748:1", "B=other", "C#5"),
        ])
        book.behind =
            "<definedNames><definedName name=\"Other\">Ledger!$A$8:$C$9</definedName></definedNames>"
        book.sheetRelations =
            "<Relationship Id=\"t\" Type=\"\(ExcelBook.office)/table\" Target=\"../tables/table1.xml\"/>"
        book.parts = [
            (
                "xl/tables/table1.xml",
                "<table xmlns=\"\(ExcelBook.main)\" id=\"1\" name=\"T\" displayName=\"Actuals\" "
                    + "ref=\"A1:C4\" totalsRowCount=\"1\"/>"
            )
        ]
        let table = ReadTable(book, table: "Actuals")
        #expect(table.rows.map(\.last) == ["1.00", "2.00"])
        #expect(table.notices == ["book.xlsx:Ledger!4: the totals row of the table was left out"])
        #expect(ReadTable(book, table: "Other").rows.map { $0[1] } == ["other"])
    }

    @Test func everyFaultIsReportedAtOnceWithItsCell() {
        var book = ExcelBook([
            row(3, "A=Date", "B=Id", "C=Amount", "D=Colour"),
            row(4, "A=31/02/2025", "B=care", "C#1.001", "D=red"),
        ])
        #expect(
            ReadTable(book).faults == [
                "book.xlsx:Ledger!D3: column 4: the column is not known here; expected date, id, amount, note"
            ]
        )
        book.rows[0] = row(3, "A=Date", "B=Id", "C=Amount")
        book.rows.append(row(5, "A#45748:1", "B=care", "C<c t=\"e\"><v>#N/A</v></c>"))
        book.tail = "<mergeCells><mergeCell ref=\"A3:B3\"/></mergeCells>"
        let places = ReadTable(book).faults.map { $0.prefix { $0 != " " } }
        #expect(
            places == [
                "book.xlsx:Ledger!A3:", "book.xlsx:Ledger!C4:", "book.xlsx:Ledger!D4:",
                "book.xlsx:Ledger!C5:",
            ]
        )
    }

    @Test func mergedTitlesSayNothing() {
        var book = ExcelBook([
            row(1, "A=Actuals"), row(2, "A=date", "B=id", "C=amount"),
            row(3, "A#45748:1", "B=care", "C#1"), row(4, "A=Total", "C#1"),
        ])
        book.tail =
            "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A4:B4\"/></mergeCells>"
        let read = ReadTable(book)
        #expect(read.faults == [])
        #expect(read.rows.count == 1)
    }
}
