import Foundation
import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData
import TopsliceRecords

/// Files of one shape are one cohort: what is read of them is what is read of one file with all their rows.
@Suite struct SeveralFilesTests {
    private static let header = "id,x,g\n"

    private static func rows(_ numbers: Range<Int>) -> String {
        numbers.map { "p\($0),\($0 * 3 % 7),\"g,\($0 % 4)\"\n" }.joined()
    }

    private static func withFiles<Value>(
        _ texts: [String],
        _ body: ([String]) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try texts.enumerated().map { number, text in
            let path = folder.appendingPathComponent("f\(number).csv").path
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return path
        }
        return try body(paths)
    }

    private static func sums(_ paths: [String], threads: Int, chunkSize: Int) throws -> [Double] {
        let study = Study(refusesIdentifiers: false)
        var reader = try CohortFile(openRows(paths), study: study)
            .reader([.init("x", .number), .init("g", .category)])
        reader.chunkSize = chunkSize
        let first = try CohortRows.firstPass(
            over: reader,
            threads: threads,
            makeState: { _ in () },
            body: { _, _ in }
        )
        let parts = try first.rows.forEachBlock(
            makeState: { _ in [0.0, 0, 0] },
            body: { sums, block in
                for row in 0..<block.rowCount {
                    sums[0] += 1
                    sums[1] += block.column(0)[row]
                    sums[2] += block.column(0)[row] * block.column(1)[row]
                }
            }
        )
        return parts.reduce([0, 0, 0]) { zip($0, $1).map { $0 + $1 } }
    }

    @Test(arguments: [1 << 20, 64, 7])
    func theRowsAreThoseOfOneFile(_ chunkSize: Int) throws {
        let whole = Self.header + Self.rows(0..<300)
        // One without a last line end, one with CRLF and a byte-order mark.
        let parts = [
            String((Self.header + Self.rows(0..<1)).dropLast()),
            "\u{FEFF}" + (Self.header + Self.rows(1..<180)).replacing("\n", with: "\r\n"),
            Self.header + Self.rows(180..<300),
        ]
        let expected = try Self.withFiles([whole]) {
            try Self.sums($0, threads: 1, chunkSize: 1 << 20)
        }
        #expect(expected[0] == 300)
        for threads in [1, 2, 5] {
            let found = try Self.withFiles(parts) {
                try Self.sums($0, threads: threads, chunkSize: chunkSize)
            }
            #expect(found == expected)
        }
    }

    private static func check(_ texts: [String], study: Study) throws -> CheckReport {
        try withFiles(texts) { checkCohort($0, study: study) }
    }

    @Test func aFaultNamesItsFileAndLine() throws {
        let study = Study(columns: [StudyColumn(name: "x", type: .number)])
        let report = try Self.check(
            [
                Self.header + Self.rows(0..<5), Self.header + "q,1,a\nq,none,a\n",
                Self.header + "r,no,a\n",
            ],
            study: study
        )
        #expect(report.recordCount == 8)
        #expect(report.faults.map { $0.place.file.suffix(6) } == ["f1.csv", "f2.csv"])
        #expect(report.faults.map(\.place.line) == [3, 2])
    }

    @Test func anIdStandsOnceInAllFilesTogether() throws {
        let study = Study(columns: [StudyColumn(name: "id", type: .id)])
        let report = try Self.check(
            [Self.header + Self.rows(0..<5), Self.header + Self.rows(4..<6)],
            study: study
        )
        #expect(report.faults.map(\.code) == [.duplicateID])
        #expect(report.faults.map(\.place.line) == [2])
        #expect(report.faults[0].place.file.hasSuffix("f1.csv"))
        #expect(report.faults[0].message == "the same id as on line 6, expected each id once")
    }

    @Test(arguments: ["id,g,x\n", "id,x\n", "id,x,g,h\n"])
    func anotherHeaderIsRefusedByBothReaders(_ header: String) throws {
        let study = Study(refusesIdentifiers: false)
        try Self.withFiles([Self.header + Self.rows(0..<3), header + "a,1,1\n"]) { paths in
            let report = checkCohort(paths, study: study)
            #expect(report.faults.map(\.code) == [.headerDiffers])
            #expect(report.faults[0].place.file == paths[1])
            #expect(throws: Faults.self) { try CohortFile(openRows(paths), study: study) }
        }
    }

    @Test func everyFileHasRowsAndStandsOnce() throws {
        let study = Study(refusesIdentifiers: false)
        let whole = Self.header + Self.rows(0..<3)
        #expect(try Self.check([whole, Self.header], study: study).faults.map(\.code) == [.noRows])
        try Self.withFiles([whole]) { paths in
            let found = checkCohort([paths[0], paths[0]], study: study)
            #expect(found.faults.map(\.code) == [.repeatedFile])
        }
        let missing = checkCohort(["/nonexistent/a.csv", "/nonexistent/b.csv"], study: study)
        #expect(missing.faults.map(\.code) == [.notFound, .notFound])
    }
}
