import TopsliceRecords
import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData

@Suite struct CheckerFuzzTests {
    private static let noise: [[UInt8]] = [
        [0x2C], [0x22], [0x0A], [0x0D], [0x0D, 0x0A], [0x00], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF],
        [0x20],
        [0x2D], [0x2E], [0x65], [0x39], [0x09], [0x1A], [0xE2, 0x80, 0x8B], [0x22, 0x22], [0x3B],
        Array("NaN".utf8), Array("1e999".utf8), Array("2022-02-30".utf8),
    ]

    private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !result.isEmpty {
            let place = Int.random(in: 0..<result.count, using: &generator)
            let other = Self.noise[Int.random(in: 0..<Self.noise.count, using: &generator)]
            switch Int.random(in: 0...3, using: &generator) {
            case 0: result.insert(contentsOf: other, at: place)
            case 1: result.replaceSubrange(place..<place + 1, with: other)
            case 2: result.remove(at: place)
            default:
                let end = min(result.count, place + Int.random(in: 1...60, using: &generator))
                result.removeSubrange(place..<end)
            }
        }
        return result
    }

    @Test func noDamageCrashesTheCheckerOrConfusesItsCounts() throws {
        let study = try Fixture.cohortStudy
        let valid = Array(TextCase.valid.utf8)
        for seed in UInt64(1)...1_000 {
            var generator = SeededGenerator(seed: seed)
            let bytes = mutated(valid, &generator)
            try Fixture.withFile(bytes) { path in
                let report = checkCohort(path, study: study)
                #expect(report == checkCohort(path, study: study), "seed \(seed): the same twice")
                let out =
                    report.analysedCount + report.missingOutcomeCount + report.missingOtherCount
                    + report.faultyCount
                #expect(report.recordCount == out, "seed \(seed)")
                let lineCount = bytes.count { $0 == .lineFeed || $0 == .carriageReturn } + 1
                for fault in report.faults {
                    #expect((1...lineCount).contains(fault.place.line), "seed \(seed): \(fault)")
                }
            }
        }
    }

    /// Where a record is cut by the end of a block must not matter.
    @Test func recordsOnTheEdgesOfBlocksAreReadLikeAnyOther() throws {
        let study = Study(columns: [
            StudyColumn(name: "id", type: .id), StudyColumn(name: "text", type: .category),
            StudyColumn(name: "x", type: .number),
        ])
        var generator = SeededGenerator(seed: 99)
        var text = "id,text,x\r\n"
        var lines = 1
        var faultLines: [Int] = []
        for row in 0..<40_000 {
            let filler = String(repeating: "y", count: Int.random(in: 0...40, using: &generator))
            let isFaulty = Int.random(in: 0..<400, using: &generator) == 0
            if isFaulty { faultLines.append(lines + 1) }
            text += "i\(row),\"a\"\"\(filler)é,\",\(isFaulty ? "bad" : "1.5")\r\n"
            lines += 1
        }
        let report = try Fixture.withFile(Array(text.utf8)) {
            checkCohort($0, study: study, faultLimit: 1_000)
        }
        #expect(report.recordCount == 40_000)
        #expect(report.columns.first?.distinctCount == 40_000)
        let fault = try #require(report.faults.first)
        #expect(report.faults.count == 1)
        #expect(fault.code == .number)
        #expect(fault.place.line == faultLines[0])
        #expect(fault.count == faultLines.count)
        #expect(report.faultyCount == faultLines.count)
        let others = faultLines[1..<10].map(String.init).joined(separator: ", ")
        #expect(fault.message.hasSuffix(", on lines \(others), …)"))
    }

    /// A cell is put into every column and every kind of fault; no message may hold it.
    @Test func noMessageHoldsTheContentOfACell() throws {
        let secret = "Zyxwv9434765919"
        let study = try Fixture.cohortStudy
        for index in 0..<8 {
            for cell in [
                secret, " \(secret)", "\"\(secret)\"x", "a\"\(secret)", "\(secret)\u{200B}",
            ] {
                let row = TextCase.row(cell, at: index)
                let text = Fixture.cohortHeader + "\n" + row + row + secret + "\n"
                let report = try Fixture.check(text, study: study)
                let said =
                    ([report.error?.description] + report.warnings.map(\.description))
                    .compactMap { $0 }.joined() + "\(report.columns)"
                #expect(!report.passes)
                #expect(!said.contains(secret))
            }
        }
    }

    @Test func tenThousandIDsAreToldApartAndTheirTwinsFound() throws {
        var table = IdentifierTable()
        for value in 0..<10_000 {
            let bytes = Array("person-\(value)".utf8)
            let seen = bytes.withUnsafeBufferPointer {
                table.insert(ContentHash($0), line: value + 2)
            }
            #expect(seen == nil)
        }
        for value in 0..<10_000 {
            let bytes = Array("person-\(value)".utf8)
            let seen = bytes.withUnsafeBufferPointer {
                table.insert(ContentHash($0), line: 1)
            }
            #expect(seen?.line == value + 2)
        }
        #expect(table.count == 10_000)
    }
}
