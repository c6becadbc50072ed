import Foundation
import Testing
import TopsliceTestSupport

/// A folder in which nearly everything that a settlement reads is wrong: all of it is said at once, each in its place, and
/// nothing is written.
struct EveryBadInputTests {
    private static let agreement = """
        agreement: Everything at once
        term: {from: 2025-04-01, to: 2026-03-31}
        brought_forward: 100.00
        parameters_file: figures.csv
        partners:
          - {id: a, role: host}
          - {id: b, role: funder}
        lines:
          - {id: care, owner: a, budget: $care}
          - {id: beds, owner: a, budget: 50.00}
        virements:
          - {date: 2025-07-01, moves: {care: -10.00, beds: 20.00}}
        contributions_file: macros.xlsx
        personal_budgets: {people_file: linked.xlsx}

        """

    private static let figures = """
        name,part,value,from,to,source
        care,,100.00,2025-04-01,2026-03-31,
        care,,100.00,2025-04-01,2026-03-31,Budget report
        care,,110.00,2026-01-01,,Revision
        care,,120.00,2025-04-01,2025-12-31,Budget report

        """

    /// The result of a year that closed with £90.00.
    private static let previous = """
        {"term": {"from": "2024-04-01", "to": "2025-03-31"}, "currency": "GBP",
         "standing": {"basis": "final"}, "reconciled": true,
         "accounts": [{"account": "pool", "opening": "0.00", "in": "90.00", "out": "0.00", "closing": "90.00"}],
         "journal": [{"debit": "pool", "credit": "a", "amount": "90.00"}]}

        """

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    private static func book(_ workbook: String, _ more: [ZipWriter.File] = []) -> [UInt8] {
        let kind =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        return ZipWriter(
            [
                .init("[Content_Types].xml", "<Types/>"),
                .init(
                    "_rels/.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r1\" Type=\"\(kind)\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
                .init("xl/workbook.xml", "<workbook xmlns=\"\(main)\">\(workbook)</workbook>"),
            ] + more
        ).bytes()
    }

    @Test func everythingIsSaidAtOnceAndNothingIsWritten() throws {
        try Command.withFolder { folder in
            func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
            let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
            let encrypted =
                compound + Array(repeating: 0, count: 600)
                + "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let files: [(String, [UInt8])] = [
                ("agreement.yaml", Array(Self.agreement.utf8)),
                ("figures.csv", Array(Self.figures.utf8)),
                ("2024.json", Array(Self.previous.utf8)),
                ("columns.yaml", Array("columns:\n  amount: Net amount\n".utf8)),
                (
                    "actuals.csv",
                    Array(
                        ("date,kind,id,amount,reference\n2025-05-31,spend,care,10.00,M2\n"
                            + "2025-05-31,spend,care,10.00,M2\n").utf8
                    )
                ),
                (
                    "ledger.csv",
                    Array("date,kind,id,total\n2025-05-31,spend,care,10.00\n".utf8)
                ),
                (
                    "macros.xlsx",
                    Self.book("<sheets/>", [.init("xl/vbaProject.bin", "x")])
                ),
                (
                    "linked.xlsx",
                    Self.book(
                        "<sheets/><externalReferences><externalReference/></externalReferences>"
                    )
                ),
                ("locked.xlsx", encrypted),
            ]
            for (name, bytes) in files {
                try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
            }
            let common = [
                "settle", path("agreement.yaml"), "--previous", path("2024.json"), "--output",
                path("out"), "--json", path("out.json"),
            ]
            let mapped = try Command.run(
                common + ["--actuals", path("ledger.csv"), "--columns", path("columns.yaml")]
            )
            let twice = try Command.run(common + ["--actuals", path("actuals.csv")])
            let locked = try Command.run(common + ["--actuals", path("locked.xlsx")])
            // In every run what is wrong with the agreement, its figures, its books and the year before.
            for run in [mapped, twice, locked] {
                #expect(run.exitCode == 2)
                for (place, words) in [
                    (
                        "agreement.yaml:3:",
                        "opens with £100.00, but the term before closed with £90.00"
                    ),
                    ("agreement.yaml:12:", "sum to zero"), ("figures.csv:2:", "'source'"),
                    ("figures.csv:5:", "for the same days"), ("macros.xlsx:1:", "macros"),
                    ("linked.xlsx:1:", "links to other files"),
                ] {
                    let line = run.errors.split(separator: "\n").first {
                        $0.contains(place) && $0.contains(words)
                    }
                    #expect(line != nil, "\(place) \(words) in \(run.errors)")
                }
            }
            // And of the actuals: a mapping of a column that is not there, a month twice, a password.
            #expect(mapped.errors.contains("columns.yaml:2:"))
            #expect(mapped.errors.contains("no column of the table is headed 'Net amount'"))
            #expect(twice.errors.contains("actuals.csv:3:"))
            #expect(locked.errors.contains("locked.xlsx:1:"))
            #expect(locked.errors.contains("password"))
            for name in ["out", "out.json"] {
                #expect(!FileManager.default.fileExists(atPath: path(name)), "\(name)")
            }
        }
    }
}
