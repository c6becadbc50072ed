import Testing
import TopsliceTestSupport

@testable import TopsliceFormats

@Suite struct WorkbookTests {
    /// The pooled fund of three departments: 2%, 1.5% and 1% of £40m, £60m and £100m.
    static let fund = Workbook(
        properties: .init(title: "Settlement", subject: "2024-25", author: "Topslice 0.1.0"),
        sheets: [
            .init(
                name: "Contributions",
                columns: [
                    .init("Department", .text), .init("Share", .percentage(places: 1)),
                    .init(
                        "Contribution",
                        .money(symbol: "£"),
                        isTotalled: true,
                        statedTotal: .minorUnits(270_000_000, decimals: 2)
                    ),
                    .init("Bookings", .integer, isTotalled: true),
                ],
                rows: [
                    [
                        .text("=1+1"), .number(0.02), .minorUnits(80_000_000, decimals: 2),
                        .integer(3),
                    ],
                    [
                        .text("Health &amp; <b>"), .number(0.015),
                        .minorUnits(90_000_001, decimals: 2), .integer(4),
                    ],
                    [
                        .text("Adult Social Care"), .number(0.01),
                        .minorUnits(99_999_999, decimals: 2), .empty,
                    ],
                ],
                totalLabel: "Total"
            )
        ],
        notes: [.init("Source", "The agreement, clause 4")]
    )

    private func sheet(_ book: Workbook, _ number: Int = 1) throws -> String {
        let files = ZipReader(try book.bytes()).files
        return try #require(files["xl/worksheets/sheet\(number).xml"])
    }

    @Test func totalsAreLiveFormulasWithACheckOfZero() throws {
        let xml = try sheet(Self.fund)
        #expect(xml.contains("<f>SUM(C2:C4)</f><v>2700000</v>"))
        #expect(xml.contains("<f>SUM(D2:D4)</f><v>7</v>"))
        #expect(xml.contains("<f>ROUND(C5-C6,2)</f><v>0</v>"))
    }

    /// What the last row says in words is no sum: nothing is added up or checked for it.
    @Test func wordsOfALastRowAreNotAddedUp() throws {
        let table = ReportTable(
            name: "Money",
            columns: [
                .init("Agency"), .init("Amount", .money(symbol: "£"), total: .integer(3)),
                .init("95% interval", total: .text("−£1.00 to £7.00")),
            ],
            rows: [[.text("a"), .integer(3), .text("−£2.00 to £8.00")]],
            totalLabel: "Together"
        )
        let files = ZipReader(
            try Workbook(properties: Self.fund.properties, sheets: [table.sheet], notes: []).bytes()
        ).files
        let xml = try #require(files["xl/worksheets/sheet1.xml"])
        #expect(xml.contains("SUM(B2:B2)") && !xml.contains("SUM(C2:C2)"))
        let words = try #require(files["xl/sharedStrings.xml"])
        #expect(words.contains("−£1.00 to £7.00"))
        #expect(!words.contains("too long to be checked") && !words.contains("'−£"))
    }

    @Test func aTotalThatDoesNotAgreeShows() throws {
        var book = Self.fund
        book.sheets[0].columns[2].statedTotal = .minorUnits(269_999_999, decimals: 2)
        #expect(try sheet(book).contains("<f>ROUND(C5-C6,2)</f><v>0.01</v>"))
    }

    @Test func theHeaderStaysInView() throws {
        #expect(try sheet(Self.fund).contains("<pane ySplit=\"1\""))
    }

    @Test func wordsAreNeverFormulas() throws {
        let files = ZipReader(try Self.fund.bytes()).files
        let words = try #require(files["xl/sharedStrings.xml"])
        #expect(words.contains("<t>'=1+1</t>"))
        #expect(words.contains("<t>Health &amp;amp; &lt;b&gt;</t>"))
        let formulas = try sheet(Self.fund).split(separator: "<f>").count - 1
        #expect(formulas == 3)
    }

    /// An interval below zero is no formula; one with anything but numbers may be.
    @Test func intervalsStandAsTheyAre() throws {
        let plain = ["\u{2212}0.16 to +5.09", "-25.0% to 12.1%", "+1.34 to +18.17", "\u{2212}3"]
        let guarded = ["-1 to A1", "-1 to 2 to 3", "+1 to", "-1 to =2", "\u{2212}x", "-1to 2"]
        var book = Self.fund
        book.sheets[0].columns = [.init("Interval", .text)]
        book.sheets[0].rows = (plain + guarded).map { [.text($0)] }
        book.sheets[0].totalLabel = nil
        let words = try #require(ZipReader(try book.bytes()).files["xl/sharedStrings.xml"])
        for text in plain { #expect(words.contains(">\(text)<"), "\(text)") }
        for text in guarded { #expect(words.contains(">'\(text)<"), "\(text)") }
    }

    @Test func thePropertiesAndNotesAreFilledIn() throws {
        let files = ZipReader(try Self.fund.bytes()).files
        let properties = try #require(files["docProps/core.xml"])
        #expect(properties.contains("<dc:title>Settlement</dc:title>"))
        #expect(properties.contains("<dc:creator>Topslice 0.1.0</dc:creator>"))
        #expect(properties.contains("1980-01-01T00:00:00Z"))
        #expect(try #require(files["xl/workbook.xml"]).contains("name=\"Notes\""))
        #expect(try #require(files["xl/sharedStrings.xml"]).contains("The agreement, clause 4"))
    }

    @Test func theSameWorkbookHasTheSameBytes() throws {
        #expect(try Self.fund.bytes() == Self.fund.bytes())
    }

    @Test func amountsAreTheNearestDoubleUpToFifteenDigits() {
        let small = Workbook.Cell.minorUnits(3_334, decimals: 2)
        #expect(small.content == .number(33.34))
        let largest = Workbook.Cell.minorUnits(999_999_999_999_999, decimals: 2)
        #expect(largest.content == .number(9_999_999_999_999.99))
        let beyond = Workbook.Cell.minorUnits(-1_000_000_000_000_000, decimals: 2)
        #expect(beyond.content == .words("-10000000000000.00"))
        #expect(
            Workbook.Cell.minorUnits(.min, decimals: 2).content == .words("-92233720368547758.08")
        )
        #expect(Workbook.Cell.integer(1_000_000_000_000_000).content == .words("1000000000000000"))
        #expect(Workbook.Cell.number(.nan).content == .blank)
    }

    @Test func moneyOfAnyAmountReadsBackToThePenny() {
        // A fixed walk through all magnitudes up to 15 digits.
        for step in 0..<4_000 {
            let units = (step * 250_000_000_007 + step * step * 977) % 999_999_999_999_999
            guard case .number(let value) = Workbook.Cell.minorUnits(units, decimals: 2).content
            else {
                Issue.record("\(units) became words")
                return
            }
            let pence = units % 100 < 10 ? "0\(units % 100)" : "\(units % 100)"
            #expect(FixedPoint.text(value, decimals: 2) == "\(units / 100).\(pence)")
        }
    }

    @Test func sheetNamesAreLegalAndDistinct() {
        let names = SheetName.distinct([
            "A/B: [x]?*\\", "", "'quoted'", String(repeating: "n", count: 40),
            String(repeating: "N", count: 35), "History", "😀" + String(repeating: "z", count: 40),
        ])
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        for name in names {
            #expect((1...31).contains(name.utf16.count))
            #expect(!name.contains { "[]:*?/\\".contains($0) })
            #expect(name.first != "'" && name.last != "'")
        }
        #expect(names[1] == "Sheet")
        #expect(names[5] == "History (2)")
    }

    @Test func columnsAreLettered() {
        #expect(
            [0, 25, 26, 701, 702].map(WorkbookWriter.letters) == ["A", "Z", "AA", "ZZ", "AAA"]
        )
    }

    @Test func anUnevenRowIsRefused() {
        var book = Self.fund
        book.sheets[0].rows.append([.empty])
        #expect(
            throws: WorkbookError.unevenRow(sheet: "Contributions", row: 4, cells: 1, columns: 4)
        ) { try book.bytes() }
    }

    /// ECMA-376: a sheet ends at row 1,048,576. The other sheets are no worse for it.
    @Test func aTableThatNoSheetHoldsIsNamedInTheNotes() throws {
        var book = Self.fund
        let rows = Array(repeating: [Workbook.Cell.integer(1)], count: Workbook.mostRows + 1)
        book.sheets.insert(
            .init(name: "Journal", columns: [.init("A", .integer)], rows: rows),
            at: 0
        )
        let files = ZipReader(try book.bytes()).files
        let sheets = try #require(files["xl/workbook.xml"])
        #expect(!sheets.contains("Journal"))
        #expect(sheets.contains("Contributions"))
        let words = try #require(files["xl/sharedStrings.xml"])
        #expect(words.contains("1048571 rows, more than a sheet holds: the CSV files have them"))
    }

    @Test func anEmptySheetStillTotals() throws {
        var book = Self.fund
        book.sheets[0].rows = []
        book.sheets[0].columns[2].statedTotal = nil
        #expect(try sheet(book).contains("<f>0</f><v>0</v>"))
    }

    /// A title of three lines has room for all of them, and words among numbers stand where numbers do.
    @Test func titlesHaveRoomAndWordsAmongNumbersAreNotBesideTheOthers() throws {
        let title = "Claimed per person served: served against not served"
        var book = Self.fund
        book.sheets[0].columns = [.init("Agency", .text), .init(title, .decimal(places: 2))]
        book.sheets[0].rows = [[.text("Housing"), .text("-0.20 to +0.80")]]
        book.sheets[0].totalLabel = nil
        book.sheets[0].heading = nil
        let files = ZipReader(try book.bytes()).files
        let sheet = try #require(files["xl/worksheets/sheet1.xml"])
        let height = try #require(sheet.firstMatch(of: /<row r="1"[^>]* ht="([0-9.]+)"/))
        // 15 points a line, of about 24 characters.
        #expect(try #require(Double(height.output.1)) >= 45)
        let style = try #require(sheet.firstMatch(of: /<c r="B2" s="([0-9]+)"/))
        let styles = try #require(files["xl/styles.xml"])
        let formats = try #require(styles.firstMatch(of: /<cellXfs.*<\/cellXfs>/)).output
        let own = formats.matches(of: /<xf [^>]*?(\/>|>.*?<\/xf>)/).map { String($0.output.0) }
        let number = try #require(Int(style.output.1))
        #expect(own[number].contains("horizontal=\"right\""), "\(own[number])")
    }
}
