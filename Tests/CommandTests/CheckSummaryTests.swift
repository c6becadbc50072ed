import Foundation
import Testing

/// `check` counts every record once and says the same on the terminal, as CSV and as JSON.
@Suite struct CheckSummaryTests {
    /// Six people: one left out by the filter, one without the need, which no comparison holds of, and one without the outcome.
    private static let cohort = """
        id,area,need,seen,reached,cost,note
        a,N,1,0,1,10.50,x
        b,S,2,1,0,"1,000.00",x
        c,N,,1,1,0.25,x
        d,S,3,0,,3.00,x
        e,N,400,1,1,-4.00,x
        f,S,5,0,1,2.00,x

        """
    private static let study = """
        columns:
          id: {type: id}
          area: {type: category, levels: [N, S]}
          need: {type: number, missing: allowed}
          seen: {type: binary}
          reached: {type: binary, missing: allowed}
          cost: {type: money, range: [-10.00, 100000.00]}
        outcome: reached
        agencies: [seen]
        covariates: [need]
        disclosure_threshold: 0

        """

    private func check(_ options: String..., body: (Command.Outcome) throws -> Void) throws {
        try Command.withFolder { folder in
            let cohort = folder.appendingPathComponent("people.csv")
            let study = folder.appendingPathComponent("study.yaml")
            try Self.cohort.write(to: cohort, atomically: true, encoding: .utf8)
            try Self.study.write(to: study, atomically: true, encoding: .utf8)
            let arguments =
                ["check", cohort.path, "--study", study.path, "--where", "need != 5"] + options
            let run = try Command.run(arguments)
            #expect(run.exitCode == 0, "\(run.errors)")
            try body(run)
        }
    }

    @Test func theJSONCountsEveryRecordOnce() throws {
        try check("--json", "-") { run in
            let answer = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            )
            let records = try #require(answer["records"] as? [[String: Any]])
            let counts = records.map { $0["count"] as? Int }
            #expect(records.map { $0["what"] as? String }.count == 5)
            #expect(counts == [3, 2, 1, 0, 0])
            #expect(answer["passes"] as? Bool == true)
            #expect(answer["columns_not_declared"] as? Int == 1)
            let columns = try #require(answer["columns"] as? [[String: Any]])
            #expect(
                columns.map { $0["column"] as? String } == [
                    "id", "area", "need", "seen", "reached", "cost",
                ]
            )
        }
    }

    /// Values without those of whom the filter leaves out are what the columns hold; 10.50 + 1,000.00 + 0.25 + 3.00 − 4.00.
    @Test func theCSVHasARowAColumn() throws {
        try check("--csv", "-") { run in
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "column,type,unit,values,missing,distinct,ones,low,high,total")
            #expect(lines.count == 7)
            #expect(lines.contains { $0.hasPrefix("cost,money,") })
        }
    }

    @Test func theTerminalShowsTheSameTables() throws {
        try check { run in
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(lines.contains { $0.hasSuffix("people.csv passes") })
            func count(_ what: String) -> String? {
                lines.first { $0.hasPrefix(what + " ") }?.split(separator: " ").last.map(
                    String.init
                )
            }
            #expect(count("analysed") == "3")
            #expect(count("left out by the filter") == "2")
            #expect(count("read") == "6")
        }
    }
}
