import Foundation
import TopsliceRecords
import Testing

@testable import TopsliceCohortData

/// Parquet files of several writers are read as the CSV file with the same people; who wrote them: `Tests/References/parquet_files.py`.
@Suite struct ParquetRowsTests {
    static let files = [
        "arrow.parquet", "spark.parquet", "integers.parquet", "polars.parquet", "duckdb.parquet",
        "pandas.parquet",
    ]
    static let requests: [ColumnRequest] = [
        .init("y", .binary), .init("x", .number), .init("f", .number), .init("i", .number),
        .init("s", .number), .init("u", .number), .init("area", .category),
        .init("site", .category), .init("day", .date), .init("at", .date), .init("d7", .number),
        .init("d16", .number), .init("d30", .number),
    ]

    private static func path(_ name: String) -> String { Fixture.path("parquet/" + name) }

    private static func read(
        _ name: String,
        _ requests: [ColumnRequest] = requests,
        threads: Int = 2,
        missingCodes: [String] = [],
        filter: String? = nil
    ) throws -> (rows: [[String]], summary: ReadSummary) {
        var study = Study(missingCodes: missingCodes, refusesIdentifiers: false)
        study.filter = try filter.map { try RowFilterParser.filter($0) }
        let read = try ReadRows(path: path(name), requests, study, threads, 1 << 20)
        // Row groups are dealt to the threads.
        return (read.rows.sorted { $0.lexicographicallyPrecedes($1) }, read.summary)
    }

    @Test(arguments: files)
    func theRowsAreThoseOfTheTable(_ name: String) throws {
        let expected = try Self.read("people.csv")
        #expect(expected.rows.count > 50)
        for threads in [1, 2, 5] {
            let found = try Self.read(name, threads: threads)
            #expect(found.rows == expected.rows)
            #expect(found.summary.rowsRead == 90)
            #expect(found.summary.missing == expected.summary.missing)
        }
    }

    @Test(arguments: files)
    func missingCodesAndFiltersAreThoseOfTheTable(_ name: String) throws {
        let some: [ColumnRequest] = [
            .init("y", .number), .init("s", .number), .init("area", .category),
        ]
        for filter in [nil, "area = C", "s > 0 and site != 2", "day >= 1990-01-01 and y = 1"] {
            let expected = try Self.read(
                "people.csv",
                some,
                missingCodes: ["E06", "-32"],
                filter: filter
            )
            let found = try Self.read(name, some, missingCodes: ["E06", "-32"], filter: filter)
            #expect(found.rows == expected.rows)
            #expect(found.summary.rowsFiltered == expected.summary.rowsFiltered)
            #expect(found.summary.rowsFilteredMissing == expected.summary.rowsFilteredMissing)
            #expect(found.summary.missing == expected.summary.missing)
        }
    }

    @Test func theNamesOfFoldersAreColumns() throws {
        let some: [ColumnRequest] = [
            .init("y", .number), .init("x", .number), .init("site", .category),
        ]
        let expected = try Self.read("people.csv", some)
        for threads in [1, 3] {
            let found = try Self.read("hive", some, threads: threads)
            #expect(found.rows == expected.rows)
            #expect(found.summary.rowsOfParts.count == 4)
        }
        #expect(throws: Faults.self) {
            _ = try openRows([Self.path("hive/site=1"), Self.path("people.csv")])
        }
    }

    /// Decimals of more than 16 bytes, as Arrow writes its 256-bit ones.
    @Test func decimalsOfThirtyTwoBytesAreTheNearestDoubles() throws {
        let found = try Self.read("wide.parquet", [.init("d", .number), .init("n", .number)])
        let expected = [
            (12_345_678_901_234_567_890_123_456_789_012_345_678_901_234_567_890.25, 1.25),
            (-0.5, -0.5), (3, 3), (-7e49, 8.75),
        ]
        #expect(
            Set(found.rows)
                == Set(
                    expected.map { [$0.0, $0.1].map { String(Double($0).bitPattern, radix: 16) } }
                )
        )
    }

    /// Half precision from the least number to the greatest, identifiers and texts that are all of one length.
    @Test func bytesOfOneLengthAreWhatTheirTypeSays() throws {
        let requests: [ColumnRequest] = [
            .init("h", .number), .init("id", .category), .init("code", .category),
        ]
        let found = try Self.read("sixteen.parquet", requests)
        let expected: [(Double, String, String)] = [
            (0x1p-24, "00000003-0000-0000-0000-ff0000000000", "E06A"),
            (-0.333251953125, "00000014-0000-0000-0000-ff0000000001", "E06B"),
            (65_504, "00000036-0000-0000-0000-ff0000000003", "E07A"),
            (0, "00000047-0000-0000-0000-ff0000000004", "E06A"),
        ]
        #expect(
            Set(found.rows)
                == Set(expected.map { [String($0.0.bitPattern, radix: 16), $0.1, $0.2] })
        )
        #expect(found.summary.rowsRead == 6 && found.rows.count == 4)
        #expect(found.summary.missing.map(\.rows) == [1, 0, 1])
    }

    /// Programs that write in parts write parts without rows.
    @Test func aPartOfAFolderMayHaveNoRows() throws {
        let found = try Self.read("parts", [.init("y", .number), .init("x", .number)])
        #expect(found.rows.count == 6)
        // A shell or a pattern names the same files.
        let named = try Self.read(
            "parts/part-*.parquet",
            [.init("y", .number), .init("x", .number)]
        )
        #expect(named.rows == found.rows)
        let report = checkCohort(Self.path("parts"), study: Study(refusesIdentifiers: false))
        #expect(report.passes && report.recordCount == 6)
        let alone = checkCohort(
            Self.path("parts/part-1.parquet"),
            study: Study(refusesIdentifiers: false)
        )
        #expect(alone.faults.map(\.kind) == [FaultCode.noRows.kind])
    }

    @Test func whatIsNoNumberIsRefusedWhereItStands() {
        var study = Study(refusesIdentifiers: false)
        study.columns = [StudyColumn(name: "x", type: .number)]
        let report = checkCohort(Self.path("strange.parquet"), study: study)
        let messages = report.error?.faults.map(\.description) ?? []
        #expect(messages.count == 2)
        #expect(messages[0].contains("strange.parquet: row group 1, row 2: column 'x': "))
        study.columns = [StudyColumn(name: "l", type: .number)]
        let nested = checkCohort(Self.path("strange.parquet"), study: study).error?.faults ?? []
        #expect(nested.count == 1)
        #expect(nested.first?.description.contains("column 'l': holds lists") ?? false)
        #expect(throws: Faults.self) {
            var file = try CohortFile(Self.path("strange.parquet"), study: Study())
            _ = try file.reading { file in
                try file.reader([.init("x", .number)]).forEachBlock(
                    threads: 1,
                    makeState: { _ in () },
                    body: { _, _ in }
                )
            }
        }
    }

    @Test func aDamagedFileIsRefused() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path("arrow.parquet"))))
        var torn = bytes
        // Within the pages: the end of the file is whole.
        for place in 40..<400 { torn[place] = 0xFF }
        for damaged in [Array(bytes.prefix(bytes.count / 2)), torn] {
            try Fixture.withFile(damaged) { path in
                let report = checkCohort(path, study: Study(refusesIdentifiers: false))
                #expect(report.error?.faults.first?.code == .unreadable)
            }
        }
    }
}
