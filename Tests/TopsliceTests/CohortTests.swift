import Foundation
import Testing
import Topslice

/// The library as somebody outside sees it: only what is public is used here.
@Suite struct CohortTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("datasets/resettlement")

    private static let agencies = ["got_housing", "got_health", "got_probation", "got_jobs"]

    private static func study(_ covariates: [String]) -> Study {
        Study(outcome: "outcome", agencies: agencies, covariates: covariates, cluster: "area")
    }

    /// The columns of the dataset, read here in the simplest way that this one file allows.
    private static func columns() throws -> [String: [String]] {
        let text = try String(
            contentsOf: folder.appendingPathComponent("cohort.csv"),
            encoding: .utf8
        )
        let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        let header = try #require(rows.first)
        return Dictionary(
            uniqueKeysWithValues: header.indices.map { place in
                (header[place], rows.dropFirst().map { $0[place] })
            }
        )
    }

    @Test func rowsInMemoryGiveTheAnswerOfTheFile() throws {
        let table = try Self.columns()
        let study = Self.study(["need", "prior"])
        let path = Self.folder.appendingPathComponent("cohort.csv").path
        let fromFile = try Attribution(of: Cohort(contentsOf: path, study: study))
        let columns = table.map { name, cells -> Cohort.Column in
            switch name {
            case "outcome",
                _ where Self.agencies.contains(name):
                return .flags(name, cells.map { $0 == "1" })
            case "prior":
                return .numbers(name, cells.map { Double($0) })
            default:
                return .labels(name, cells)
            }
        }
        let fromMemory = try Attribution(of: Cohort(columns, study: study))
        #expect(fromMemory.contributions == fromFile.contributions)
        #expect(fromMemory.coalitions == fromFile.coalitions)
        #expect(fromMemory.together == fromFile.together)
        #expect(fromMemory.people == table["outcome"]?.count)
        #expect(fromMemory.clusters == Set(table["area"] ?? []).count)
        let sum = fromMemory.contributions.map(\.shapley.value).reduce(0, +)
        #expect(abs(sum - fromMemory.together.value) < 1e-12)
    }

    @Test func columnsOfUnequalLengthAreRefused() {
        do {
            _ = try Cohort(
                [.flags("a", [true, false]), .numbers("y", [1])],
                study: Study(outcome: "y", agencies: ["a"])
            )
            Issue.record("nothing was refused")
        } catch {
            #expect(
                error.description
                    == "rows in memory: column 'y' has 1 values, expected 2 as in column 'a'"
            )
        }
    }

    /// Commas and quotes in a label are part of it.
    @Test func labelsMayHoldCommasAndQuotes() throws {
        let count = 400
        var seed: UInt64 = 5
        func bit() -> Bool {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 63 == 1
        }
        let served = (0..<count).map { _ in bit() }
        let outcome = served.map { $0 ? bit() || bit() : bit() }
        func result(_ labels: [String]) throws -> [Attribution.Contribution] {
            try Attribution(
                of: Cohort(
                    [
                        .flags("agency", served), .flags("y", outcome),
                        .labels("place", (0..<count).map { labels[$0 % labels.count] }),
                    ],
                    study: Study(outcome: "y", agencies: ["agency"], cluster: "place")
                )
            ).contributions
        }
        let plain = (0..<20).map { "p\($0)" }
        let odd = (0..<20).map { "\"p\($0)\", the \"second\"" }
        #expect(try result(odd) == result(plain))
    }

    @Test func whatIsWrongIsSaidWithItsPlaceAndWithoutTheCell() {
        do {
            _ = try Attribution(
                of: Cohort(
                    [.flags("a", [true, false, true]), .labels("y", ["1", "0", "Zyxwv943"])],
                    study: Study(outcome: "y", agencies: ["a"], family: .binomial)
                )
            )
            Issue.record("nothing was refused")
        } catch {
            let text = "\(error)"
            #expect(text.contains("rows in memory:4"))
            #expect(text.contains("'y'"))
            #expect(!text.contains("Zyxwv943"))
        }
    }
}
