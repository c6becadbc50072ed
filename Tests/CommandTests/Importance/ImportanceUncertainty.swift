import Foundation
import TopsliceTestSupport
import Testing

/// Every share of rows comes with its uncertainty, or with the reason why not.
@Suite struct ImportanceUncertainty {
    /// Rows of `y`, `x1` … and a cluster; y is the sum of the regressors and noise.
    private static func csv(regressors: Int, rows: Int) -> String {
        var generator = SeededGenerator(seed: 3)
        let names = (1...regressors).map { "x\($0)" }
        var text = "y," + names.joined(separator: ",") + ",area\n"
        for row in 0..<rows {
            let values = names.map { _ in generator.signed() }
            let outcome = values.reduce(3 * generator.signed(), +)
            text +=
                "\(outcome)," + values.map { "\($0)" }.joined(separator: ",") + ",a\(row % 40)\n"
        }
        return text
    }

    private static func formula(_ regressors: Int) -> String {
        "y ~ " + (1...regressors).map { "x\($0)" }.joined(separator: " + ")
    }

    private func run(_ regressors: Int, _ more: [String]) throws -> ImportanceJSON {
        try ImportanceJSON(
            Command.run(
                ["importance", "-", "--formula", Self.formula(regressors), "--json", "-"] + more,
                input: Self.csv(regressors: regressors, rows: 400)
            )
        )
    }

    /// Each row a cluster of its own is the same as no clusters.
    @Test func rowsAsUnitsAreClustersOfOneRow() throws {
        var lines = Self.csv(regressors: 4, rows: 400).split(separator: "\n").map(String.init)
        for index in lines.indices { lines[index] += index == 0 ? ",row" : ",r\(index)" }
        let csv = lines.joined(separator: "\n") + "\n"
        let arguments = ["importance", "-", "--formula", Self.formula(4), "--json", "-"]
        let rows = try ImportanceJSON(Command.run(arguments, input: csv))
        let clusters = try ImportanceJSON(
            Command.run(arguments + ["--cluster", "row"], input: csv)
        )
        for regressor in rows.regressors {
            for key in ["conf_low", "conf_high", "std_error", "share_std_error"] {
                let difference = try rows.value(regressor, key) - clusters.value(regressor, key)
                #expect(difference.magnitude < 1e-12)
            }
        }
    }

    @Test(arguments: [(4, "influence functions"), (22, "delete-a-group jackknife")])
    func clustersGiveIntervalsHoweverManyRegressors(regressors: Int, method: String) throws {
        let result = try run(regressors, ["--cluster", "area"])
        let intervals = try #require(result.object["intervals"] as? [String: Any])
        #expect(intervals["method"] as? String == method)
        #expect(intervals["unit_count"] as? Int == 40)
        for regressor in result.regressors {
            let share = try result.value(regressor, "lmg")
            #expect(try result.value(regressor, "conf_low") < share)
            #expect(try result.value(regressor, "conf_high") > share)
        }
    }

    @Test func sampledSharesHaveIntervalsToo() throws {
        let result = try run(24, ["--cluster", "area", "--tolerance", "0.005"])
        #expect(result.object["method"] as? String == "sampled")
        #expect(result.object["intervals"] is [String: Any])
    }

    @Test func withoutIntervalsTheReasonIsGiven() throws {
        let result = try run(22, [])
        #expect(result.object["intervals"] is NSNull)
        let reason = try #require(result.object["without_intervals"] as? String)
        #expect(reason.contains("--cluster"))
        let text = try Command.run(
            ["importance", "-", "--formula", Self.formula(22)],
            input: Self.csv(regressors: 22, rows: 400)
        )
        #expect(text.output.contains("Intervals: none: "))
    }
}
