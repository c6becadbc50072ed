import Testing

@testable import TopsliceCohortData

/// Rows that are left out, by who was served: counted from the cells themselves.
@Suite struct AbsentArmsTests {
    private static let header = ["y", "a", "b", "x", "w"]

    /// Rows of cells; about one in ten is missing, and some weights are zero.
    private static func rows(_ count: Int) -> [[String]] {
        var state: UInt64 = 11
        func draw(_ limit: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % limit
        }
        return (0..<count).map { _ in
            var cells = ["\(draw(9))", "\(draw(2))", "\(draw(2))", "\(draw(100)).5", "\(draw(4))"]
            for place in cells.indices where draw(10) == 0 { cells[place] = place == 3 ? "NA" : "" }
            return cells
        }
    }

    private static func isMissing(_ cell: String) -> Bool { cell.isEmpty || cell == "NA" }

    private static func count(_ rows: [[String]], by agency: Int) -> ArmCount {
        ArmCount(
            ones: rows.count { $0[agency] == "1" },
            zeros: rows.count { $0[agency] == "0" },
            unknown: rows.count { isMissing($0[agency]) }
        )
    }

    @Test(arguments: [(1, 1 << 20), (2, 700), (3, 4_096)])
    func everyRowIsCountedInItsArm(threads: Int, chunkSize: Int) throws {
        let rows = Self.rows(2_000)
        let text = ([Self.header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n")
        let summary = try Fixture.withFile(Array((text + "\n").utf8)) { path in
            let requests: [ColumnRequest] = [
                .init("a", .binary), .init("b", .binary), .init("y", .number), .init("x", .number),
                .init("w", .weight), .init("a", .category),
            ]
            let study = Study(missingCodes: ["NA"], refusesIdentifiers: false)
            var reader = try CohortFile(path, study: study).reader(requests)
                .telling(arms: ["a", "b"])
            reader.chunkSize = chunkSize
            return try CohortRows.firstPass(
                over: reader,
                threads: threads,
                makeState: { _ in () },
                body: { _, _ in }
            ).rows.summary
        }
        let excluded = rows.filter { $0.contains(where: Self.isMissing) }
        let weightless = rows.filter { !$0.contains(where: Self.isMissing) && $0[4] == "0" }
        #expect(summary.arms == ["a", "b"])
        #expect(summary.rowsExcluded == excluded.count && excluded.count > 500)
        #expect(summary.armsExcluded == [1, 2].map { Self.count(excluded, by: $0) })
        #expect(summary.armsWithoutWeight == [1, 2].map { Self.count(weightless, by: $0) })
        #expect(summary.rowsWithoutWeight == weightless.count && weightless.count > 100)
        for missing in summary.missing {
            let place = try #require(Self.header.firstIndex(of: missing.column))
            let lacking = rows.filter { Self.isMissing($0[place]) }
            #expect(missing.rows == lacking.count)
            #expect(missing.arms == [1, 2].map { Self.count(lacking, by: $0) })
        }
        #expect(summary.missing.count == 5)
    }
}
