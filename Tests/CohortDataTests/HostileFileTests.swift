import TopsliceRecords
import Foundation
import Testing

@testable import TopsliceCohortData

@Suite struct HostileFileTests {
    @Test(arguments: HostileFile.all)
    func everyHostileFileEndsAsStated(_ hostile: HostileFile) throws {
        let report = checkCohort(hostile.path, study: try hostile.study)
        try expect(hostile.outcome, records: hostile.records, in: report)
    }

    @Test(arguments: TextCase.everything)
    func everyHostileTextEndsAsStated(_ hostile: TextCase) throws {
        let study = try Fixture.cohortStudy
        let report = try Fixture.withFile(hostile.bytes) { checkCohort($0, study: study) }
        try expect(hostile.outcome, records: hostile.records, in: report)
    }

    @Test func noFixtureIsLeftUntested() throws {
        let folder = Fixture.path("")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let tested = Set(HostileFile.all.map(\.name))
        // Folders hold what other tests read.
        for file in files where file.contains(".") && !file.hasSuffix(".yaml") {
            #expect(tested.contains(file))
        }
    }

    private func expect(
        _ outcome: HostileFile.Outcome,
        records: Int?,
        in report: CheckReport
    ) throws {
        let out =
            report.analysedCount + report.missingOutcomeCount + report.missingOtherCount
            + report.faultyCount
        #expect(report.recordCount == out, "every record is counted once")
        if let records { #expect(report.recordCount == records) }
        switch outcome {
        case .passes:
            #expect(report.faults.isEmpty)
            #expect(report.warnings.isEmpty)
        case .warns(let code, let line, let column):
            #expect(report.faults.isEmpty)
            let match = report.warnings.first {
                $0.code == code && (column == nil || $0.column == column)
            }
            let warning = try #require(match, "\(report.warnings)")
            if let line { #expect(warning.place.line == line) }
        case .fails(let code, let line, let column, let character):
            let match = report.faults.first {
                $0.code == code && (column == nil || $0.column == column)
            }
            let fault = try #require(match, "\(report.faults)")
            #expect(fault.place.line == line)
            if let character { #expect(fault.message.contains("at character \(character) ")) }
            #expect(fault.description.hasPrefix("\(report.file):\(line): "))
        }
    }
}
