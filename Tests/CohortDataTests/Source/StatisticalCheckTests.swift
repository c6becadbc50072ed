import Foundation
import TopsliceRecords
import Testing

@testable import TopsliceCohortData

/// What the careful checker says of files of Stata, SPSS and SAS is what it says of the same people as text, with rows for lines.
@Suite struct StatisticalCheckTests {
    private static func path(_ name: String) -> String { Fixture.path("statistical/" + name) }

    /// Ranges that some values are beyond, missing codes that are values, levels that are not declared.
    private static func study(_ columns: [String]) -> Study {
        var study = Study(refusesIdentifiers: false)
        let all = [
            StudyColumn(name: "y", type: .binary),
            StudyColumn(name: "x", type: .number, range: .number(-1e4, 1e5)),
            StudyColumn(
                name: "n",
                type: .integer,
                range: .integer(-1_000_000, 1_500_000),
                missingAllowed: true
            ),
            StudyColumn(name: "f", type: .number, missingAllowed: true, missingCodes: ["-0.3"]),
            StudyColumn(name: "sex", type: .category, levels: ["female"]),
            StudyColumn(name: "area", type: .category, levels: ["Łódź", "C"]),
            StudyColumn(name: "day", type: .date, range: .date(15_000, 17_000)),
            StudyColumn(name: "score", type: .integer, missingAllowed: true),
        ]
        study.columns = all.filter { columns.contains($0.name) }
        return study
    }

    @Test(arguments: [
        ("people.dta", ["y", "x", "n", "f", "sex", "area", "day", "score"]),
        ("readstat.dta", ["y", "x", "n", "sex", "area", "day", "score"]),
        ("people.sav", ["y", "x", "n", "sex", "area", "day", "score"]),
        ("people.zsav", ["y", "x", "n", "sex", "area", "day", "score"]),
        ("people.xpt", ["y", "x", "n", "area", "day", "score"]),
    ])
    func itIsThatOfTheText(_ name: String, _ columns: [String]) throws {
        for filter in [nil, "score > 3", "day >= 2015-01-01"] {
            var study = Self.study(columns)
            study.filter = try filter.map { try RowFilterParser.filter($0) }
            let expected = checkCohort(Self.path("people.csv"), study: study, faultLimit: 1_000)
            let found = checkCohort(Self.path(name), study: study, faultLimit: 1_000)
            #expect(found.recordCount == 60)
            #expect(found.faultyCount == expected.faultyCount)
            #expect(found.filteredCount == expected.filteredCount)
            #expect(found.analysedCount == expected.analysedCount)
            #expect(expected.faults.count > 2)
            #expect(found.faults.map(\.kind) == expected.faults.map(\.kind))
            #expect(found.faults.map(\.column) == expected.faults.map(\.column))
            for (one, other) in zip(found.faults, expected.faults) {
                let line = other.place.line
                #expect(one.place.row == (line == 1 ? .columnNames : .row(line - 1)), "\(one)")
                // What follows names further rows, or lines.
                let messages = [one, other].map { $0.message.split(separator: " (and ")[0] }
                #expect(messages[0] == messages[1])
            }
        }
    }

    /// What is recorded of the data in a protocol is what the rows hold: a text file of the same people gives the same.
    @Test func theDigestOfTheRowsIsThatOfTheText() throws {
        var study = Study(refusesIdentifiers: false)
        study.columns = ["n", "area", "sex", "y"].map {
            StudyColumn(name: $0, type: .category, missingAllowed: true)
        }
        func digest(_ path: String, _ columns: [String]) throws -> String? {
            try checkCohort(openRows([path]), study: study, digesting: columns).contentSum
        }
        let text = try digest(Self.path("people.csv"), ["n", "area", "sex"])
        #expect(try digest(Self.path("people.sav"), ["n", "area", "sex"]) == text)
        #expect(try digest(Self.path("people.sav"), ["n", "area"]) != text)
        // Of nothing it is nought.
        #expect(text?.contains { $0 != "0" } == true)
        let parquet = Fixture.path("parquet/")
        let table = try digest(parquet + "people.csv", ["y", "area"])
        #expect(try digest(parquet + "polars.parquet", ["y", "area"]) == table)
        #expect(try digest(parquet + "polars.parquet", ["y", "x"]) != table)
    }

    /// A draft says of typed columns what it says of their text.
    @Test func aDraftIsThatOfTheText() throws {
        func types(_ path: String, _ names: [String]) throws -> [ColumnType] {
            let draft = try draftStudy(of: [path])
            return names.compactMap { name in
                draft.columns.first { $0.declaration.name == name }?.declaration.type
            }
        }
        let names = ["y", "x", "i", "area", "day", "d7"]
        let parquet = Fixture.path("parquet/")
        let expected = try types(parquet + "people.csv", names)
        #expect(expected == [.binary, .number, .integer, .category, .date, .number])
        for name in ["pandas.parquet", "duckdb.parquet", "polars.parquet"] {
            #expect(try types(parquet + name, names) == expected, "\(name)")
        }
        let columns = ["y", "x", "n", "sex", "area", "day"]
        #expect(
            try types(Self.path("people.csv"), columns)
                == [.binary, .number, .integer, .category, .category, .date]
        )
    }
}
