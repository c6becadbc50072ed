import Foundation
import TopsliceRecords
import Testing

@testable import TopsliceCohortData

/// What the careful checker says of Parquet files is what it says of the same people as text, with row groups for lines.
@Suite struct ParquetCheckTests {
    private static func path(_ name: String) -> String { Fixture.path("parquet/" + name) }

    /// Ranges that some values are beyond, missing codes that are values, types that are not kept.
    private static let study: Study = {
        func column(
            _ name: String,
            _ type: ColumnType,
            _ range: ValueRange? = nil,
            missingCodes: [String] = [],
            levels: [String]? = nil
        ) -> StudyColumn {
            StudyColumn(
                name: name,
                type: type,
                range: range,
                missingAllowed: name != "s",
                missingCodes: missingCodes,
                levels: levels
            )
        }
        var study = Study(refusesIdentifiers: false)
        study.columns = [
            column("y", .binary), column("x", .number, .number(-1e6, nil)),
            column("f", .number, .number(-30, 40), missingCodes: ["4.5"]),
            column("i", .integer, .integer(nil, 8_000_000_000_000_000)),
            column("s", .integer, .integer(-90, 90), missingCodes: ["-32"]),
            column("u", .money, .money(0, 300_000_000_000)),
            column("area", .category, levels: ["C", "E06", "Łódź"]),
            column("site", .category), column("day", .date, .date(0, 14_000)),
            column("d7", .money), column("d16", .integer), column("d30", .number),
        ]
        return study
    }()

    @Test(arguments: [
        "arrow.parquet", "integers.parquet", "polars.parquet", "duckdb.parquet", "pandas.parquet",
    ])
    func itIsThatOfTheText(_ name: String) throws {
        for filter in [nil, "area = C", "s > 0 and site != 2", "day >= 1990-01-01 and y = 1"] {
            var study = Self.study
            study.filter = try filter.map { try RowFilterParser.filter($0) }
            let expected = checkCohort(Self.path("people.csv"), study: study, faultLimit: 1_000)
            let found = checkCohort(Self.path(name), study: study, faultLimit: 1_000)
            #expect(found.columns == expected.columns)
            #expect(found.recordCount == 90 && found.faultyCount == expected.faultyCount)
            #expect(found.filteredCount == expected.filteredCount)
            #expect(found.analysedCount == expected.analysedCount)
            #expect(found.found.count == expected.found.count)
            #expect(found.faults.map(\.kind) == expected.faults.map(\.kind))
            #expect(found.faults.map(\.column) == expected.faults.map(\.column))
            #expect(expected.faults.count > 5)
            let rows = try #require(try openRows([Self.path(name)]).parts[0] as? ParquetFile)
            for (one, other) in zip(found.faults, expected.faults) {
                guard case .inGroup(let group, let row)? = one.place.row else {
                    Issue.record("\(one)")
                    continue
                }
                let before = rows.groups.prefix(group - 1).reduce(0, +)
                #expect(before + row == other.place.line - 1, "\(one) \(other)")
            }
        }
    }

    @Test func theRowGroupOfAnUnsoundNumberIsNamedAndItsCodeMakesItMissing() throws {
        var study = Study(refusesIdentifiers: false)
        study.columns = [
            StudyColumn(name: "y", type: .number, missingAllowed: true),
            StudyColumn(name: "x", type: .number), StudyColumn(name: "n", type: .integer),
        ]
        let found = checkCohort(Self.path("unsound.parquet"), study: study)
        let messages = found.faults.map(\.description)
        #expect(messages.count == 3, "\(messages)")
        for place in [
            "row group 1, row 2: column 'y': ", "row group 2, row 2: column 'x': ",
            "row group 2, row 2: column 'n': ",
        ] {
            #expect(messages.contains { $0.contains("unsound.parquet: " + place) }, "\(messages)")
        }
        study.missingCodes = ["NaN"]
        study.columns.removeLast(2)
        let report = checkCohort(Self.path("unsound.parquet"), study: study)
        #expect(report.passes && report.columns[0].missingCount == 1)
        let file = try CohortFile(Self.path("unsound.parquet"), study: study)
        let pass = try file.reader([.init("y", .number)]).forEachBlock(
            threads: 1,
            makeState: { _ in () },
            body: { _, _ in }
        )
        #expect(pass.summary.rowsComplete == 4 && pass.summary.rowsRead == 5)
    }

    @Test(arguments: [
        (["encrypted.parquet"], "encrypted.parquet:1: the Parquet file is encrypted"),
        (
            ["encrypted-column.parquet"],
            "encrypted-column.parquet: the Parquet file is encrypted, expected one that is not in row group 1"
        ),
        (
            ["mixed/first.parquet", "mixed/more.parquet"],
            "mixed/more.parquet: 3 columns, expected 2 as in "
        ),
        (
            ["mixed/first.parquet", "mixed/order.parquet"],
            "mixed/order.parquet: column 1 of the header is another than in "
        ),
        (
            ["mixed/first.parquet", "mixed/type.parquet"],
            "mixed/type.parquet: row group 1, row 1: column 'x': not a number, expected a number"
        ),
    ])
    func whatCannotBeReadIsSaidWithItsPlace(_ names: [String], words: String) {
        var study = Study(refusesIdentifiers: false)
        study.columns = [StudyColumn(name: "x", type: .number)]
        #expect {
            var file = try CohortFile(openRows(names.map(Self.path)), study: study)
            _ = try file.reading { file in
                try file.reader([.init("x", .number)]).forEachBlock(
                    threads: 2,
                    makeState: { _ in () },
                    body: { _, _ in }
                )
            }
        } throws: { error in
            let message = "\((error as? Faults)?.faults.first?.description ?? "\(error)")"
            if !message.contains(words) { Issue.record("\(message)") }
            return message.contains(words)
        }
    }

    /// The end of the file is whole, what it says of the pages too.
    @Test func aDamagedPageIsNamedWithItsRowGroup() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path("arrow.parquet"))))
        var torn = bytes
        for place in 40..<400 { torn[place] = 0xFF }
        try Fixture.withFile(torn) { path in
            let report = checkCohort(path, study: Study(refusesIdentifiers: false))
            let message = report.faults.first?.description ?? ""
            #expect(message.contains(": the Parquet file is damaged"), "\(message)")
            #expect(message.contains(" in row group 1 ("), "\(message)")
        }
    }
}
