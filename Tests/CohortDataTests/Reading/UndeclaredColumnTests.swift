import Testing

@testable import TopsliceCohortData
import TopsliceRecords

/// The type of a column that nobody declared follows from all of its cells, wherever the odd one stands.
struct UndeclaredColumnTests {
    private static let study = Study(
        refusesIdentifiers: false,
        analysis: StudyAnalysis(covariates: ["v"])
    )

    /// More than the mebibyte by which the reader supposes a type.
    private static let rowCount = 120_000

    private func text(odd: String, among usual: String, at row: Int) -> String {
        var lines = [String](repeating: "1234567,\(usual)", count: Self.rowCount)
        lines[row] = "1234567,\(odd)"
        return "y,v\n" + lines.joined(separator: "\n") + "\n"
    }

    /// What reading the column comes to: the kind it was read as, or the faults.
    private func reading(_ text: String) throws -> Result<Set<String>, Faults> {
        try Fixture.withFile(Array(text.utf8)) { path in
            do {
                var file = try CohortFile(path, study: Self.study)
                let words = try file.reading { file in
                    let kind: ColumnRequest.Kind = file.wordColumns.isEmpty ? .number : .category
                    _ = try CohortRows.firstPass(
                        over: file.reader([ColumnRequest("v", kind)]),
                        threads: 2,
                        makeState: { _ in () },
                        body: { _, _ in }
                    )
                    return file.wordColumns
                }
                return .success(words)
            } catch let faults as Faults {
                return .failure(faults)
            }
        }
    }

    @Test(arguments: [("N/A", "17"), ("17", "north"), ("x", "1.5")])
    func anOddCellIsRefusedWhereverItStands(odd: String, usual: String) throws {
        for row in [0, 1, 60_000, Self.rowCount - 1] {
            let result = try reading(text(odd: odd, among: usual, at: row))
            guard case .failure(let faults) = result else {
                Issue.record("'\(odd)' in row \(row) among '\(usual)' was taken")
                continue
            }
            #expect(faults.faults.map(\.code) == [.mixedTypes])
            #expect(faults.faults.map(\.place.line) == [row + 2])
            let count = "1 of \(Self.rowCount) values"
            #expect(faults.faults.first?.message.hasPrefix(count) == true)
        }
    }

    @Test func wordsThatBeginLateAreWords() throws {
        var lines = [String](repeating: "1234567,", count: Self.rowCount)
        lines[Self.rowCount - 2] = "1,north"
        let words = try reading("y,v\n" + lines.joined(separator: "\n") + "\n").get()
        #expect(words == ["v"])
    }

    @Test func usualSpellingsOfAMissingValueAreNamedAndOthersAreNot() throws {
        let report = try Fixture.check(
            "y,v\n1,2\n1,NA\n1,n/a\n1,Jane Doe\n1,3\n1,4\n1,5\n1,6\n",
            study: Self.study
        )
        let message = try #require(report.faults.first?.description)
        #expect(message.contains("3 of 8 values are no numbers"))
        #expect(message.contains("lines 3, 4 and 5"))
        #expect(message.contains("--missing NA,n/a"))
        #expect(!message.contains("Jane"))
    }

    @Test func aDeclaredTypeOrMissingCodeSettlesIt() throws {
        let text = "y,v\n1,2\n1,NA\n1,3\n"
        var declared = Self.study
        declared.columns = [StudyColumn(name: "v", type: .category)]
        #expect(try Fixture.check(text, study: declared).passes)
        var coded = Self.study
        coded.missingCodes = ["NA"]
        let report = try Fixture.check(text, study: coded)
        #expect(report.passes)
        #expect(report.column("v")?.type == .number)
    }
}
