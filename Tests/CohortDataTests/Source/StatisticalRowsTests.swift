import Foundation
import TopsliceRecords
import Testing

@testable import TopsliceCohortData

/// Files of Stata, SPSS and SAS are read as the CSV file with the same people; who wrote them: `Tests/References/statistical_files.py`.
@Suite struct StatisticalRowsTests {
    static let files = ["people.dta", "readstat.dta", "people.sav", "people.zsav", "people.xpt"]

    private static func path(_ name: String) -> String { Fixture.path("statistical/" + name) }

    private static let study: Study = {
        var study = Study(refusesIdentifiers: false)
        for name in ["sex", "area"] {
            study.columns.append(StudyColumn(name: name, type: .category))
        }
        return study
    }()

    private static func rows(_ name: String, _ requests: [ColumnRequest]) throws -> ReadRows {
        var study = study
        // Only columns that the study names are read.
        study.columns.removeAll { column in !requests.contains { $0.name == column.name } }
        study.numbersOrFlags = Set(requests.map(\.name)).subtracting(["sex", "area"])
        return try ReadRows(path: path(name), requests, study, 2, 1 << 20)
    }

    @Test(arguments: files)
    func theRowsAreThoseOfTheTable(_ name: String) throws {
        let requests: [ColumnRequest] = [
            .init("y", .binary), .init("x", .number), .init("n", .number),
            .init("area", .category), .init("score", .number), .init("day", .date),
        ]
        // A transport file has no value labels.
        let labelled = name.hasSuffix("xpt") ? [] : [ColumnRequest("sex", .category)]
        let expected = try Self.rows("people.csv", requests + labelled)
        let found = try Self.rows(name, requests + labelled)
        #expect(found.rows == expected.rows)
        #expect(found.rows.count == 46)
        #expect(found.summary.rowsRead == 60)
        #expect(found.summary.missing == expected.summary.missing)
    }

    @Test func thoseOfSASAreToo() throws {
        let requests: [ColumnRequest] = [
            .init("y", .number), .init("x", .number), .init("area", .category), .init("day", .date),
        ]
        let expected = try Self.rows("people.csv", requests).rows
        #expect(try Self.rows("people.sas7bdat", requests).rows == expected)
    }

    /// pandas keeps single precision as such in Stata's files, which shows as few digits as in the table.
    @Test func singlePrecisionIsWhatItShows() throws {
        let request = [ColumnRequest("f", .number)]
        #expect(
            try Self.rows("people.dta", request).rows == Self.rows("people.csv", request).rows
        )
    }

    @Test func askedForAsNumbersLabelledValuesAreNumbers() throws {
        let plain = Study(refusesIdentifiers: false)
        let request = [ColumnRequest("sex", .number)]
        let labels = try Self.rows("people.csv", [ColumnRequest("sex", .category)]).rows
        let values = try ReadRows(path: Self.path("people.sav"), request, plain, 1, 1 << 20).rows
        #expect(
            values.map { $0[0] }
                == labels.map { String(($0[0] == "male" ? 1.0 : 2.0).bitPattern, radix: 16) }
        )
    }

    @Test func aCovariateNobodyDeclaredHasItsLabelsAsLevels() throws {
        var study = Study(refusesIdentifiers: false)
        study.analysis.covariates = ["sex", "score"]
        var file = try CohortFile(Self.path("people.dta"), study: study)
        #expect(try file.reading { $0.wordColumns } == ["sex"])
    }

    @Test func faultsNameRows() throws {
        var study = Self.study
        study.columns.append(
            StudyColumn(
                name: "score",
                type: .number,
                range: .number(0, 8),
                rangeText: .init(low: "0", high: "8"),
                missingAllowed: true
            )
        )
        let report = checkCohort(Self.path("people.sav"), study: study)
        let table = checkCohort(Self.path("people.csv"), study: study)
        let faults = report.error?.faults ?? []
        #expect(!faults.isEmpty)
        // Row 1 is on line 2.
        let rows = faults.map { $0.place.description.split(separator: " ").last.map(String.init) }
        let lines = (table.error?.faults ?? []).map { "\($0.place.line - 1)" }
        #expect(rows == lines)
        #expect(faults[0].description.contains("people.sav: row "))
        #expect(faults[0].description.contains(": column 'score': "))
    }

    @Test(arguments: ["people.dta", "people.sav", "people.sas7bdat"])
    func aDamagedFileIsRefused(_ name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path(name))))
        for length in [90, bytes.count / 2] {
            try Fixture.withFile(Array(bytes.prefix(length))) { path in
                let report = checkCohort(path, study: Study(refusesIdentifiers: false))
                #expect(report.error?.faults.first?.code == .unreadable)
            }
        }
    }

    @Test func filesOfSeveralKindsAreNoCohort() {
        #expect(throws: Faults.self) {
            _ = try openRows([Self.path("people.dta"), Self.path("people.csv")])
        }
        #expect(throws: Faults.self) {
            _ = try openRows([Self.path("people.dta"), Self.path("people.dta")])
        }
    }
}
