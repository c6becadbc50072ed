import Testing
import TopsliceAttribution
import TopsliceTestSupport

@testable import TopsliceFormats
@testable import TopsliceReports
@testable import TopsliceStudies

/// What reports are made of has no count that may not be written.
@Suite struct KeptResultTests {
    private static let rule = DisclosureRule(threshold: 10, base: 1)

    private func overlap(served: [Int], others: [Int]) -> AgencyOverlap {
        func parts(_ counts: [Int]) -> [Double] {
            counts.map { Double($0) / Double(counts.reduce(0, +)) }
        }
        let none = GroupDifference(standardised: 0.1, varianceRatio: 1)
        return AgencyOverlap(
            weight: ComparisonWeight(
                effective: 80,
                served: served.reduce(0, +),
                others: others.reduce(0, +)
            ),
            largestPart: 0.1,
            columns: [],
            joint: (before: none, after: none),
            chances: .init(served: parts(served), others: parts(others), weighted: parts(others))
        )
    }

    /// A class of few people is withheld, and another, so that the parts, which add up to one, do not give it back.
    @Test(arguments: [
        ([100, 3, 40, 0, 0, 0, 0, 0, 0, 57], [1, 2]),
        ([100, 3, 8, 90, 0, 0, 0, 0, 0, 99], [1, 2]),
        ([50, 50, 50, 50, 0, 0, 0, 0, 0, 0], []),
        ([0, 0, 0, 0, 0, 0, 0, 0, 4, 296], [8, 9]),
    ]) func classesOfFewPeopleAreWithheld(counts: [Int], hidden: [Int]) throws {
        var result = SampleAttribution.four
        result.overlap = Overlap(
            agencies: result.agencies.map { _ in
                overlap(served: counts, others: counts.reversed())
            },
            coalitions: [],
            people: 3000
        )
        let kept = try #require(result.kept(by: Self.rule).overlap?.agencies.first ?? nil)
        #expect(kept.chances.served.indices.filter { kept.chances.served[$0] < 0 } == hidden)
        let mirrored = hidden.map { counts.count - 1 - $0 }.sorted()
        #expect(kept.chances.others.indices.filter { kept.chances.others[$0] < 0 } == mirrored)
        #expect(kept.chances.weighted.indices.filter { kept.chances.weighted[$0] < 0 } == mirrored)
        // Chart and table withhold the same.
        var report = SampleAttribution.report(result, scale: .proportion)
        report = AttributionReport(
            result: result,
            method: report.method,
            sample: nil,
            provenance: report.provenance,
            rule: Self.rule
        )
        let figure = try #require(OverlapPage(report)?.figures.first)
        let chart = try #require(figure.chart as? MirrorChart)
        let withheld = figure.table.rows.indices.filter { figure.table.rows[$0][1] == "withheld" }
        #expect(chart.upper.indices.filter { chart.upper[$0] < 0 } == withheld)
        #expect(withheld == hidden)
        // What is not drawn leaves no trace: as if nobody were there.
        var empty = chart
        empty.upper = chart.upper.map { max(0, $0) }
        empty.lower = chart.lower.map { max(0, $0) }
        empty.outline = chart.outline.map { max(0, $0) }
        #expect(chart.drawing(width: 640) == empty.drawing(width: 640))
    }

    /// Levels by people served and others, of 200 and 300: those whose differences are left out.
    ///
    /// A flag of few, or that few lack, goes alone; a level takes the next rarest with it until those left out are enough of both groups; levels that
    /// are not compared at all (the rest of a group) count as left out.
    @Test(
        arguments: [
            ([[3, 40]], [], [0]), ([[197, 150]], [], [0]), ([[100, 150]], [], []),
            ([], [[4, 60], [96, 140], [100, 100]], [0, 2]),
            ([], [[60, 60], [70, 120], [70, 120]], []),
            ([], [[2, 30], [3, 30], [95, 140], [100, 100]], [0, 1, 3]),
            ([], [[60, 60], [70, 120], [68, 118]], [0]),
        ] as [([[Int]], [[Int]], [Int])]
    )
    func differencesOfFewPeopleAreLeftOut(flags: [[Int]], levels: [[Int]], hidden: [Int]) {
        func column(_ name: String, _ level: String?, _ people: [Int]) -> ColumnBalance {
            let difference = GroupDifference(standardised: 0.25, varianceRatio: nil)
            return ColumnBalance(
                covariate: name,
                level: level,
                before: difference,
                after: difference,
                people: .init(served: people[0], others: people[1])
            )
        }
        let all =
            flags.map { column("flag", nil, $0) }
            + levels.enumerated().map { column("area", "\($0)", $1) }
        let kept = HiddenBalance(all, served: 200, others: 300, Self.rule).columns
        #expect(kept.indices.filter { kept[$0].before.standardised == nil } == hidden)
        #expect(kept.allSatisfy { $0.people == nil })
        let open = HiddenBalance(all, served: 200, others: 300, .none).columns
        #expect(open.allSatisfy { $0.before.standardised == 0.25 })
    }

    /// An agency that served few people: nothing of what it claims is drawn or kept.
    @Test func claimsOfASmallAgencyAreNotKept() throws {
        var result = SampleAttribution.four
        result.contributions[1].served = 4
        result.contributions[1].claimedRawDifference = 0.4321
        let kept = result.kept(by: Self.rule)
        #expect(kept.contributions[1].served < 0 && kept.contributions[1].claimedRawDifference == 0)
        #expect(kept.contributions[0] == result.contributions[0])
        #expect(result.kept(by: .none).contributions == result.contributions)
    }
}
