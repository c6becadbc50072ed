import Foundation
import TopsliceAttribution
import TopsliceCohortData
import TopsliceRandomness
import TopsliceStudies
import Testing

/// `--by`: each group is what its rows alone would give.
@Suite struct SubgroupTests {
    /// Two agencies and an outcome; area `e` has few people, and some rows have no area.
    private static func rows() -> [String] {
        var generator = Xoshiro256PlusPlus(seed: 41, stream: 0)
        func chance(_ p: Double) -> Bool { generator.uniform() < p }
        return (0..<1_500).map { number in
            let area = number < 30 ? "" : number < 45 ? "e" : ["a", "01", "1", "d"][number % 4]
            let need = Int(3 * generator.uniform())
            let first = chance(0.3 + 0.1 * Double(need))
            let second = area == "d" ? false : chance(0.4)
            let outcome = chance(0.3 + 0.05 * Double(need) + (first ? 0.1 : 0) + (second ? 0.2 : 0))
            return "\(area),\(need),\(first ? 1 : 0),\(second ? 1 : 0),\(outcome ? 1 : 0)"
        }
    }

    private static let header = "area,need,first,second,outcome\n"

    private static func run(
        _ rows: [String],
        by: [String]?,
        agencies: [String] = ["first", "second"]
    ) throws -> AttributionRequest.Run {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("subgroups-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: path) }
        try (header + rows.map { $0 + "\n" }.joined())
            .write(to: path, atomically: true, encoding: .utf8)
        var analysis = StudyAnalysis()
        analysis.outcome = "outcome"
        analysis.agencies = agencies
        analysis.covariates = ["need"]
        analysis.by = by
        return try AttributionRequest(source: .files([path.path]), analysis: analysis)
            .run(hashing: false)
    }

    @Test func aGroupIsWhatItsRowsAloneGive() throws {
        let rows = Self.rows()
        let table = try #require(try Self.run(rows, by: ["area"]).subgroups.first)
        #expect(table.groups.map(\.label) == ["01", "1", "a", "d", "e"])
        #expect(table.peopleInNone == 30)
        #expect(table.groups.map(\.people).reduce(0, +) == 1_470)
        for (place, label) in [(0, "01"), (1, "1"), (2, "a")] {
            let alone = try Self.run(rows.filter { $0.hasPrefix(label + ",") }, by: nil).result
            for agency in 0..<2 {
                let one = try #require(table.groups[place].contribution(of: agency))
                #expect(one.own == alone.contributions[agency].shapley)
                #expect(one.served == alone.contributions[agency].served)
            }
            let whole = try #require(table.groups[place].contribution(of: nil))
            #expect(whole.own == alone.total.attributable)
        }
        // Only one agency worked there, so what all caused together is not known.
        let alone = try Self.run(
            rows.filter { $0.hasPrefix("d,") },
            by: nil,
            agencies: ["first"]
        ).result
        #expect(table.groups[3].contribution(of: 0)?.own == alone.contributions[0].shapley)
        #expect(table.groups[3].contribution(of: 1) == nil)
        #expect(table.groups[3].contribution(of: nil) == nil)
        #expect(table.groups[4].finding == .refused(.fewPeople))
    }

    @Test func groupsArePooledOverThoseThatSaySomething() throws {
        let table = try #require(try Self.run(Self.rows(), by: ["area"]).subgroups.first)
        for agency in [0, 1] {
            let some = table.groups.compactMap { $0.contribution(of: agency) }
            #expect(some.count == (agency == 0 ? 4 : 3))
            let pooling = try #require(
                PartialPooling(
                    estimates: some.map(\.own.value),
                    errors: some.compactMap(\.own.standardError),
                    level: 0.95
                )
            )
            #expect(table.agencies[agency] == pooling)
            #expect(some.map(\.pooled) == pooling.effects)
        }
    }

    @Test func theWholeIsAsWithoutGroups() throws {
        let rows = Self.rows().filter { !$0.hasPrefix(",") }
        #expect(try Self.run(rows, by: ["area"]).result == Self.run(rows, by: nil).result)
    }

    @Test(arguments: [["outcome"], ["first"], ["area", "area"], ["nowhere"]])
    func aColumnThatIsNoGroupingIsRefused(_ columns: [String]) {
        #expect(throws: (any Error).self) { try Self.run(Self.rows(), by: columns) }
    }

    @Test func numbersAreNoGroups() throws {
        let rows = (0..<400).map { "a,\($0),\($0 % 2),\($0 / 2 % 2),\($0 / 4 % 2)" }
        #expect(throws: EvaluationError.tooManyGroups(column: "need", count: 400)) {
            try Self.run(rows, by: ["need"])
        }
    }
}
