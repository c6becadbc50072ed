import TopsliceRecords
import Testing

@testable import TopsliceCohortData

/// How many people a row stands for: whole numbers of zero or more, none missing.
@Suite struct CountsTests {
    private static func summary(_ text: String, filter: String? = nil) throws -> ReadSummary {
        var study = Study(refusesIdentifiers: false)
        study.counts = "n"
        study.filter = try filter.map { try RowFilterParser.filter($0) }
        return try ReadRows(
            Array(text.utf8),
            [.init("x", .number), .init("a", .binary), .init("w", .weight), .init("n", .count)],
            study: study
        ).summary
    }

    @Test func peopleAreCountedAndRowsAreNot() throws {
        let text = "x,a,w,n\n1,0,1,3\n2,1,2,1e2\n,1,1,7\n5,0,0,11\n6,1,1,0\n7,1,\"1\",\"2.0\"\n"
        let summary = try Self.summary(text)
        #expect(summary.rowsOfParts == [6])
        #expect(summary.rowsRead == 3 + 100 + 7 + 11 + 0 + 2)
        #expect(summary.rowsComplete == 105)
        #expect(summary.rowsWithoutWeight == 11)
        #expect(summary.rowsExcluded == 7)
        #expect(summary.missing.first { $0.column == "x" }?.rows == 7)
        let kept = try Self.summary(text, filter: "a = 1")
        #expect(kept.rowsFiltered == 14)
        #expect(kept.rowsComplete == 102)
    }

    @Test(arguments: ["-1", "2.5", "", "NA", "x", "1e400"])
    func whatIsNoCountIsRefusedWhereItStands(_ count: String) throws {
        let text = "x,a,w,n\n1,0,1,3\n2,1,1,\(count)\n"
        #expect {
            _ = try Self.summary(text)
        } throws: { error in
            let interrupted = error is ReadInterruption
            return interrupted
        }
        var study = Study(refusesIdentifiers: false)
        study.counts = "n"
        let report = try Fixture.withFile(Array(text.utf8)) { checkCohort($0, study: study) }
        let messages = report.error?.faults.map(\.description) ?? []
        #expect(messages.count == 1)
        #expect(messages.first?.contains(":3: column 'n': ") ?? false)
    }

    @Test func aDeclarationOfTheColumnDoesNotAllowMore() throws {
        var study = Study(refusesIdentifiers: false)
        study.columns = [StudyColumn(name: "n", type: .number, missingAllowed: true)]
        study.counts = "n"
        let report = try Fixture.withFile(Array("x,n\n1,2.5\n2,\n".utf8)) {
            checkCohort($0, study: study)
        }
        #expect(report.error?.faults.count == 2)
    }

    @Test func aLevelOfOneRowOfManyPeopleIsNamed() throws {
        let text = "g,n\na,2\nb,1\nc,1\nc,1\n"
        let rows = try Fixture.withFile(Array(text.utf8)) { path in
            var study = Study(refusesIdentifiers: false)
            study.counts = "n"
            return try CohortRows.firstPass(
                over: CohortFile(path, study: study).reader([.init("g", .category)]),
                threads: 1,
                makeState: { _ in () },
                body: { _, _ in }
            ).rows
        }
        #expect(rows.levelsOfOneRow[0] == [1])
    }
}
