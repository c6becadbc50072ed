import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports

/// Income and expenditure by the sources of the Better Care Fund, added up by hand from the files of the data set.
struct BetterCareReturnTests {
    /// 220,000 minimum and 200,000 additional; £20,000 moved from beds to reablement; 23,000.50 over, 899.75 and 1,500.00
    /// under; the grant is carried forward.
    @Test func itsSourcesAndSchemes() throws {
        let settlement = try FundCase(dataset: "better-care").report().settlement
        let found = settlement.funding.map { position in
            [
                position.source.rawValue, position.income.decimalText,
                position.planned.decimalText, position.spent.decimalText,
                position.over.decimalText, position.under.decimalText,
            ]
        }
        #expect(
            found == [
                [
                    "minimum-nhs", "220000.00", "160000.00", "159100.25", "0.00", "899.75",
                ],
                [
                    "disabled-facilities", "96000.00", "96000.00", "94500.00", "0.00", "1500.00",
                ],
                [
                    "additional-council", "200000.00", "260000.00", "283000.50", "23000.50",
                    "0.00",
                ],
            ]
        )
        let carried = settlement.funding.flatMap(\.schemes).map(\.carried)
        #expect(carried[1] == .amount(Money(minorUnits: 150_000)))
        #expect(carried[0] == .nothing)
        #expect(carried[2] == .nothing)
    }

    /// On the page, in the workbook and in the JSON; not for the public.
    @Test func whereItStands() throws {
        let fund = FundCase(dataset: "better-care")
        let report = try fund.report()
        #expect(report.page.text().contains("Minimum NHS contribution"))
        #expect(report.workbook.sheets.contains { $0.name == "Better Care schemes" })
        #expect(report.json.text().contains("\"better_care_fund\""))
        #expect(!(try fund.report(audience: .public).json.text().contains("better_care_fund")))
        #expect(
            !(try FundCase(dataset: "oldham").report().page.text().contains("Better Care Fund"))
        )
    }
}
