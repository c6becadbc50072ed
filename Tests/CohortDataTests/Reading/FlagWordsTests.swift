import TopsliceRecords
import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData

/// Flags in words are 0 and 1; a column keeps to one spelling throughout, and the line that breaks it is named.
@Suite struct FlagWordsTests {
    private static let study = Study.inferred(for: StudyAnalysis(outcome: "y", agencies: ["a"]))

    private static func table(_ cells: [(y: String, a: String)]) -> String {
        "y,a\n" + cells.map { "\($0.y),\($0.a)\n" }.joined()
    }

    private static func read(_ text: String, threads: Int = 2) throws -> [[String]] {
        try ReadRows(
            Array(text.utf8),
            [.init("y", .number), .init("a", .binary)],
            study: study,
            threads: threads,
            chunkSize: 16
        ).rows
    }

    @Test(arguments: [
        ("yes", "no"), ("Yes", "NO"), ("TRUE", "FALSE"), ("true", "false"), ("Y", "N"), ("t", "f"),
        ("T", "F"),
    ])
    func wordsAreReadAsZeroAndOne(_ one: String, _ zero: String) throws {
        let digits = (0..<20).map { (y: "\($0 % 3 == 0 ? 1 : 0)", a: "\($0 % 2)") }
        let words = digits.map { cell in
            (y: cell.y == "1" ? one : zero, a: cell.a == "1" ? " \(one)" : "\"\(zero)\"")
        }
        #expect(
            try Self.read(Self.table(words)).sorted(by: { $0.joined() < $1.joined() })
                == Self.read(Self.table(digits)).sorted(by: { $0.joined() < $1.joined() })
        )
        let report = try Fixture.check(Self.table(words), study: Self.study)
        #expect(report.passes)
        #expect(report.column("y")?.oneCount == 7)
        #expect(report.column("a")?.oneCount == 10)
    }

    @Test(arguments: [
        ["1", "0", "yes", "0"], ["yes", "no", "Y", "no"], ["T", "F", "TRUE", "F"],
        ["no", "no", "1.0", "yes"],
    ])
    func aMixtureIsRefusedWithItsLine(_ cells: [String]) throws {
        for column in ["y", "a"] {
            let rows = cells.map { column == "y" ? (y: $0, a: "1") : (y: "1", a: $0) }
            let text = Self.table(rows)
            let report = try Fixture.check(text, study: Self.study)
            #expect(report.faults.map(\.code) == [.mixedTypes])
            #expect(report.faults.map(\.place.line) == [4])
            #expect(report.faults.map(\.column) == [column])
            #expect(throws: ReadInterruption.unclean) { try Self.read(text) }
            #expect(throws: ReadInterruption.unclean) { try Self.read(text, threads: 1) }
        }
    }

    /// An outcome that nobody declared may hold numbers, but then no flag in words.
    @Test func anOutcomeIsNumbersOrFlags() throws {
        let numbers = Self.table([(y: "2.5", a: "yes"), (y: "", a: "no"), (y: "-1", a: "no")])
        #expect(try Fixture.check(numbers, study: Self.study).passes)
        #expect(try Self.read(numbers).count == 2)
        let mixed = Self.table([(y: "2.5", a: "yes"), (y: "3", a: "no"), (y: "no", a: "no")])
        #expect(try Fixture.check(mixed, study: Self.study).faults.map(\.place.line) == [4])
        #expect(throws: ReadInterruption.unclean) { try Self.read(mixed) }
    }

    /// Words of one's own are declared; then nothing else is a flag, not even 0 and 1.
    @Test func declaredWordsAreTheOnlyOnes() throws {
        var study = Self.study
        study.columns.removeAll { $0.name == "a" }
        study.columns.append(StudyColumn(name: "a", type: .binary, levels: ["2", "1"]))
        let rows = try ReadRows(
            Array("y,a\n1,1\n0,2\n".utf8),
            [.init("a", .number)],
            study: study,
            threads: 1
        ).rows
        #expect(rows.map { $0[0] } == [1.0, 0.0].map { String($0.bitPattern, radix: 16) })
        let refused = try Fixture.check("y,a\n1,1\n0,0\n", study: study)
        #expect(refused.faults.map(\.code) == [.binary])
        #expect(refused.faults.map(\.place.line) == [3])
    }

    @Test func adoseAndArmsAreRefusedInOneLineThatSaysWhatToDo() throws {
        for (cells, word) in [
            (["0", "1", "2"], "dose"), (["ctl", "arm1", "arm2"], "arms"),
            (["0.5", "1.5", "0"], "amounts"),
        ] {
            let rows = (0..<60).map { (y: "\($0 % 2)", a: cells[$0 % 3]) }
            let report = try Fixture.check(Self.table(rows), study: Self.study)
            let fault = try #require(report.faults.first)
            #expect(report.faults.count == 1)
            #expect(fault.code == .binary)
            #expect(fault.message.contains(word), "\(fault.message)")
            #expect(fault.message.contains("Make a column of 0 and 1"))
            for cell in cells where cell.count > 1 { #expect(!fault.message.contains(cell)) }
        }
    }
}
