import Foundation
import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceReports
import TopsliceTestSupport

/// What a signatory sees on the page and on paper.
struct SettlementPrintTests {
    /// A default filled in alike for every line stands once, and what could be nothing else not at all.
    @Test func defaultsStandOnce() throws {
        let page = try FundCase(dataset: "shared-services").report().page.text()
        let method = try #require(page.components(separatedBy: "how it was filled in").last)
            .components(separatedBy: "</table>")[0]
        #expect(method.components(separatedBy: "lines[].kind").count == 2)
        #expect(method.contains("number 1, number 2, number 3 and 9 more"))
        #expect(!method.contains(">currency<") && !method.contains(">phases<"))
    }

    /// No column stands under an empty heading, and places of files stand in the workbook, not on the page.
    @Test(arguments: ["better-care", "shared-services", "south-tyneside"])
    func headings(name: String) throws {
        let report = try FundCase(dataset: name).report()
        let page = report.page.text()
        let heads = page.components(separatedBy: "<th scope=\"col\"").dropFirst()
        #expect(!heads.isEmpty)
        for head in heads {
            let title = head.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
            #expect(!title.isEmpty, "\(head.prefix(60))")
        }
        let lines = try #require(page.components(separatedBy: ">Budgets and spending</").last)
            .components(separatedBy: "</table>")[0]
        #expect(!lines.contains("actuals.csv"))
        #expect(lines.contains("favourable"))
    }

    /// Totals end a table on paper; the foot of a table would stand on every sheet that it goes over.
    @Test func totalsAreNotRepeated() throws {
        let report = try FundCase(dataset: "better-care").report()
        #expect(report.page.text().contains("tfoot{display:table-row-group}"))
    }

    /// A letter a sheet, called what it is.
    @Test func lettersBeginTheirOwnSheet() throws {
        let files = try FundCase(dataset: "south-tyneside").report().files()
        let letters = try #require(files.first { $0.name == "letters.html" })
        let text = String(decoding: letters.bytes, as: UTF8.self)
        #expect(text.contains("section+section{break-before:page}"))
        #expect(text.contains("Credit note to NHS commissioner"))
        #expect(text.contains("<span>Credit note</span>"))
        #expect(text.contains("<span>Invoice</span>"))
    }
}
