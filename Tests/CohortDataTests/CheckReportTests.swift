import TopsliceRecords
import Testing

@testable import TopsliceCohortData

@Suite struct CheckReportTests {
    @Test func countsOfASmallCohortAreThoseOneCountsByHand() throws {
        let text =
            Fixture.cohortHeader + "\n" + TextCase.first
            + "P002,S,3,1,0,2022-05-01,2023-05-01,\n\n" + "P003,,1,0,1,2022-06-01,2023-06-01,1\n"
            + "P004,E,9,0,1,2022-06-01,2023-06-01,1\n" + "P005,N,0,7,1,2022-06-01,2023-06-01,0\n"
        let report = try Fixture.check(text, study: Fixture.cohortStudy)
        #expect(report.recordCount == 5)
        #expect(report.analysedCount == 2)
        #expect(report.missingOutcomeCount == 1)
        #expect(report.missingOtherCount == 1)
        #expect(report.faultyCount == 1)
        #expect(report.blankLineCount == 1)
        #expect(report.columns.first?.name == "person_id")
        #expect(report.column("person_id")?.distinctCount == 5)
        #expect(report.column("area")?.missingCount == 1)
        #expect(report.column("area")?.distinctCount == 3)
        #expect(report.column("outcome")?.oneCount == 3)
        #expect(report.column("prior")?.magnitude?.description == "0 to 10")
        #expect(!report.passes)
        #expect(report.undeclaredCount == 0)
    }

    @Test func missingCodesCountOnlyWhereTheyAreDeclared() throws {
        let study = Study(
            columns: [
                StudyColumn(name: "x", type: .number, missingAllowed: true, missingCodes: ["-9"]),
                StudyColumn(name: "y", type: .number),
            ],
            missingCodes: ["NA"]
        )
        let report = try Fixture.check("x,y\n-9,-9\nNA,1\n,2\n -9 ,3\n5,4\n", study: study)
        #expect(report.passes)
        #expect(report.column("x")?.missingCount == 4)
        #expect(report.column("x")?.valueCount == 1)
        #expect(report.column("y")?.magnitude?.description == "-10 to 10")
        let refused = try Fixture.check("x,y\n1,NA\n", study: study)
        #expect(refused.faults.map(\.code) == [.required])
    }

    @Test func moneyIsSummedExactly() throws {
        let study = Study(columns: [StudyColumn(name: "cost", type: .money)])
        let rows = String(repeating: "0.10\n", count: 30) + "\"1,234.56\"\n"
        let report = try Fixture.check("cost\n" + rows, study: study)
        #expect(report.column("cost")?.totalPence == 123_756)
    }

    @Test func faultsBeyondTheLimitAreCounted() throws {
        let rows = (0..<250).map { "P\($0),N,2,0,1,2022-04-01,2023-04-01,5\n" }.joined()
        let study = try Fixture.cohortStudy
        let report = try Fixture.withFile(Array((Fixture.cohortHeader + "\n" + rows).utf8)) {
            checkCohort($0, study: study, faultLimit: 10)
        }
        // All 250 are of one cause, which is one line.
        let fault = try #require(report.faults.first)
        #expect(report.faults.count == 1)
        #expect(fault.count == 250)
        #expect(fault.place.line == 2)
        #expect(report.found.further == 0)
        #expect(report.faultyCount == 250)
    }

    /// Causes beyond the limit are counted with all their faults: here one of 20 in each of three columns.
    @Test func causesBeyondTheLimitAreCounted() throws {
        let study = Study(columns: ["x", "y", "z"].map { StudyColumn(name: $0, type: .number) })
        let rows = String(repeating: "a,b,c\n", count: 20)
        let report = try Fixture.withFile(Array(("x,y,z\n" + rows).utf8)) {
            checkCohort($0, study: study, faultLimit: 2)
        }
        #expect(report.faults.map(\.column) == ["x", "y"])
        #expect(report.faults.map(\.count) == [20, 20])
        #expect(report.found.further == 20)
        #expect(report.error?.description.hasSuffix("\nand 20 more") == true)
    }

    /// Up to three faults of one cause have a line each; from four on they share one that names further lines.
    @Test func oneCauseIsOneLineFromTheFourthOn() throws {
        let study = Study(columns: [StudyColumn(name: "x", type: .number)])
        let three = try Fixture.check("x\n1\na\nb\nc\n", study: study)
        #expect(three.faults.map(\.place.line) == [3, 4, 5])
        let four = try Fixture.check("x\n1\na\n2\nb\nc\nd\n", study: study)
        #expect(four.faults.map(\.place.line) == [3])
        #expect(four.faults[0].count == 4)
        #expect(four.faults[0].message.hasSuffix("(and 3 more, on lines 5, 6, 7)"))
    }

    @Test func severalFaultsOfOneLineDoNotRepeatItsNumber() throws {
        let study = Study(columns: [StudyColumn(name: "x", type: .number)], isStrict: true)
        let report = try Fixture.check("x,1974,1975,1976,1977\n1,2,3,4,5\n", study: study)
        #expect(report.faults.map(\.count) == [4])
        #expect(report.faults[0].message.hasSuffix("(and 3 more on that line)"))
        #expect(!report.faults[0].description.contains("197"))
    }

    @Test func aWarningIsSaidOnceForAllItsLines() throws {
        let rows = (0..<50).map { "P\($0),N, 2,0,1,2022-04-01,2023-04-01,\($0 % 2)\n" }.joined()
        let report = try Fixture.check(
            Fixture.cohortHeader + "\n" + rows,
            study: Fixture.cohortStudy
        )
        let warning = try #require(report.warnings.first { $0.code == .trimmed })
        #expect(warning.count == 50)
        #expect(warning.place.line == 2)
        #expect(
            warning.description.hasSuffix(
                ":2: warning: column 'need': spaces round the value were left out (and 49 more)"
            )
        )
    }

    @Test func undeclaredCovariatesAreNumbersOrWordsThroughout() throws {
        let analysis = StudyAnalysis(outcome: "y", covariates: ["x", "z", "v"])
        let study = Study.inferred(for: analysis)
        let numbers = (0..<20).map { "1,\($0),\($0),a\n" }.joined()
        let report = try Fixture.check("y,x,z,v\n" + numbers + "0,1,low,b\n", study: study)
        #expect(report.faults.map(\.code) == [.mixedTypes])
        #expect(report.faults.first?.column == "z")
        #expect(report.faults.first?.place.line == 22)
        #expect(report.faults.first?.message.hasPrefix("1 of 21 values is no number") == true)
        #expect(report.column("x")?.type == .number)
        #expect(report.column("v")?.type == .category)
    }

    @Test func anInferredStudyLeavesIncompleteCasesOutAndCountsThem() throws {
        let analysis = StudyAnalysis(outcome: "y", agencies: ["a"], family: .binomial)
        let study = Study.inferred(for: analysis)
        let report = try Fixture.check("name,y,a\nx,1,0\nx,,1\nx,0,\nx,0,1\n", study: study)
        #expect(report.passes)
        #expect(report.analysedCount == 2)
        #expect(report.missingOutcomeCount == 1)
        #expect(report.missingOtherCount == 1)
        #expect(report.warnings.contains { $0.code == .directIdentifier && $0.column == "name" })
        let bad = try Fixture.check("y,a\n1,2\n", study: study)
        #expect(bad.faults.map(\.code) == [.binary])
    }

    @Test func agenciesAndClustersThatCannotBeComparedAreFaults() throws {
        let analysis = StudyAnalysis(outcome: "y", agencies: ["a", "b"], cluster: "c")
        let rows = (0..<20).map { "\($0 % 2),0,1,one\n" }.joined()
        let report = try Fixture.check("y,a,b,c\n" + rows, study: .inferred(for: analysis))
        let found = report.faults.map { "\($0.kind.rawValue) \($0.column ?? "")" }
        #expect(found == ["E_NO_COMPARISON a", "E_NO_COMPARISON b", "E_FEW_CLUSTERS c"])
        #expect(report.faults[0].message.hasPrefix("nobody was served"))
        #expect(report.faults[1].message.hasPrefix("everybody was served"))
    }

    @Test func separationIsSaidOnlyWhereThereIsSome() throws {
        func warnings(_ family: OutcomeModel?, _ x: (Int) -> Int) throws -> [WarningCode] {
            let analysis = StudyAnalysis(outcome: "y", covariates: ["x"], family: family)
            var study = Study.inferred(for: analysis)
            study.columns = study.columns.filter { $0.name != "y" }
            study.columns.append(StudyColumn(name: "y", type: .binary))
            study.columns.append(StudyColumn(name: "x", type: .integer))
            let rows = (0..<40).map { "\($0 < 20 ? 0 : 1),\(x($0))\n" }.joined()
            return try Fixture.check("y,x\n" + rows, study: study).warnings.map(\.code)
        }
        #expect(try warnings(nil) { $0 } == [.separation])
        #expect(try warnings(.binomial) { $0 / 20 } == [.separation])
        #expect(try warnings(.binomial) { max($0, 20) } == [.separation], "the threshold is shared")
        #expect(try warnings(.binomial) { $0 % 20 } == [])
        #expect(try warnings(.gaussian) { $0 } == [])
    }
}
