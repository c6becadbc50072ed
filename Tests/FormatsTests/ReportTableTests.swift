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

    static let third = ReportCell.exact(
        shown: ShownText("0.3333…"),
        data: .text("1/3"),
        nearest: 1.0 / 3
    )

    static func pounds(_ shown: String, _ decimal: String, _ pence: Int) -> ReportCell {
        .amount(AmountCell(Pounds(shown: shown, decimalText: decimal, minorUnits: pence)))
    }

    private struct Pounds: ReportAmount {
        let shown: String
        let decimalText: String
        let minorUnits: Int
        var decimals: Int { 2 }
    }

    /// The same rows, made when they are drawn.
    static let made: ReportTable = {
        let rows = table.rows
        return ReportTable(
            name: table.name,
            caption: table.caption,
            columns: table.columns,
            totalLabel: table.totalLabel,
            rowCount: rows.count
        ) { limit, add in
            for row in rows.prefix(limit) { add(row) }
        }
    }()

    /// A page does not show a column that says nothing in any row; data keep it, for its readers go by the key.
    @Test func aColumnInWhichNoRowSaysAnythingIsNotOnAPage() {
        let table = ReportTable(
            name: "Cases",
            columns: [
                .init("Name", key: "name"), .init("Worst", key: "worst", .decimal(places: 1)),
                .init("Best", key: "best", .decimal(places: 1)), .init("Why", key: "why"),
            ],
            rows: [
                [.empty, .number(nil, .count), .number(nil, .count), .empty],
                [.empty, .empty, .number(2, .count), .text("")],
            ]
        )
        #expect(table.page().columns.map(\.title) == ["Name", "Best"])
        #expect(table.page().rows == [["", "–"], ["", "2"]])
        #expect(table.csv.text().hasPrefix("name,worst,best,why\n"))
        // Of no rows nothing is known, and a reason why there is no number is something.
        let none = ReportTable(name: "None", columns: table.columns)
        #expect(none.page().columns.count == 4)
        var withheld = table
        withheld.append([.empty, .absent(.withheld), .empty, .empty])
        #expect(withheld.page().columns.map(\.title) == ["Name", "Worst", "Best"])
    }

    @Test func rowsMadeWhenTheyAreDrawnAreDrawnAlike() {
        #expect(Self.made == Self.table)
        #expect(Self.made.csv.text() == Self.table.csv.text())
        #expect(Self.made.json.bytes() == Self.table.json.bytes())
        #expect(Self.made.terminal.text == Self.table.terminal.text)
        #expect(Self.made.sheet == Self.table.sheet)
        #expect(Self.made.page() == Self.table.page())
    }

    /// No more rows are made than are shown, and the caption says how many there are.
    @Test func aPageMakesOnlyTheRowsItShows() {
        let table = ReportTable(
            name: "Long",
            caption: "All of them",
            columns: [.init("Number", key: "number", .integer)],
            rowCount: 1_000_000_000_000
        ) { limit, add in
            for number in 0..<limit { add([.integer(number)]) }
        }
        let page = table.page(first: 2, elsewhere: "the files have all")
        #expect(page.rows == [["0"], ["1"]])
        #expect(
            page.caption == "All of them (the first 2 of 1000000000000 rows; the files have all)"
        )
        #expect(table.page(first: 2, elsewhere: nil).caption == "All of them")
        #expect(table.page().rows.count == 5_000)
        #expect(table.terminal(first: 1).rows == [["0"]])
        #expect(table.rowCount == 1_000_000_000_000)
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

    /// 0.0604 beside an interval that says "+4.06 to +8.03" would be two units in one row.
    @Test func aSheetShowsANumberInTheUnitInWhichPeopleReadIt() {
        let points = NumberFormat(notation: .fixed(decimals: 2), sign: .always, multiplier: 100)
        let table = ReportTable(
            name: "Contributions",
            columns: [
                .init("Contribution", key: "shapley", .decimal(places: 4)),
                .init("Allowing for it", .decimal(places: 4)),
                .init("F", key: "f", .decimal(places: 4)),
                .init("p-value", key: "p", .decimal(places: 4)),
            ],
            rows: [
                [
                    .number(nil, points), .range(-0.0025, 0.08, points), .number(1.5, .count),
                    .number(0.5, .probability),
                ],
                [
                    .number(0.0604, points), .range(0.0406, 0.0803, points), .number(1.5, .count),
                    .number(2e-6, .probability),
                ],
            ]
        )
        let sheet = table.sheet
        #expect(
            sheet.columns.map(\.kind)
                == [.percentage(places: 2), .decimal(places: 4), .decimal(places: 4), .probability]
        )
        #expect(sheet.rows.map(\.[0]) == [.empty, .number(0.0604)])
        #expect(sheet.rows[0][1] == .text("\u{2212}0.25% to +8.00%"))
        #expect(table.csv.text().contains("0.0604"))
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

    @Test func everyKindOfCellHasAFormEverywhere() {
        let table = ReportTable(
            name: "Kinds",
            columns: [
                .init("Group", key: "coalition", jsonKey: "members"),
                .init("Core", key: "in_core"),
                .init("Estimate", key: "estimate", .decimal(places: 2)),
                .init("Interval", .decimal(places: 2)),
                .init("Excess", key: "excess", .decimal(places: 2), jsonNumbers: .nearest),
            ],
            rows: [
                [
                    .names(["a", "b", "c"]), .boolean(true), .number(-1.5, .percentage),
                    .range(-1, 0.5, .percentage), Self.third,
                ],
                [.names([]), .boolean(false), .number(nil, .percentage), .empty, .empty],
            ]
        )
        let dash = NumberFormat.dash
        #expect(
            table.page().rows == [
                ["a, b and c", "yes", "\u{2212}150.0%", "\u{2212}100.0% to 50.0%", "0.3333…"],
                ["nobody", "no", dash, dash, dash],
            ]
        )
        #expect(
            table.terminal.rows == [
                ["a, b and c", "yes", "-150.0%", "-100.0% to 50.0%", "0.3333…"],
                ["nobody", "no", dash, "", ""],
            ]
        )
        #expect(
            table.sheet.rows == [
                [
                    .text("a + b + c"), .text("yes"), .number(-1.5),
                    .text("\u{2212}100.0% to 50.0%"), .number(1.0 / 3),
                ],
                [.text("nobody"), .text("no"), .empty, .empty, .empty],
            ]
        )
        #expect(
            table.csv.text() == """
                coalition,in_core,estimate,excess
                a+b+c,true,-1.5,1/3
                ,false,,

                """
        )
        #expect(
            table.json.text() == """
                [
                  {
                    "members": ["a", "b", "c"],
                    "in_core": true,
                    "estimate": -1.5,
                    "excess": 0.3333333333333333
                  },
                  {
                    "members": [],
                    "in_core": false,
                    "estimate": null,
                    "excess": null
                  }
                ]

                """
        )
    }

    @Test func aTerminalCanShowTheFirstRowsOnly() {
        #expect(Self.table.terminal(first: 1).rows.map(\.[0]) == ["a"])
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

    /// The last row is of all the others together: for people, and in no data that a program adds up.
    @Test func theRowOfAllTogetherIsForPeopleOnly() {
        typealias Column = RowColumn<Int>
        let table = ReportTable(
            name: "T",
            [
                Column(.init("Who", key: "who")) { .text("n\($0)") },
                Column(.init("How many", key: "count", .integer), together: .count(3000)) {
                    .count($0)
                },
            ],
            of: [1000, 2000],
            together: "Together"
        )
        #expect(table.page().total == ["Together", "3,000"])
        #expect(table.terminal.total == ["Together", "3,000"])
        #expect(table.sheet.rows.last == [.text("Together"), .integer(3000)])
        #expect(table.csv.text() == "who,count\nn1000,1000\nn2000,2000\n")
        #expect(table.rowCount == 2)
    }

    /// On a telephone every figure stands under its heading, and readers of screens still hear a table.
    @Test func aTableOfCardsSaysTheHeadingBesideEveryFigure() {
        var table = Self.table
        table.isStacked = true
        let text = table.markup.text()
        #expect(text.contains("<td class=\"n\" role=\"cell\" data-h=\"Award\">£1.00</td>"))
        for role in ["table", "rowgroup", "row", "columnheader", "rowheader", "cell"] {
            #expect(text.contains(" role=\"\(role)\""), "\(role)")
        }
        #expect(!Self.table.markup.text().contains("data-h"))
    }
}
