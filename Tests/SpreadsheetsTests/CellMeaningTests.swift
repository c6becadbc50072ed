import Testing
import TopsliceTestSupport

/// What cells mean: days, amounts, texts, formulas.
@Suite struct CellMeaningTests {
    private static let head = row(1, "A=date", "B=id", "C=amount")

    private func one(_ date: String, _ amount: String, properties: String = "") -> ReadTable {
        var book = ExcelBook([Self.head, row(2, "A\(date)", "B=care", "C\(amount)")])
        book.properties = properties
        return ReadTable(book)
    }

    /// Serial numbers and days of ECMA-376 part 1, 18.17.4.1, and of Excel's own documentation (39448 is 1 January
    /// 2008 in the 1900 system, 37986 in that of 1904).
    @Test(arguments: [
        ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("39448", "2008-01-01"),
        ("45748", "2025-04-01"), ("45748.75", "2025-04-01"), ("2958465", "9999-12-31"),
        ("36585", "2000-02-29"),
    ])
    func daysAreCountedFrom1900(serial: String, day: String) {
        let read = one("#\(serial):1", "#1")
        #expect(read.faults == [])
        #expect(read.rows == [[day, "care", "1.00"]])
    }

    @Test(arguments: [
        ("0", "1904-01-01"), ("1", "1904-01-02"), ("37986", "2008-01-01"), ("44286", "2025-04-01"),
        ("2957003", "9999-12-31"),
    ])
    func daysAreCountedFrom1904WhereTheWorkbookSaysSo(serial: String, day: String) {
        let read = one("#\(serial):6", "#1", properties: "<workbookPr date1904=\"1\"/>")
        #expect(read.faults == [])
        #expect(read.rows == [[day, "care", "1.00"]])
    }

    @Test(arguments: [
        "2025-04-01", "01/04/2025", "1/4/2025", "1.4.2025", "01-Apr-2025", "1 April 2025",
        " 01/04/2025 ", "2025-04-01T00:00:00", "1-apr-2025",
    ])
    func daysMayBeTyped(text: String) {
        #expect(one("=\(text)", "#1").rows == [["2025-04-01", "care", "1.00"]])
    }

    @Test(arguments: [
        ("=04/13/2025", "days come first"), ("=01/04/25", "the year has two digits"),
        ("#45748", "the cell holds a number, expected a day; format it as a date"),
        ("#60:1", "a date that no calendar has"), ("#0:1", "a date that no calendar has"),
        ("#-1:1", "a date that no calendar has"), ("#2958466:1", "a date that no calendar has"),
        ("#0.5:4", "the cell holds a time, expected a day"),
    ])
    func daysThatAreNoneAreRefusedWithTheirCell(cell: String, words: String) throws {
        let read = one(cell, "#1")
        let fault = try #require(read.faults.first)
        #expect(fault.hasPrefix("book.xlsx:Ledger!A2: column 'date': "), "\(fault)")
        #expect(fault.contains(words), "\(fault)")
        #expect(read.faults.count == 1)
    }

    /// Doubles as workbooks store them, by the digits that their writers give.
    @Test(arguments: [
        ("#1234.5", "1234.50"), ("#1234.5:2", "1234.50"), ("#-0.07", "-0.07"),
        ("#0.10000000000000001", "0.10"), ("#1E3", "1000.00"), ("#1.2345E2", "123.45"),
        ("#299999999.96999997", "299999999.97"), ("#0.30000000000000004", "0.30"),
        ("#1.1000000000000001", "1.10"), ("#9007199254740.99", "9007199254740.99"),
        ("#4.0199999999999996", "4.02"), ("#0", "0.00"), ("#-0", "0.00"),
        ("#1000000", "1000000.00"), ("#0.29", "0.29"), ("#1.005E2", "100.50"),
        ("#28999999.999999996", "29000000.00"),
        ("=1,234.50", "1234.50"), ("=(1,234.50)", "-1234.50"), ("=£1,234.50", "1234.50"),
        ("=-£5", "-5.00"), ("=£ 12.30", "12.30"), ("=-", "0.00"), ("=£-", "0.00"),
        ("= – ", "0.00"), ("=12.30-", "-12.30"), ("=1 234.50", "1234.50"),
        ("=\u{2212}7.10", "-7.10"), ("=(£2.00)", "-2.00"),
    ])
    func amountsAreExact(cell: String, amount: String) {
        let read = one("#45748:1", cell)
        #expect(read.faults == [])
        #expect(read.rows == [["2025-04-01", "care", amount]])
    }

    @Test(arguments: [
        ("#12.345", "more than 2 decimals"), ("#0.0999999999999943", "more than 2 decimals"),
        ("#0.001", "more than 2 decimals"), ("#1000.0001", "more than 2 decimals"),
        ("#12:5", "formatted in '$', expected GBP"), ("#0.25:3", "the cell holds a percentage"),
        ("#45748:1", "the cell holds a date, expected an amount of money; format it as a number"),
        ("<c t=\"b\"><v>1</v></c>", "the cell holds a truth value"),
        ("<c t=\"e\"><v>#REF!</v></c>", "the cell holds an error of the workbook"),
        ("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "the cell holds an error of the workbook"),
        ("<c ><f>SUM(A1:A9)</f></c>", "a formula without a stored value"),
        ("<c ><f>SUM(A1:A9)</f><v></v></c>", "a formula without a stored value"),
        ("<c ><v>NaN</v></c>", "the cell's stored value is not what its type says"),
        ("<c ><v>1e999</v></c>", "the cell's stored value is not what its type says"),
        ("<c ><v>0x10</v></c>", "the cell's stored value is not what its type says"),
        ("<c t=\"s\"><v>7</v></c>", "the cell's stored value is not what its type says"),
        ("<c s=\"99\"><v>7</v></c>", "the cell's stored value is not what its type says"),
        ("<c t=\"zz\"><v>7</v></c>", "the cell's stored value is not what its type says"),
        ("=12,34.50", "group"), ("=1.234,50", "amount"), ("=$12", "in USD where GBP is expected"),
        ("=####", "column"), ("=twelve", "amount"),
    ])
    func amountsThatAreNoneAreRefusedWithTheirCell(cell: String, words: String) throws {
        let read = one("#45748:1", cell)
        let fault = try #require(read.faults.first)
        #expect(fault.hasPrefix("book.xlsx:Ledger!C2: column 'amount': "), "\(fault)")
        #expect(fault.lowercased().contains(words.lowercased()), "\(fault)")
        #expect(read.faults.count == 1)
    }

    @Test func formulasCountByTheirLastValues() {
        let read = one("#45748:1", "#1234.5=SUM(D1:D9)")
        #expect(read.rows == [["2025-04-01", "care", "1234.50"]])
        #expect(
            read.notices == [
                "book.xlsx:Ledger!1: 1 formula was read by the value last stored for it"
            ]
        )
    }

    /// Programs that cannot calculate store nought and ask whoever opens the workbook to calculate.
    @Test func aFormulaThatWasNeverCalculatedIsRefused() throws {
        var book = ExcelBook([Self.head, row(2, "A#45748:1", "B=care", "C#0=SUM(D1:D9)")])
        book.behind = "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>"
        #expect(try #require(ReadTable(book).faults.first).contains("Ledger!C2: column 'amount': "))
        book.rows[1] = row(2, "A#45748:1", "B=care", "C#12.5=SUM(D1:D9)")
        #expect(ReadTable(book).rows == [["2025-04-01", "care", "12.50"]])
        book.behind = ""
        book.rows[1] = row(2, "A#45748:1", "B=care", "C#0=SUM(D1:D9)")
        #expect(ReadTable(book).rows == [["2025-04-01", "care", "0.00"]])
    }

    @Test(arguments: [
        ("[1]Sheet1!A1", true), ("SUM([1]Data!A1:A9)*2", true), ("'[other.xlsx]Sheet 1'!A1", true),
        ("'C:\\books\\[other.xlsx]May'!$A$1+1", true), ("[other.xlsx]May!A1", true),
        ("Actuals[Net]", false), ("SUM(Actuals[[#This Row],[Net]])", false),
        ("SUM(T[Net],Sheet1!A1)", false), ("T[Net]+'Other sheet'!A1", false),
        ("IF(A1=&quot;[1]x!&quot;,1,2)", false),
    ])
    func aFormulaOfAnotherWorkbookIsRefused(formula: String, isLinked: Bool) {
        let read = one("#45748:1", "<c ><f>\(formula)</f><v>7</v></c>")
        if isLinked {
            let words =
                "the cell's formula takes its value from another workbook or program; put the value in its place"
            #expect(read.faults == ["book.xlsx:Ledger!C2: column 'amount': \(words)"])
        } else {
            #expect(read.rows == [["2025-04-01", "care", "7.00"]])
        }
    }

    @Test func textsAreSharedOrInTheCellWithoutPronunciation() {
        var book = ExcelBook([
            row(1, "A<c t=\"s\"><v>0</v></c>", "B=id", "C=amount"),
            row(2, "A#45748:7", "B<c t=\"s\"><v>1</v></c>", "C#4"),
        ])
        book.texts = [
            "date", "ca</t></si><si><r><t>ad</t></r><r><t>_x0075_lt</t></r><rPh><t>no</t></rPh>",
        ]
        book.rows[1] = row(2, "A#45748:7", "B<c t=\"s\"><v>2</v></c>", "C#4")
        // Written by hand: the texts above close and open their elements themselves.
        book.texts[1] =
            "care</t></si><si><r><t>ad</t></r><r><t>_x0075_lt</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh><t>"
        #expect(ReadTable(book).rows == [["2025-04-01", "adult", "4.00"]])
    }

    /// ISO/IEC 29500 in its strict form has names of its own for the same elements.
    @Test func aStrictWorkbookIsRead() {
        var files = ExcelBook([Self.head, row(2, "A#45748:1", "B=care", "C#4.5:2")]).files
        for place in files.indices {
            let text = String(decoding: files[place].bytes, as: UTF8.self)
                .replacing(ExcelBook.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main")
                .replacing(
                    ExcelBook.office,
                    with: "http://purl.oclc.org/ooxml/officeDocument/relationships"
                )
            files[place] = ZipWriter.File(files[place].name, text)
        }
        let read = ReadTable(ZipWriter(files).bytes(), file: "book.xlsx")
        #expect(read.rows == [["2025-04-01", "care", "4.50"]])
    }

    @Test func anIdentifierMayBeANumber() {
        let book = ExcelBook([Self.head, row(2, "A#45748:1", "B#4012", "C#1")])
        #expect(ReadTable(book).rows == [["2025-04-01", "4012", "1.00"]])
    }
}
