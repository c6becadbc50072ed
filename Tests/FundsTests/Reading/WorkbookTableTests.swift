import Foundation
import Testing
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import TopsliceTestSupport

/// Tables that an agreement names, in workbooks.
@Suite struct WorkbookTableTests {
    private static let agreement = """
        agreement: Tables in a workbook
        term: {from: 2025-04-01, to: 2026-03-31}
        partners_file: tables.xlsx#Partners
        lines_file: tables.xlsx#Lines
        contributions:
          - {id: c1, rule: fixed, partner: council, amount: 600.00}
          - {id: c2, rule: fixed, partner: trust, amount: 400.00}
        risk:
          - id: split
            both: {rule: proportional, shares: {council: 60, trust: 40}}
        """

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static let partners = [
        ["Who takes part"], ["id", "name", "role"], ["council", "The council", "host"],
        ["trust", "The trust", "funder"],
    ]

    private static func lines(_ budget: String) -> [[String]] {
        [
            ["id", "owner", "budget", "risk", "tolerance_percent"],
            ["care", "council", "£600.00", "split", "%0.05"],
            ["beds", "trust", budget, "split", "5"],
            ["Total", "", "#1000", "", ""],
        ]
    }

    /// A workbook of sheets by name: `#` begins a number, `%` one shown as a percentage, all else is text.
    private static func book(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
        func relations(_ entries: [(String, String)]) -> String {
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + entries.enumerated().map {
                    "<Relationship Id=\"r\($0)\" Type=\"\(office)/\($1.0)\" Target=\"\($1.1)\"/>"
                }.joined() + "</Relationships>"
        }
        var files: [ZipWriter.File] = [
            .init("[Content_Types].xml", "<Types/>"),
            .init("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            .init(
                "xl/_rels/workbook.xml.rels",
                relations(
                    sheets.indices.map { ("worksheet", "s\($0).xml") } + [("styles", "styles.xml")]
                )
            ),
            .init(
                "xl/styles.xml",
                "<styleSheet xmlns=\"\(main)\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/></cellXfs>"
                    + "</styleSheet>"
            ),
            .init(
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
                    + sheets.enumerated().map { "<sheet name=\"\($1.name)\" r:id=\"r\($0)\"/>" }
                    .joined() + "</sheets></workbook>"
            ),
        ]
        for (number, sheet) in sheets.enumerated() {
            let rows = sheet.rows.map { row in
                let cells = row.map { text in
                    switch text.first {
                    case nil: "<c/>"
                    case "#": "<c><v>\(text.dropFirst())</v></c>"
                    case "%": "<c s=\"1\"><v>\(text.dropFirst())</v></c>"
                    default: "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
                    }
                }
                return "<row>\(cells.joined())</row>"
            }
            files.append(
                .init(
                    "xl/s\(number).xml",
                    "<worksheet xmlns=\"\(main)\"><sheetData>\(rows.joined())</sheetData></worksheet>"
                )
            )
        }
        return ZipWriter(files).bytes()
    }

    private func fund(_ budget: String) throws -> TemporaryFund {
        let fund = try TemporaryFund([
            "agreement.yaml": Self.agreement,
            "actuals.csv":
                "date,kind,id,amount\n2025-06-30,spend,care,650.00\n2026-03-31,spend,beds,400.00\n",
        ])
        let bytes = Self.book([("Partners", Self.partners), ("Lines", Self.lines(budget))])
        try Data(bytes).write(to: URL(fileURLWithPath: fund.path("tables.xlsx")))
        return fund
    }

    /// A budget typed with its sign and one stored as a number, five per cent as a percentage and as a text.
    @Test func budgetsAndPartnersAreReadFromSheets() throws {
        let input = try fund("#400").input()
        #expect(input.agreement.partners.map(\.name) == ["The council", "The trust"])
        let lines = input.agreement.lines
        #expect(lines.map(\.id) == ["care", "beds"])
        #expect(
            lines.map { $0.allotments.map(\.original.decimalText) } == [["600.00"], ["400.00"]]
        )
        #expect(lines[0].tolerance != nil)
        #expect(lines[0].tolerance == lines[1].tolerance)
        // One workbook, read once for each table, stands once among the files.
        #expect(input.agreement.files.count { $0.path.hasSuffix("tables.xlsx") } == 1)
        let sheets = input.agreement.notices.filter {
            if case .sheet = $0.subject { true } else { false }
        }
        #expect(
            sheets.map { $0.place.description.split(separator: "/").last } == [
                "tables.xlsx:Lines!4"
            ]
        )
    }

    @Test func aFaultOfABudgetHasItsCell() throws {
        do {
            _ = try fund("#400.005").input()
            Issue.record("a fraction of a penny was read as a budget")
        } catch let faults as Faults {
            let lines = faults.faults.map {
                $0.description.split(separator: "/").last.map(String.init)
            }
            #expect(
                lines.first??.hasPrefix(
                    "tables.xlsx:Lines!C3: column 'budget': the cell holds a number with more"
                )
                    == true,
                "\(faults)"
            )
        }
    }
}
