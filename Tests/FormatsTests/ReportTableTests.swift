import Testing
import TopsliceFormats

/// One definition, every form.
@Suite struct ReportTableTests {
    static let table = ReportTable(
        name: "Awards",
        caption: "Who gets what",
        columns: [
            .init("Recipient", key: "id"),
            .init("Weight", key: "weight", .decimal(places: 4), on: [.page, .sheet, .data]),
            .init("Award", key: "award", .money(symbol: "£"), total: pounds("£3.00", "3.00", 300)),
            .init("", key: "award_exact"),
        ],
        rows: [
            [.text("a"), .integer(1), pounds("£1.00", "1.00", 100), third],
            [.text("=b"), .empty, pounds("£2.00", "2.00", 200), .empty],
        ],
        totalLabel: "Total"
    )

    static let third = ReportCell.exact(shown: "0.3333…", data: .text("1/3"), nearest: 1.0 / 3)

    static func pounds(_ shown: String, _ decimal: String, _ pence: Int) -> ReportCell {
        .amount(shown: shown, decimal: decimal, minorUnits: pence, decimals: 2)
    }

    @Test func dataGoByKeysAndPeopleByTitles() {
        #expect(
            Self.table.csv.text() == """
                id,weight,award,award_exact
                a,1,1.00,1/3
                '=b,,2.00,

                """
        )
        #expect(
            Self.table.terminal.text == """
                Recipient  Award
                ────────────────
                a          £1.00
                =b         £2.00
                ────────────────
                Total      £3.00

                """
        )
        let page = Self.table.page()
        #expect(page.columns.map(\.title) == ["Recipient", "Weight", "Award"])
        #expect(page.rows == [["a", "1", "£1.00"], ["=b", NumberFormat.dash, "£2.00"]])
        #expect(page.total == ["Total", "", "£3.00"])
        #expect(Self.table.page(first: 1).rows.count == 1)
    }

    @Test func aSheetAddsUpWhatHasATotalAndStatesIt() {
        let sheet = Self.table.sheet
        #expect(sheet.columns.map(\.isTotalled) == [false, false, true])
        #expect(sheet.columns[2].statedTotal == .minorUnits(300, decimals: 2))
        #expect(sheet.rows[1] == [.text("=b"), .empty, .minorUnits(200, decimals: 2)])
        var bare = Self.table
        bare.totalLabel = nil
        #expect(bare.sheet.columns.allSatisfy { !$0.isTotalled && $0.statedTotal == nil })
    }

    @Test func exactNumbersAreTextInJSON() {
        let text = String(decoding: Self.table.json.bytes(), as: UTF8.self)
        for member in [
            #""id": "a""#, #""weight": 1"#, #""award": "1.00""#, #""award_exact": "1/3""#,
            #""award_exact": null"#,
        ] {
            #expect(text.contains(member), "\(member) in \(text)")
        }
    }

    @Test func wideTablesAreCutIntoBlocksThatKeepTheirNames() {
        let wide = ReportTable(
            name: "Wide",
            columns: [.init("Row")] + (1...5).map { .init("c\($0)", .integer) }
                + [.init("Sum", .integer)],
            rows: [[.text("r")] + (1...6).map { .integer($0) }]
        )
        let blocks = wide.terminalBlocks(leading: 1, of: 2, trailing: 1)
        #expect(
            blocks.map { $0.columns.map(\.title) } == [
                ["Row", "c1", "c2"], ["Row", "c3", "c4"], ["Row", "c5", "Sum"],
            ]
        )
        #expect(
            blocks.map { $0.rows[0] } == [["r", "1", "2"], ["r", "3", "4"], ["r", "5", "6"]]
        )
    }
}
