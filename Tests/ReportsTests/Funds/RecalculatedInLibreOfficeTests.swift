import Foundation
import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports

/// An amount changed in a workbook and everything worked out anew by LibreOffice, against a new settlement.
@Suite(
    .enabled(
        if: LibreOffice.isInstalled,
        "LibreOffice is not installed (apt-get install libreoffice-calc)"
    ),
    .serialized
)
struct RecalculatedInLibreOfficeTests {
    private func compare(_ fund: FundCase, _ amounts: [Int: Int]) throws {
        var book = RecalculatedBook(try fund.report().workbook)
        let settled = try LibreOffice.recalculated(try book.workbook.bytes())
        try expectSame(settled, book)
        try book.change(amounts)
        let changed = try fund.changing(amounts)
        defer { changed.remove() }
        let positions = try changed.report().settlement.invoices.positions
        let sheets = try LibreOffice.recalculated(try book.workbook.bytes())
        try expectSame(sheets, book)
        let net = try #require(sheets["Net"])
        let column = try #require(net[1].firstIndex(of: "Net, pence"))
        #expect(
            net.dropFirst(2).prefix(positions.count).map { Int($0[column]) }
                == positions.map(\.net.minorUnits)
        )
        #expect(net[0][0].hasPrefix("Changed since the settlement"))
        #expect(try #require(sheets["Journal"])[0][0].hasPrefix("CHANGED SINCE"))
    }

    /// Every formula of every sheet comes to what the workbook brings as its value.
    private func expectSame(_ sheets: [String: [[String]]], _ book: RecalculatedBook) throws {
        var values = FormulaValues(book.workbook)
        var count = 0
        for sheet in book.workbook.sheets {
            let name = sheet.name.replacingOccurrences(of: "/", with: " ")
            let first = sheet.heading == nil ? 1 : 2
            for (row, cells) in sheet.rows.enumerated() {
                for (column, cell) in cells.enumerated() {
                    guard case .formula(_, let shown) = cell else { continue }
                    let place = WorkbookPlace(sheet.name, row: row, column: column)
                    let found = try #require(sheets[name], "\(name)")[row + first][column]
                    count += 1
                    switch values.value(at: place) {
                    case .words(let words): #expect(found == words, "\(place)")
                    case .whole(let number):
                        let divisor = shown == .amount ? 100.0 : 1
                        #expect(Double(found) == Double(number) / divisor, "\(place): \(found)")
                    case .decimal, .outOfRange: Issue.record("\(place) is \(found)")
                    }
                }
            }
        }
        #expect(count > 20)
    }

    @Test func betterCare() throws {
        try compare(FundCase(dataset: "better-care"), [2: 95_123_47, 3: 1])
    }

    @Test func sharedServices() throws {
        try compare(FundCase(dataset: "shared-services"), [2: 1_999_999_99])
    }

    @Test func oldham() throws {
        try compare(FundCase(dataset: "oldham"), [4: 1_446_999_99])
    }

    @Test func topSlice() throws {
        try compare(FundCase(dataset: "top-slice"), [2: 1_350_000_07])
    }

    @Test func sharedSavings() throws {
        try compare(FundCase(dataset: "shared-savings"), [2: 30_123_456_79])
    }

    /// Contributions that have no common divisor, so that quotients are worked out digit by digit.
    @Test func longDivision() throws {
        let fund = try FundCase(
            "long division",
            agreement: """
                agreement: Long division
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: a, name: A, role: host}
                  - {id: b, name: B, role: funder}
                  - {id: c, name: C, role: funder}
                lines:
                  - {id: x, name: X, owner: a, budget: 123456789.01, risk: r}
                contributions:
                  - {id: p, rule: fixed, partner: a, amount: 100000000.03}
                  - {id: q, rule: fixed, partner: b, amount: 20000000.07}
                  - {id: s, rule: fixed, partner: c, amount: 3456788.91}
                risk:
                  - {id: r, clause: "9", both: {rule: proportional, by: contributions}}
                """,
            actuals: """
                date,kind,id,partner,amount
                2026-03-31,spend,x,,123456789.01
                """
        )
        defer { fund.remove() }
        try compare(fund, [2: 134_567_890_12])
        try compare(fund, [2: 1])
    }
}
