import Foundation
import Testing
import TopsliceRecords
import TopsliceSpreadsheets

/// Workbooks that three programs wrote (`Tests/References/workbook_fixtures.py`) hold what their CSV holds.
@Suite struct WriterFixtureTests {
    static let names = ["openpyxl", "xlsxwriter", "libreoffice"].flatMap { writer in
        (1...6).map { "\(writer)-\($0)" }
    }

    private static func folder() throws -> URL {
        try #require(
            Bundle.module.url(forResource: "Fixtures", withExtension: nil)
        )
    }

    @Test(arguments: names)
    func theWorkbookIsItsCSV(name: String) throws {
        let folder = try Self.folder()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let book = try #require(
            files.first { $0.hasPrefix(name + ".") && !$0.hasSuffix(".csv") }
        )
        let expected = try Self.rows(folder.appendingPathComponent(name + ".csv").path)
        // Some have sheets besides the one that fits.
        let found = try Self.rows(folder.appendingPathComponent(book).path)
        #expect(expected.count > 2)
        #expect(found == expected)
    }

    private static func rows(_ path: String) throws -> [[String]] {
        var reader = try TableReader(
            TableSource(reading: path),
            delimiter: .comma,
            required: ["date", "kind", "id", "amount"],
            optional: ["partner", "note"]
        )
        var faults = FaultList(file: path)
        var rows: [[String]] = []
        while let record = reader.next() {
            rows.append(
                ["date", "kind", "id", "amount", "partner", "note"].map {
                    ReadTable.plain($0, record, reader.columns, &faults)
                }
            )
        }
        faults.add(reader.allFaults)
        try faults.throwIfAny()
        return rows
    }
}
